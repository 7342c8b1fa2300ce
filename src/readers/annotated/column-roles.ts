import { min, max } from 'd3';
import type { AttributeOf } from './attribute-book.ts';
import type { FileHead } from '../tables/file-head.ts';
import { excerpt } from '../unreadable-file.ts';
import {
  COLUMN_NAMES,
  foldName,
  isAboutTheRow,
  isAgreedName,
  isAnswerName,
  isModelName,
  raterColumn,
} from './column-names.ts';
import type { FileReading } from './file-reading.ts';
import type { Mapping } from './mapping.ts';
import { SampledColumns } from './sampled-columns.ts';

/** What a column of a file was taken for, and by what evidence. */
export interface ColumnRole {
  readonly column: string;
  /** In words, e.g. `raters` or `answers to “mood”`; `not read` where nothing of it is used. */
  readonly taken: string;
  readonly why: string;
}

/** Cells that are named as examples. */
const EXAMPLES = 3;

/**
 * What each column of a file was taken for. What is said of its cells is said of the first rows.
 * @param guess how the file would be read without a person's word
 * @param attributes whose the values of columns are that nothing else is read from
 */
export function columnRoles(
  head: FileHead,
  { mapping, schema, unfold }: Pick<FileReading, 'mapping' | 'schema' | 'unfold'>,
  guess: Mapping | null,
  attributes: ReadonlyMap<string, AttributeOf | null>,
): ColumnRole[] {
  const columns = new SampledColumns(head);
  if (unfold !== undefined)
    return columns.names.map((column) =>
      unfold.from.includes(column)
        ? { column, taken: 'a part of each answer', why: `${schema} has it in this column.` }
        : unreadRole(columns, column, attributes.get(column), `${schema} has no answers in it`),
    );
  const guessed = guess === null ? null : takenIn(guess);
  const taken = takenIn(mapping);
  return columns.names.map((column) => {
    const role = taken.get(column);
    const before = guessed?.get(column);
    const said = before?.says !== role?.says;
    if (role === undefined && !said)
      return unreadRole(columns, column, attributes.get(column), nameInWords(columns, column, null, schema));
    const words = role === undefined ? NOT_READ : role.says;
    const cells = cellsInWords(columns, column, role?.part ?? null);
    const named = said ? 'said so' : nameInWords(columns, column, role?.part ?? null, schema);
    const why = [named, cells].filter((one) => one !== null).join('; ');
    return { column, taken: words, why: `${why[0].toUpperCase()}${why.slice(1)}.` };
  });
}

const NOT_READ = 'not read';

const ATTRIBUTES: Record<AttributeOf, { readonly taken: string; readonly why: string }> = {
  items: { taken: 'an attribute of texts', why: 'a text has the same in all its rows' },
  raters: { taken: 'an attribute of raters', why: 'a rater has the same in all rows' },
  answers: { taken: NOT_READ, why: 'it differs in rows of one text and in rows of one rater' },
  'long texts': { taken: NOT_READ, why: 'one of its cells is a long text' },
};

/** What a column was taken for from which no answers are read, by whose its values are. */
function unreadRole(
  columns: SampledColumns,
  column: string,
  of: AttributeOf | null | undefined,
  name: string | null,
): ColumnRole {
  const { taken, why } = of === null || of === undefined ? { taken: NOT_READ, why: null } : ATTRIBUTES[of];
  const named = taken === NOT_READ ? (name ?? why) : why;
  const words = [named, cellsInWords(columns, column, null)].filter((one) => one !== null).join('; ');
  return { column, taken, why: `${words[0].toUpperCase()}${words.slice(1)}.` };
}

type Part = 'text' | 'id' | 'rater' | 'time' | 'duration' | 'question' | 'answers';

interface Taken {
  readonly part: Part;
  readonly says: string;
}

