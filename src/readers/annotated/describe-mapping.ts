import type { MappedLayout, Mapping } from './mapping.ts';
import { scaleWords } from './scale.ts';

const LAYOUTS: Record<MappedLayout, string> = {
  long: 'one row per answer',
  'label counts': 'a column of votes per label',
  'rater columns': 'a column per rater',
  votes: 'votes per text',
  annotations: 'annotations per text',
  'label flags': 'a column per label that says whether it was given',
  'person rows': 'one row per person',
};

/** What the columns of answers are called in each layout, one and several. */
const ANSWERS: Record<MappedLayout, readonly [string, string]> = {
  long: ['label', 'labels'],
  'label counts': ['votes for', 'votes for'],
  'rater columns': ['raters', 'raters'],
  votes: ['votes', 'votes'],
  annotations: ['annotations', 'annotations'],
  'label flags': ['label', 'labels'],
  'person rows': ['text', 'texts'],
};

/** Columns named before "and more". */
const MOST_NAMED = 5;

/** A mapping in a line: `one row per answer: text = "comment", rater = "worker", label = "emotion"`. */
export function describeMapping(mapping: Mapping): string {
  const {
    layout,
    text,
    id,
    rater,
    time,
    duration,
    questions,
    separator,
    moreTexts,
    questionColumn,
    raterName,
    ratersPerText,
  } = mapping;
  const columns = questions.flatMap((question) => question.columns.map(({ column }) => column));
  const named = {
    text,
    'and the text of': moreTexts?.join('", "'),
    id,
    rater,
    time,
    [`${duration?.unit} of an answer`]: duration?.column,
    question: questionColumn,
  };
  const parts = Object.entries(named).flatMap(([what, column]) =>
    column === null || column === undefined ? [] : [`${what} = "${column}"`],
  );
  if (raterName !== undefined) parts.push(`all by ${raterName}`);
  if (ratersPerText !== undefined) parts.push(`shares of ${ratersPerText} raters`);
  const answers = ANSWERS[layout][columns.length === 1 ? 0 : 1];
  parts.push(`${answers} = ${namedColumns(columns)}`);
  const scales = questions.flatMap(({ name, scale }) =>
    scale === undefined ? [] : [`${name} from ${scaleWords(scale)}`],
  );
  if (scales.length > 0) parts.push(namedScales(scales));
  if (separator !== undefined) parts.push(`several labels with "${separator}" between them`);
  return `${LAYOUTS[layout]}: ${parts.join(', ')}`;
}

function namedScales(scales: readonly string[]): string {
  const more = scales.length - MOST_NAMED;
  return `${scales.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The first columns by name and how many more there are. */
export function namedColumns(columns: readonly string[]): string {
  const named = columns.slice(0, MOST_NAMED).map((column) => `"${column}"`);
  const more = columns.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
