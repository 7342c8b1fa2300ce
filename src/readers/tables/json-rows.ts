import { cellText } from './cell-text.ts';
import { isTooDeep, MOST_LEVELS } from './nesting.ts';
import type { Row } from './row.ts';

/** Half of a surrogate pair, which JSON's escapes can spell and no text can hold. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Lines that are each a JSON object, as rows of the named columns; a key that a line does not have is an empty cell. */
export async function* jsonRows(
  lines: AsyncIterable<readonly Row[]>,
  columns: readonly string[],
): AsyncGenerator<Row[]> {
  for await (const batch of lines) yield batch.map((row) => jsonRow(row, columns));
}

/** See {@link jsonRows}. */
export function jsonRow(row: Row, columns: readonly string[]): Row {
  if (row.problem !== null) return row;
  const object = parseObject(row.raw);
  if (object === null) {
    const problem = row.raw.trim() === '' ? 'The line is empty.' : whyNoObject(row.raw);
    return { ...row, problem };
  }
  const cells = columns.map((column) => (Object.hasOwn(object, column) ? cellText(object[column]) : ''));
  return { ...row, cells, problem: loneSurrogateProblem(cells, columns) };
}

/** Why cells that JSON's escapes have spelt are no texts, or `null`. */
export function loneSurrogateProblem(cells: readonly string[], columns: readonly string[]): string | null {
  const odd = cells.findIndex((cell) => LONE_SURROGATE.test(cell));
  return odd < 0 ? null : `The key "${columns[odd]}" holds half of a character (a lone surrogate).`;
}

/** Why {@link parseObject} gives none for a line that is not empty. */
export function whyNoObject(line: string): string {
  try {
    if (isTooDeep(parseJson(line)))
      return `The line has lists and objects of more than ${MOST_LEVELS} levels.`;
  } catch {
    // It is no JSON at all.
  }
  return 'The line is not a JSON object.';
}

/** A string of JSON, or a number that Python writes and JSON does not have. */
const STRINGS_AND_ODD_NUMBERS = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/**
 * As `JSON.parse`, but `NaN`, `Infinity` and `-Infinity`, which Python writes where a value is missing or too large, are null.
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    return JSON.parse(
      text.replace(STRINGS_AND_ODD_NUMBERS, (found) => (found.startsWith('"') ? found : 'null')),
    );
  }
}

/** The object that a line of JSON holds, or `null`; also if it is nested too deep. Its keys are its own, `__proto__` included. */
export function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value = parseJson(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !isTooDeep(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
