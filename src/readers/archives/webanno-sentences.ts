import { quotedCell } from '../../files/csv-cell.ts';
import type { NamedBlob } from '../named-blob.ts';

/** How a file begins that INCEpTION or WebAnno wrote. */
const FORMAT = '#FORMAT=WebAnno TSV 3';
/** Documents are small; a file that says it is one and is larger is refused as what it is. */
const MOST_BYTES = 2 ** 26;
/** Columns before those of the layers: number, place and token. */
const TOKEN_COLUMNS = 3;

interface Feature {
  readonly name: string;
  readonly column: number;
}

interface Sentence {
  readonly text: string;
  /** The cells of each token that is a whole one. */
  readonly tokens: string[][];
}

/**
 * The sentences of a document that INCEpTION or WebAnno wrote, as a table with a row for each that is annotated as a whole: its
 * number, its text, and for each feature of a layer of spans the value of the one that covers it; spans of words are no answers
 * about a sentence. `null` where it is no such document, or no sentence is annotated as a whole.
 */
export async function webannoSentences({ name, blob }: NamedBlob): Promise<NamedBlob | null> {
  const start = await blob.slice(0, FORMAT.length + 3).text();
  if (!start.replace(/^\uFEFF/, '').startsWith(FORMAT) || blob.size > MOST_BYTES) return null;
  const lines = (await blob.text()).replace(/^\uFEFF/, '').split(/\r?\n/);
  const declared = featuresOf(lines);
  const rows = sentencesOf(lines).map(({ text, tokens }, number) => ({
    id: String(number + 1),
    text,
    values: declared.map(({ column }) => valueOfAll(tokens.map((cells) => cells[column] ?? '_'))),
  }));
  const features = [...declared.keys()].filter((at) => rows.some(({ values }) => values[at] !== ''));
  if (features.length === 0) return null;
  const table = [
    ['id', 'text', ...features.map((at) => declared[at].name)],
    ...rows
      .filter(({ values }) => values.some((value) => value !== ''))
      .map(({ id, text, values }) => [id, text, ...features.map((at) => values[at])]),
  ];
  const csv = table.map((row) => row.map(quotedCell).join(',')).join('\r\n');
  return { name, blob: new Blob([csv]) };
}

/** The features of layers of spans, by the lines that declare the columns; those of relations and chains are passed over. */
function featuresOf(lines: readonly string[]): Feature[] {
  const features: Feature[] = [];
  let column = TOKEN_COLUMNS;
  for (const line of lines) {
    const declared = /^#T_(SP|RL|CH)=(.*)$/.exec(line);
    if (declared === null) continue;
    const [, kind, layer] = declared;
    const [type, ...names] = layer.split('|');
    if (kind === 'SP')
      for (const [at, name] of names.entries()) {
        // Links to other spans have a type in place of a name.
        if (!/^ROLE_|\./.test(name)) features.push({ name: featureName(name, type), column: column + at });
      }
    // Of a relation the token where it begins has a column too; a span without features has one for itself.
    column += kind === 'RL' ? names.length : kind === 'CH' ? 2 : Math.max(1, names.length);
  }
  return features;
}

/** A feature as it is called, or as its layer is where every layer's is called so. */
function featureName(feature: string, layer: string): string {
  return /^(value|label)$/i.test(feature) ? (layer.split('.').at(-1) ?? feature) : feature;
}

function sentencesOf(lines: readonly string[]): Sentence[] {
  const sentences: Sentence[] = [];
  let open: Sentence | null = null;
  for (const line of lines) {
    if (line.startsWith('#Text=')) {
      const text: string = unescaped(line.slice('#Text='.length));
      // A sentence of several lines has a line of text for each.
      if (open !== null && open.tokens.length === 0) {
        const longer: Sentence = { text: `${open.text}\n${text}`, tokens: [] };
        sentences[sentences.length - 1] = open = longer;
      } else sentences.push((open = { text, tokens: [] }));
    } else if (/^\d+-\d+\t/.test(line)) open?.tokens.push(line.split('\t'));
  }
  return sentences;
}

/** A value that all tokens have as one span: with the span's number after it, or in a sentence of one token. */
function valueOfAll(cells: readonly string[]): string {
  const [first, ...others] = cells.map((cell) => cell.split(/(?<!\\)\|/));
  if (first === undefined) return '';
  const whole = first.filter(
    (value) =>
      value !== '_' &&
      (others.length === 0 || (/\[\d+\]$/.test(value) && others.every((values) => values.includes(value)))),
  );
  return whole
    .map((value) => unescaped(value.replace(/\[\d+\]$/, '')))
    .filter((value) => value !== '*')
    .join('|');
}

function unescaped(text: string): string {
  return text.replace(
    /\\(.)/g,
    (_, character: string) => ({ t: '\t', n: '\n', r: '\r' })[character] ?? character,
  );
}
