import { MOST_VOTES } from '../../judgments/votes.ts';
import { parseObject } from '../tables/json-rows.ts';
import { pythonLiteral } from '../tables/python-literal.ts';
import { isTooDeep } from '../tables/nesting.ts';
import { excerpt } from '../unreadable-file.ts';
import type { Answer } from './answer-book.ts';
import { COLUMN_NAMES, foldName } from './column-names.ts';
import { decimal } from './decimal.ts';
import type { Mapping } from './mapping.ts';
import { pairsInCell } from './pairs-in-cell.ts';
import { isDash } from './signs.ts';

/**
 * The value of a cell that holds a list or object of JSON, or one that Python or NumPy printed, else `undefined`; also if it
 * is nested too deep.
 */
export function jsonCell(cell: string): unknown[] | Record<string, unknown> | undefined {
  const start = cell.trimStart()[0];
  if (start === '{') return parseObject(cell) ?? pythonLiteral(cell);
  if (start === '(') return pythonLiteral(cell);
  if (start !== '[' && !cell.startsWith('array(')) return undefined;
  try {
    const list = JSON.parse(cell) as unknown[];
    return isTooDeep(list) ? undefined : list;
  } catch {
    return pythonLiteral(cell);
  }
}

/** How tables spell that a cell is empty, whatever its other cells hold. */
const EMPTY = new Set(['', 'na', 'n/a', 'nan', 'null', '#n/a', '<na>', '.']);

/**
 * Whether a cell says that it is empty.
 * @param signs whether dashes are labels; see `Mapping.signs`
 */
export function saysEmpty(cell: string, signs = false): boolean {
  const word = cell.trim().toLowerCase();
  return EMPTY.has(word) || (!signs && isDash(word));
}

/** Keys under which tools put an answer in an object of its own: `{"choices": ["joy"]}`, `{"rating": 4}`. */
const ANSWER_KEYS = ['choices', 'rating', 'taxonomy', 'label', 'labels', 'value', 'selected', 'number'];

/**
 * Label names in a cell, none if it is empty or says so (`NA`, `NaN`, `null`).
 * @param value a list of JSON or Python, an object with the answer under a usual key, or labels with the separator between them
 * @param signs whether dashes are labels; see `Mapping.signs`
 */
export function labelsIn(value: unknown, separator: string | RegExp = '|', signs = false): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => labelsIn(one, separator, signs));
  if (value === null || value === undefined) return [];
  if (typeof value === 'object') {
    const key = ANSWER_KEYS.find((name) => Object.hasOwn(value, name));
    return key === undefined ? [] : labelsIn((value as Record<string, unknown>)[key], separator, signs);
  }
  const text = String(value);
  const nested = jsonCell(text);
  if (nested !== undefined) {
    const labels = labelsIn(nested, separator, signs);
    if (Array.isArray(nested) || labels.length > 0) return labels;
  }
  return text
    .split(separator)
    .map((label) => label.trim())
    .filter((label) => !saysEmpty(label, signs));
}

/** The labels that a list of noughts and ones marks, by their places from 0; `null` if the cell is no such list. */
export function indicatedLabels(cell: string): string[] | null {
  const list = jsonCell(cell);
  if (!Array.isArray(list) || list.length < 2) return null;
  if (!list.every((one) => one === 0 || one === 1 || one === true || one === false)) return null;
  return list.flatMap((one, place) => (one === 1 || one === true ? [String(place)] : []));
}

const YES = new Set([
  '1',
  '1.0',
  'true',
  't',
  'yes',
  'y',
  'x',
  '+',
  '✓',
  '✔',
  '☑',
  'checked',
  'on',
  'wahr',
  'ja',
  'vrai',
]);
const NO = new Set([
  '',
  '0',
  '0.0',
  '-',
  '−',
  '–',
  'false',
  'f',
  'no',
  'n',
  'off',
  'falsch',
  'nein',
  'faux',
  'nan',
  'na',
  'null',
  'none',
]);

/**
 * Whether a cell says that its column's label was given; `null` if it says neither.
 * @param column whose name may end with the cell: `sentiment:::joy` holds "joy", and `scale_4` holds "4"
 */
export function flagIn(cell: string, column = ''): boolean | null {
  const word = cell.trim().toLowerCase();
  if (YES.has(word)) return true;
  if (word !== '' && isOwnName(word, column)) return true;
  return NO.has(word) ? false : null;
}

/** Whether a column is named for the word alone or at its end; of a number only where Potato puts it. */
function isOwnName(word: string, column: string): boolean {
  if (!column.toLowerCase().endsWith(word)) return false;
  if (/^-?\d+$/.test(word)) return column.endsWith(`:::scale_${word}`);
  const before = column.at(-word.length - 1);
  return before === undefined || /[^\p{L}\p{N}]/u.test(before);
}

/** The text of an item that is an object of passages (a post and its reply, a premise and a statement), one per line. */
export function joinedPassages(cell: string): string {
  const object = jsonCell(cell);
  if (object === undefined || Array.isArray(object)) return cell;
  const passages = Object.values(object);
  return passages.length > 0 && passages.every((passage) => typeof passage === 'string')
    ? passages.join('\n')
    : cell;
}

