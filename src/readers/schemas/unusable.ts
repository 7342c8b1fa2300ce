import { jsonCell } from '../annotated/answer-cells.ts';
import type { FileHead } from '../tables/file-head.ts';
import { objectOf } from './nested-cell.ts';
import { hasColumns, type UnusableSchema } from './schema.ts';

/** Columns in which tools list spans: Prodigy's, and those of doccano. */
const SPANS = ['spans', 'entities', 'label', 'labels'];

function cellsOf(name: string, columns: readonly string[], sample: FileHead['sample']): readonly string[] {
  const place = columns.indexOf(name);
  return sample.map(({ cells }) => cells[place] ?? '');
}

/** A list of `[0, 3, "PER"]`, or of objects with a start and an end. */
function holdsSpans(cell: string): boolean {
  const list = jsonCell(cell);
  if (!Array.isArray(list) || list.length === 0) return false;
  return list.every((one) => {
    if (Array.isArray(one))
      return (
        one.length === 3 &&
        typeof one[0] === 'number' &&
        typeof one[1] === 'number' &&
        typeof one[2] === 'string'
      );
    const object = objectOf(one);
    return object !== null && ['start', 'start_offset'].some((key) => typeof object[key] === 'number');
  });
}

/** Files that are taken for people's answers and hold none of single people. */
export const UNUSABLE: readonly UnusableSchema[] = [
  {
    name: 'Civil Comments with shares of annotators',
    recognise: (head) => hasColumns(head, ['target', 'comment_text', 'severe_toxicity', 'obscene']),
    problem:
      'It says which share of annotators called a comment toxic, and not what each of them said. ' +
      'Open toxicity_individual_annotations.csv together with a file of the texts instead.',
  },
  {
    name: 'WebAnno TSV (also written by INCEpTION)',
    recognise: (head) => head.format === 'delimited' && /^#FORMAT=WebAnno TSV/.test(head.lines[0] ?? ''),
    problem:
      'It annotates words and spans of one document by one annotator, and no whole sentence. ' +
      'Open a document whose sentences are annotated as wholes, or a table with a row for each text, annotator and label.',
  },
  {
    name: 'a file of spans within texts',
    recognise: ({ columns, sample, format }) =>
      format !== 'delimited' &&
      SPANS.some((name) => columns.includes(name) && cellsOf(name, columns, sample).some(holdsSpans)) &&
      !columns.includes('options'),
    problem:
      'It annotates words and spans, and no whole text. Open a table with a row for each text, annotator and label.',
  },
  {
    name: 'a lexicon of words with mean ratings',
    recognise: ({ columns, format }) =>
      format === 'delimited' &&
      columns.length <= 5 &&
      columns.some((name) => /^(term|word)$/i.test(name.trim())) &&
      ['valence', 'arousal'].every((name) => columns.some((one) => one.trim().toLowerCase() === name)),
    problem: 'It holds means over raters, and not what each of them said.',
  },
  {
    name: 'EmoBank with means over raters',
    recognise: ({ columns }) => ['V', 'A', 'D', 'stdV', 'N'].every((name) => columns.includes(name)),
    problem:
      'It holds means over raters, and not what each of them said. Open individual_reader_ratings.csv or individual_writer_ratings.csv with the texts instead.',
  },
  {
    name: 'a table of results that Dissensus wrote',
    // Every distribution of that table has its top label before it, and no other program names columns so.
    recognise: ({ columns }) =>
      columns[0] === 'id' &&
      columns.some(
        (name, place) =>
          name.endsWith(': top label') &&
          columns[place + 1]?.startsWith(name.slice(0, -'top label'.length)) === true,
      ),
    problem:
      'It holds shares and distributions for other programs, and neither what each person said nor how a model was asked. ' +
      'Open the file that people’s answers came in, and the annotations that are downloaded “for Dissensus”.',
  },
];