/** The columns that a mapping looks at, and for what. */
function takenIn(mapping: Mapping): Map<string, Taken> {
  const { text, moreTexts = [], id, rater, time, duration, questionColumn, questions, layout } = mapping;
  const taken = new Map<string, Taken>();
  const put = (column: string | null | undefined, part: Part, says: string) => {
    if (column !== null && column !== undefined) taken.set(column, { part, says });
  };
  put(text, 'text', 'texts');
  for (const more of moreTexts) put(more, 'text', 'more of each text');
  put(id, 'id', 'ids of texts');
  put(rater, 'rater', 'raters');
  put(time, 'time', 'when each row was answered');
  put(duration?.column, 'duration', `how long each answer took, in ${duration?.unit}`);
  put(questionColumn, 'question', 'the question of each row');
  for (const question of questions)
    for (const { column, name } of question.columns)
      put(column, 'answers', answersInWords(layout, question.name, name));
  return taken;
}

function answersInWords(layout: Mapping['layout'], question: string, name: string): string {
  switch (layout) {
    case 'label counts':
      return `votes for “${name}”`;
    case 'label flags':
      return `whether “${name}” was given`;
    case 'rater columns':
      return `answers of the rater “${name}” to “${question}”`;
    case 'person rows':
      return 'answers about one text, which its name says';
    case 'votes':
      return `votes for all labels of “${question}”`;
    case 'annotations':
      return `all answers to “${question}”`;
    default:
      return `answers to “${question}”`;
  }
}

/** What the column's name says for it; `null` where it says nothing, or the name is not what decided. */
function nameInWords(
  columns: SampledColumns,
  column: string,
  part: Part | null,
  schema: string | undefined,
): string | null {
  if (schema !== undefined)
    return part === null ? `${schema} has no answers in it` : `${schema} has it in this column`;
  const folded = foldName(column);
  const isNamed = (names: readonly string[]) => names.some((name) => foldName(name) === folded);
  switch (part) {
    case 'text':
      return isNamed(COLUMN_NAMES.text) ? 'named as texts are' : 'the longest prose in the table';
    case 'id':
      return isNamed(COLUMN_NAMES.id) ? 'named as ids are' : null;
    case 'rater':
      if (isNamed(COLUMN_NAMES.raterOrAuthor))
        return 'named as people are, and texts come again with others of them';
      return isNamed([...COLUMN_NAMES.rater, ...COLUMN_NAMES.raterLists]) ? 'named as raters are' : null;
    case 'answers':
      if (raterColumn(column) !== null) return 'named as a rater is';
      return isAnswerName(column) ? 'named as answers are' : null;
    case 'time':
    case 'duration':
    case 'question':
      return 'named so';
    default:
      if (columns.filled(column).length === 0) return null;
      if (isAgreedName(column)) return 'named as an agreed answer, which is nobody’s';
      if (isModelName(column)) return 'named for a model';
      if (columns.isTime(column)) return 'holds times';
      return isAboutTheRow(column) ? 'named as something about the row, and no answer' : null;
  }
}

/** What the column's cells say, in the first rows. */
function cellsInWords(columns: SampledColumns, column: string, part: Part | null): string {
  const filled = columns.filled(column);
  if (filled.length === 0) return 'empty in the first rows';
  const different = columns.distinct(column).size;
  const rows = `the first ${filled.length === 1 ? 'row' : `${filled.length} rows with a value`}`;
  if (part === 'text' || part === 'id' || part === 'rater') return `${different} different in ${rows}`;
  const { values, others } = columns.numbers(column);
  if (others.length === 0 && values.length > 0 && different > EXAMPLES)
    return `${different} different numbers from ${min(values)} to ${max(values)} in ${rows}`;
  const examples = [...columns.distinct(column)].slice(0, EXAMPLES).map((cell) => `“${excerpt(cell, 24)}”`);
  return `${different} different in ${rows}: ${examples.join(', ')}${different > EXAMPLES ? ', …' : ''}`;
}
