import type { FileHead } from '../tables/file-head.ts';
import { isTable } from '../texts.ts';
import { labelsIn } from './answer-cells.ts';
import { ANSWER_NAMES, COLUMN_NAMES, foldName, raterColumn } from './column-names.ts';
import { USUAL_ABSTENTIONS, type MappedLayout, type MappedQuestion, type Mapping } from './mapping.ts';
import { SampledColumns } from './sampled-columns.ts';

interface Found {
  readonly layout: MappedLayout;
  readonly rater: string | null;
  readonly questions: readonly MappedQuestion[];
}

/** Where the guesses look: the columns, and which of them are taken. */
interface Clues {
  readonly columns: SampledColumns;
  readonly text: string | null;
  readonly id: string | null;
  readonly rater: string | null;
}

/**
 * Guesses from the names of the columns and the first rows which column of a file means what; `null` if it does not look like
 * annotated texts. Tried in this order: a column of votes; a column of several annotations; a column of raters with one or
 * more columns of labels beside it; columns named for raters; columns that hold the same few labels; columns of whole
 * numbers (votes for the label that the column is named for); a column of labels without raters.
 */
export function guessMapping(head: FileHead): Mapping | null {
  if (head.format === 'delimited' && !isTable(head)) return null;
  const clues = cluesIn(head);
  if ((clues.text ?? clues.id) === null || clues.text === clues.id) return null;
  for (const guess of GUESSES) {
    const found = guess(clues);
    if (found) return mapping(found, clues);
  }
  return null;
}

/**
 * A mapping of each layout, for a person to begin with who knows the layout better: what can be guessed of it from the file,
 * without a question where nothing can.
 */
export function proposeMappings(head: FileHead): Readonly<Record<MappedLayout, Mapping>> {
  const clues = cluesIn(head);
  const found = GUESSES.flatMap((guess) => guess(clues) ?? []);
  const propose = (layout: MappedLayout) =>
    mapping(found.find((one) => one.layout === layout) ?? { layout, rater: null, questions: [] }, clues);
  return {
    long: propose('long'),
    'label counts': propose('label counts'),
    'rater columns': propose('rater columns'),
    votes: propose('votes'),
    annotations: propose('annotations'),
  };
}

const GUESSES = [votes, annotations, raterRows, raterColumns, sharedLabels, labelCounts, labelRows];

function mapping(found: Found, { text, id }: Clues): Mapping {
  return { ...found, text, id, abstentions: USUAL_ABSTENTIONS };
}

function cluesIn(head: FileHead): Clues {
  const columns = new SampledColumns(head);
  const id = columns.named(COLUMN_NAMES.id);
  const text = columns.named(COLUMN_NAMES.text) ?? columns.sentences();
  const rater =
    columns.allNamed(COLUMN_NAMES.rater, [text, id]).find((name) => !columns.isNested(name)) ?? null;
  return { columns, text, id, rater };
}

function votes({ columns, text, id }: Clues): Found | null {
  const column = columns.allNamed(COLUMN_NAMES.votes, [text, id]).find((name) => columns.isVotes(name));
  return column === undefined ? null : { layout: 'votes', rater: null, questions: [oneColumn(column)] };
}

function annotations({ columns, text, id }: Clues): Found | null {
  const lists = columns
    .allNamed(COLUMN_NAMES.raterLists, [text, id])
    .find((name) => columns.isAnnotations(name));
  const names =
    lists === undefined ? COLUMN_NAMES.annotations : [...COLUMN_NAMES.annotations, ...COLUMN_NAMES.label];
  const column = columns.allNamed(names, [text, id]).find((name) => columns.isAnnotations(name));
  if (column === undefined) return null;
  return { layout: 'annotations', rater: lists ?? null, questions: [oneColumn(column)] };
}

function raterRows(clues: Clues): Found | null {
  const { columns, text, id, rater } = clues;
  if (rater === null) return null;
  const taken = [text, id, rater];
  const named = columns.allNamed(COLUMN_NAMES.label, taken).filter((name) => columns.isShort(name));
  const labels = named.length > 0 ? named : columns.others(taken).filter((name) => columns.isLabels(name));
  return labels.length === 0 ? null : { layout: 'long', rater, questions: labels.map(oneColumn) };
}

function raterColumns({ columns, text, id }: Clues): Found | null {
  const questions = new Map<string, { column: string; name: string }[]>();
  for (const column of columns.names) {
    const found = column === text || column === id ? null : raterColumn(column);
    if (found === null || !columns.isLabels(column)) continue;
    const name = found.question ?? 'label';
    questions.set(name, [...(questions.get(name) ?? []), { column, name: found.rater }]);
  }
  const several = [...questions].filter(([, raters]) => raters.length > 1);
  return several.length === 0 ? null : raters(several);
}

/** Columns named for people: words, most of which stand in other columns too. */
function sharedLabels({ columns, text, id }: Clues): Found | null {
  const worded = columns
    .others([text, id])
    .filter((name) => columns.isLabels(name) && !columns.isNumeric(name));
  const labels = worded.map((name) => columns.filled(name).flatMap((cell) => labelsIn(cell)));
  const sharing = worded.filter((_, at) => {
    const elsewhere = new Set(labels.filter((_one, other) => other !== at).flat());
    return labels[at].filter((label) => elsewhere.has(label)).length * 2 > labels[at].length;
  });
  return sharing.length < 2 ? null : raters([['label', sharing.map((column) => ({ column, name: column }))]]);
}

function raters(questions: readonly (readonly [string, MappedQuestion['columns']])[]): Found {
  return {
    layout: 'rater columns',
    rater: null,
    questions: questions.map(([name, columns]) => ({ name, kind: 'by labels', columns })),
  };
}

function labelCounts({ columns, text, id }: Clues): Found | null {
  const counts = columns
    .others([text, id])
    .filter((name) => columns.isCounts(name) && !ANSWER_NAMES.includes(foldName(name)));
  if (counts.length < 2) return null;
  const labels = counts.map((column) => ({ column, name: labelOf(column) }));
  return {
    layout: 'label counts',
    rater: null,
    questions: [{ name: 'label', kind: 'by labels', columns: labels }],
  };
}

/** The label that a column of votes is for: `votes_joy` and `joy_count` count joy. */
function labelOf(column: string): string {
  const label = column
    .replace(/^(votes?|counts?|n|num|label)[ _.:-]+|[ _.:-]+(votes?|counts?)$/gi, '')
    .trim();
  return label === '' ? column : label;
}

function labelRows({ columns, text, id }: Clues): Found | null {
  const labels = columns.allNamed(COLUMN_NAMES.label, [text, id]).filter((name) => columns.isShort(name));
  return labels.length === 0 ? null : { layout: 'long', rater: null, questions: labels.map(oneColumn) };
}

function oneColumn(column: string): MappedQuestion {
  return { name: column, kind: 'by labels', columns: [{ column, name: column }] };
}
