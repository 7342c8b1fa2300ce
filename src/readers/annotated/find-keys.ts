import type { FileHead } from '../tables/file-head.ts';
import { COLUMN_NAMES, foldName, isAgreedName, isModelName, isUnnamed, nameWords } from './column-names.ts';
import { SampledColumns } from './sampled-columns.ts';

/** What a person has said of a file's columns; the rest is guessed. */
export interface SaidColumns {
  readonly text?: string;
  readonly id?: string;
  readonly rater?: string;
}

/** Where the guesses look: the columns, and which of them name items and raters. */
export interface Keys {
  readonly columns: SampledColumns;
  readonly text: string | null;
  /** Passages that belong to the text too. */
  readonly moreTexts: readonly string[];
  readonly id: string | null;
  readonly rater: string | null;
  /** The columns that tell items apart: the id, or else the text; none if each row is an item. */
  readonly item: readonly string[];
  /** Whether items come again in several rows. */
  readonly repeats: boolean;
}

/** The share of an id's rows that may have another text. */
const ODD_TEXTS = 0.5;

/** Passages that make one item together: the first is the text, the others follow it. */
const PAIRS: readonly (readonly string[])[] = [
  ['premise', 'hypothesis'],
  ['sentence1', 'sentence2'],
  ['sent1', 'sent2'],
  ['question1', 'question2'],
  ['text1', 'text2'],
  ['texta', 'textb'],
  ['context', 'response'],
  ['post', 'reply'],
  ['prompt', 'response'],
  ['prompt', 'completion'],
  ['responsea', 'responseb'],
  ['response1', 'response2'],
  ['outputa', 'outputb'],
  ['answera', 'answerb'],
  ['completiona', 'completionb'],
  ['summarya', 'summaryb'],
];

/** Finds the columns of texts, ids and raters by their names and by which of them tell the rows of one item from another's. */
export function findKeys(head: FileHead, said: SaidColumns = {}): Keys {
  const columns = new SampledColumns(head);
  const pair = said.text === undefined ? pairedTexts(columns) : null;
  const text = said.text ?? pair?.[0] ?? findText(columns);
  const rater = said.rater ?? findRater(columns, text);
  const id = said.id ?? findId(columns, text, rater);
  const item = id !== null ? [id] : text !== null ? [text] : [];
  const withAuthors = rater ?? findRepeatedAuthor(columns, item);
  return {
    columns,
    text,
    moreTexts: pair?.slice(1) ?? [],
    id: id === withAuthors ? null : id,
    rater: withAuthors,
    item,
    repeats: item.length > 0 && columns.repeat(item),
  };
}

function pairedTexts(columns: SampledColumns): string[] | null {
  for (const names of PAIRS) {
    const found = names.map((name) => columns.names.find((column) => foldName(column) === name));
    if (found.every((name) => name !== undefined && columns.isProse(name))) return found as string[];
  }
  return null;
}

function findText(columns: SampledColumns): string | null {
  const named = COLUMN_NAMES.text.flatMap((name) =>
    columns.names.filter((column) => foldName(column) === foldName(name) && isText(columns, column)),
  );
  // Raters' remarks go by the same names as texts; they are often empty, and differ where texts come again.
  const whole = named.filter((name) => columns.filled(name).length * 2 > columns.rowCount);
  const proper = whole.find((name) => !isRemark(columns, name, whole)) ?? whole[0] ?? null;
  const prose = columns.longestProse((name) => !isAgreedName(name) && !isModelName(name));
  if (proper === null) return prose;
  if (named.length > 0 && columns.isProse(proper)) return proper;
  // A column of one word each that is called "content" may hold answers; prose beside it is the text.
  return prose !== null && columns.distinct(proper).size * 2 < columns.distinct(prose).size ? prose : proper;
}

function isText(columns: SampledColumns, name: string): boolean {
  return columns.filled(name).length > 0 && !columns.isTime(name) && !columns.isNested(name, 'lists');
}

/** Whether another text comes again where this one differs. */
function isRemark(columns: SampledColumns, name: string, others: readonly string[]): boolean {
  return others.some(
    (other) =>
      other !== name &&
      columns.determines([other], name) === false &&
      columns.determines([name], other) !== false,
  );
}

function findRater(columns: SampledColumns, text: string | null): string | null {
  const named = columns.allNamed(COLUMN_NAMES.rater, [text]).filter((name) => !columns.isNested(name));
  // Of "judge" and "judge_id" the first in order of names; but a task may be called "subject".
  return named.find((name) => columns.filled(name).length > 0) ?? findUnnamedRater(columns, text);
}

/** In a table without a header, the one column that differs in all rows of a text, and comes again with other texts. */
function findUnnamedRater(columns: SampledColumns, text: string | null): string | null {
  if (text === null || !columns.names.every(isUnnamed) || !columns.repeat([text])) return null;
  const [only, ...more] = columns.names.filter(
    (name) => name !== text && columns.repeat([name]) && !columns.repeat([text, name], true),
  );
  return more.length === 0 ? (only ?? null) : null;
}

/** An author's name beside texts that come again with others of the kind is a rater's. */
function findRepeatedAuthor(columns: SampledColumns, item: readonly string[]): string | null {
  if (item.length === 0) return null;
  return (
    columns
      .allNamed(COLUMN_NAMES.raterOrAuthor, item)
      .find((name) => columns.determines(item, name) === false && !columns.repeat([...item, name])) ??
    columns
      .allNamed(COLUMN_NAMES.raterOrAuthor, item)
      .find((name) => columns.determines(item, name) === false) ??
    null
  );
}

/**
 * The column of ids: of those that are named for it, the first that an item has in all of its rows. One that differs where
 * the text comes again, or that never comes again beside another that does, numbers rows.
 */
function findId(columns: SampledColumns, text: string | null, rater: string | null): string | null {
  const named = COLUMN_NAMES.id.flatMap((name) =>
    columns.names.filter((column) => column !== text && column !== rater && foldName(column) === name),
  );
  // Beside raters, an id of any name whose rows each have another rater.
  const others =
    rater === null || named.length > 0
      ? []
      : columns.names.filter(
          (name) =>
            name !== text &&
            name !== rater &&
            nameWords(name).at(-1) === 'id' &&
            columns.repeat([name]) &&
            !columns.repeat([name, rater], true),
        );
  const possible = [...named, ...others].filter(
    (name) => columns.filled(name).length > 0 && !columns.isProse(name),
  );
  // A few rows with another text are errors of the file, and are left out one by one.
  const withText = possible.filter(
    (name) => text === null || columns.determines([name], text, ODD_TEXTS) !== false,
  );
  const tellsItems = withText.filter((name) => text === null || columns.determines([text], name) !== false);
  const again = tellsItems.filter((name) => columns.repeat([name]));
  if (text !== null) {
    const [first] = again.length > 0 ? again : tellsItems;
    if (first !== undefined) return first;
    // Ids of the same texts twice in a data set differ; those of rows differ nearly always.
    return withText.find((name) => fewerTexts(columns, name, text)) ?? null;
  }
  const paired =
    rater === null ? again : again.filter((name) => columns.determines([name, rater], name) === null);
  return paired[0] ?? again[0] ?? tellsItems[0] ?? null;
}

/** Whether only a few texts have several ids. */
function fewerTexts(columns: SampledColumns, id: string, text: string): boolean {
  return columns.distinct(text).size > 0.9 * columns.distinct(id).size;
}
