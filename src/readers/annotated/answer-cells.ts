import { parseObject } from '../tables/json-rows.ts';
import { isTooDeep } from '../tables/nesting.ts';
import { excerpt } from '../unreadable-file.ts';
import type { Answer } from './answer-book.ts';
import { COLUMN_NAMES, foldName } from './column-names.ts';
import type { Separator } from './mapping.ts';

/** More votes for one label of one text than any study has; a larger number is not a count of raters. */
const MOST_VOTES = 10_000;

/** The value of a cell that holds a JSON list or object, else `undefined`; also if it is nested too deep. */
export function jsonCell(cell: string): unknown[] | Record<string, unknown> | undefined {
  const start = cell.trimStart()[0];
  if (start === '{') return parseObject(cell) ?? undefined;
  if (start !== '[') return undefined;
  try {
    const list = JSON.parse(cell) as unknown[];
    return isTooDeep(list) ? undefined : list;
  } catch {
    return undefined;
  }
}

/** How tables spell that a cell is empty. */
const EMPTY = new Set(['', 'na', 'n/a', 'nan', 'null']);

/**
 * Label names in a cell, none if it is empty or says so (`NA`, `NaN`, `null`).
 * @param value a JSON list, or labels with the separator between them
 */
export function labelsIn(value: unknown, separator: string | RegExp = '|'): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => labelsIn(one, separator));
  if (value === null || value === undefined || typeof value === 'object') return [];
  const text = String(value);
  const list = jsonCell(text);
  if (Array.isArray(list)) return list.flatMap((one) => labelsIn(one, separator));
  return text
    .split(separator)
    .map((label) => label.trim())
    .filter((label) => !EMPTY.has(label.toLowerCase()));
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

/** Votes given as an object, label to number; or why the cell cannot be used. An empty cell has no votes. */
export function votesIn(cell: string, column: string): Answer[] | string {
  if (cell.trim() === '') return [];
  const object = jsonCell(cell);
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
 * @param separator of one rater's labels
 */
export function annotationsIn(
  cell: string,
  raters: string | null,
  column: string,
  separator?: Separator,
): Answer[] | string {
  if (cell.trim() === '') return [];
  const value = jsonCell(cell);
  if (value !== undefined && !Array.isArray(value))
    return Object.entries(value).map(([rater, given]) => answer(rater, labelsIn(given, separator ?? /[|,]/)));
  const list = value ?? cell.split(',');
  const names = raters === null ? null : ratersIn(raters);
  if (names !== null && names.length !== list.length)
    return `The column "${column}" has ${list.length} answers, and the column of raters names ${names.length}.`;
  const answers: Answer[] = [];
  for (const [at, given] of list.entries()) {
    const one = oneAnswer(given, names?.[at] ?? null, separator);
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

function oneAnswer(given: unknown, rater: string | null, separator?: Separator): Answer | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return answer(rater, labelsIn(given, separator));
  const named = new Map(Object.entries(given).map(([key, value]) => [foldName(key), value as unknown]));
  const labelKey = COLUMN_NAMES.label.find((name) => named.has(name));
  if (labelKey === undefined) return null;
  const raterKey = COLUMN_NAMES.rater.find((name) => named.has(name));
  const who = raterKey === undefined ? '' : String(named.get(raterKey) ?? '').trim();
  return answer(who === '' ? rater : who, labelsIn(named.get(labelKey), separator));
}

function answer(rater: string | null, labels: readonly string[]): Answer {
  return { rater, labels, times: 1 };
}