/** The number of votes in a cell, nothing being none; or `null` if it holds no such number. */
export function voteCount(value: unknown): number | null {
  const text = value === null || value === undefined ? '' : String(value).trim();
  const count = text === '' ? 0 : Number(text);
  return Number.isInteger(count) && count >= 0 && count <= MOST_VOTES ? count : null;
}

/** What is wrong with a cell that should hold a number of votes. */
export function notACount(where: string, value: unknown): string {
  return `${where} holds "${excerpt(String(value))}"; a whole number of votes from 0 to ${MOST_VOTES.toLocaleString('en')} is expected.`;
}

/**
 * The number of votes that a share of a text's raters is, or `null` if it is none. A share may be rounded to two digits.
 * @param raters how many raters each text has
 */
export function shareCount(cell: string, raters: number): number | null {
  const votes = decimal(cell) * raters;
  const whole = Math.round(votes);
  const rounding = Math.min(0.25, 0.005 * raters + 1e-9);
  return Math.abs(votes - whole) <= rounding && whole <= raters ? voteCount(whole) : null;
}

/** What is wrong with a cell that should hold a share of a text's raters. */
export function notAShare(where: string, value: string, raters: number): string {
  return `${where} holds "${excerpt(value)}"; a share of ${raters.toLocaleString('en')} raters is expected.`;
}

/** Votes given as an object, label to number; or why the cell cannot be used. An empty cell has no votes. */
export function votesIn(cell: string, column: string): Answer[] | string {
  if (cell.trim() === '') return [];
  const object = jsonCell(cell) ?? pairsInCell(cell);
  if (object === undefined || Array.isArray(object))
    return `The column "${column}" holds "${excerpt(cell)}"; an object of labels and numbers of votes is expected.`;
  const answers: Answer[] = [];
  for (const [label, value] of Object.entries(object)) {
    const times = typeof value === 'object' && value !== null ? null : voteCount(value);
    if (times === null) return notACount(`The label "${excerpt(label)}" of the column "${column}"`, value);
    if (label.trim() === '') return `The column "${column}" has votes for a label without a name.`;
    answers.push({ rater: null, labels: [label], times });
  }
  return answers;
}

/**
 * Several raters' answers in one cell (see the layout `annotations`); or why it cannot be used. An empty cell has none.
 * @param raters the cell that lists the raters in the same order, or `null` if there is no such column
 * @param how what stands between one rater's labels, and whether dashes are labels
 */
export function annotationsIn(
  cell: string,
  raters: string | null,
  column: string,
  how: Pick<Mapping, 'separator' | 'signs'> = {},
): Answer[] | string {
  if (cell.trim() === '') return [];
  const value = jsonCell(cell) ?? pairsInCell(cell);
  if (value !== undefined && !Array.isArray(value))
    return Object.entries(value).map(([rater, given]) =>
      answer(rater, labelsIn(given, how.separator ?? /[|,]/, how.signs)),
    );
  const list = value ?? cell.split(cell.includes(';') ? ';' : ',');
  const names = raters === null ? null : ratersIn(raters);
  if (names !== null && names.length !== list.length)
    return `The column "${column}" has ${list.length} answers, and the column of raters names ${names.length}.`;
  const answers: Answer[] = [];
  for (const [at, given] of list.entries()) {
    const one = oneAnswer(given, names?.[at] ?? null, how);
    if (one === null)
      return `The column "${column}" has an answer "${excerpt(JSON.stringify(given))}" with no key "label".`;
    answers.push(one);
  }
  return answers;
}

function ratersIn(cell: string): string[] {
  const list = jsonCell(cell);
  const names = Array.isArray(list) ? list.map(String) : cell.split(',');
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

/** Keys of the answer in an object beside those that columns of labels go by, the likeliest first. */
const ANSWER_OBJECT_KEYS = [...COLUMN_NAMES.label, 'tags', 'value', 'choices', 'score'];
const RATER_OBJECT_KEYS = [...COLUMN_NAMES.rater, ...COLUMN_NAMES.raterOrAuthor];

function oneAnswer(
  given: unknown,
  rater: string | null,
  { separator, signs }: Pick<Mapping, 'separator' | 'signs'>,
): Answer | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return answer(rater, labelsIn(given, separator, signs));
  const named = new Map(Object.entries(given).map(([key, value]) => [foldName(key), value as unknown]));
  const labelKey = ANSWER_OBJECT_KEYS.find((name) => named.has(name));
  if (labelKey === undefined) return null;
  const raterKey = RATER_OBJECT_KEYS.find((name) => named.has(name));
  const who = raterKey === undefined ? '' : String(named.get(raterKey) ?? '').trim();
  return answer(who === '' ? rater : who, labelsIn(named.get(labelKey), separator, signs));
}

function answer(rater: string | null, labels: readonly string[]): Answer {
  return { rater, labels, times: 1 };
}
