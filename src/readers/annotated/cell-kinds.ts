// What the cells of a column are, by those of a sample that are not blank.
import { flagIn, indicatedLabels, jsonCell, labelsIn, saysEmpty, voteCount } from './answer-cells.ts';
import { DECIMAL_COMMA, decimal } from './decimal.ts';
import { pairsInCell } from './pairs-in-cell.ts';
import { pointValue } from './settle-labels.ts';

/** Characters of a label at the most. */
export const LONGEST_LABEL = 60;
const TIME =
  /^(?:[A-Z][a-z]{2},? )?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:[T ,].*)?$|^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d|^\d{1,2}:\d{2}(:\d{2})?/;
const FRACTION = /^[+-]?\d*\.\d*[1-9]\d*$/;
/** As many different labels as this may stand in a sample of any size. */
const FEW_LABELS = 12;

/** Whether cells hold points in time. */
export function areTimes(cells: readonly string[]): boolean {
  return mostly(cells, (cell) => TIME.test(cell.trim()));
}

/**
 * Whether all cells say yes or no (1, 0, true, x …).
 * @param column whose name may be what a marked cell holds
 */
export function areFlags(cells: readonly string[], column: string): boolean {
  return cells.length > 0 && cells.every((cell) => flagIn(cell, column) !== null);
}

/** Whether cells are lists of noughts and ones of one length. */
export function areIndicators(cells: readonly string[]): boolean {
  const lengths = new Set(
    cells.map((cell) => (indicatedLabels(cell) === null ? -1 : (jsonCell(cell) as unknown[]).length)),
  );
  const [length] = lengths;
  return lengths.size === 1 && length > 1 && cells.some((cell) => indicatedLabels(cell)!.length > 0);
}

/** Whether numbers have a comma before their decimals. */
export function haveDecimalCommas(cells: readonly string[]): boolean {
  return (
    cells.some((cell) => DECIMAL_COMMA.test(cell.trim())) &&
    cells.every((cell) => /^[+-]?\d+(,\d+)?$/.test(cell.trim()))
  );
}

/** The numbers in cells, and the cells that are none. */
export function numbersIn(cells: readonly string[]): {
  readonly values: readonly number[];
  readonly others: readonly string[];
} {
  const values: number[] = [];
  const others: string[] = [];
  for (const cell of cells) {
    const text = cell.trim();
    const value = pointValue(DECIMAL_COMMA.test(text) ? text.replace(',', '.') : text);
    if (Number.isFinite(value)) values.push(value);
    else others.push(text);
  }
  return { values, others };
}

/** Whether cells hold lists or objects, or lists alone. */
export function areNested(
  cells: readonly string[],
  what: 'lists or objects' | 'lists' = 'lists or objects',
): boolean {
  return mostly(cells, (cell) => {
    const value = jsonCell(cell);
    return what === 'lists' ? Array.isArray(value) : value !== undefined;
  });
}

/** Whether cells hold JSON objects with numbers for values. */
export function areVotes(cells: readonly string[]): boolean {
  const numbers = cells.map((cell) => {
    const object = jsonCell(cell) ?? pairsInCell(cell);
    if (object === undefined || Array.isArray(object)) return [];
    const values: unknown[] = Object.values(object);
    return values.every((value) => !isNested(value) && Number.isFinite(Number(value)))
      ? values.map(Number)
      : [];
  });
  const isCount = (value: number) => voteCount(value) !== null;
  if (mostly(numbers, (values) => values.length > 0 && values.every(isCount))) return true;
  // Numbers of votes with some that can be none, which are named when the rows are read; probabilities have none above 1.
  return (
    mostly(numbers, (values) => values.length > 0) &&
    numbers.some((values) => values.some((value) => value > 1 && Number.isInteger(value)))
  );
}

/** Whether cells hold several answers: JSON lists or objects, or a comma or a semicolon between them. */
export function areAnnotations(cells: readonly string[]): boolean {
  return mostly(cells, (cell) => jsonCell(cell) !== undefined || /[,;]/.test(cell)) || arePairs(cells);
}

/** Whether cells hold names with what is said of each, some of them several: `kim: joy; lee: anger`. */
export function arePairs(cells: readonly string[]): boolean {
  const pairs = cells.map((cell) => Object.keys(pairsInCell(cell) ?? {}));
  const names = pairs.flat();
  // Names come again from row to row; sentences with colons do not.
  return (
    mostly(pairs, (one) => one.length > 0) &&
    pairs.filter((one) => one.length > 1).length * 2 > pairs.length &&
    new Set(names).size * 2 <= names.length
  );
}

/**
 * Whether cells hold short words or whole numbers.
 * @param signs whether dashes are labels; see `Mapping.signs`
 */
export function areShort(cells: readonly string[], signs = false): boolean {
  const labels = cells.flatMap((cell) => labelsIn(cell, '|', signs));
  return (
    labels.length > 0 &&
    labels.every((label) => label.length <= LONGEST_LABEL && !FRACTION.test(label)) &&
    cells.every((cell) => jsonCell(cell) === undefined || Array.isArray(jsonCell(cell)))
  );
}

/** Whether nearly all cells that say anything hold numbers, also with a comma before decimals or with words after them. */
export function areNumbers(cells: readonly string[]): boolean {
  const { values, others } = numbersIn(cells);
  const said = others.filter((cell) => !saysEmpty(cell));
  return values.length > 0 && said.length <= 0.2 * values.length;
}

/**
 * Whether cells hold short words or whole numbers that come again and again.
 * @param signs as for `areShort`
 */
export function areLabels(cells: readonly string[], signs = false): boolean {
  if (!areShort(cells, signs)) return false;
  const labels = cells.flatMap((cell) => labelsIn(cell, '|', signs));
  return new Set(labels).size <= Math.max(FEW_LABELS, labels.length / 2);
}

/** Whether cells hold numbers of votes; blank ones count as none. */
export function areCounts(cells: readonly string[]): boolean {
  return mostly(cells, (cell) => (voteCount(cell) ?? Infinity) <= 100);
}

/** Whether cells hold whole numbers that are not below zero, however large. */
export function areWholeNumbers(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => /^\d+$/.test(cell.trim()));
}

/** Whether all cells hold numbers. */
export function areNumeric(cells: readonly string[]): boolean {
  return cells.every((cell) => Number.isFinite(Number(cell)));
}

/** Whether cells hold numbers, a few damaged ones aside; `NaN` is a number gone wrong and counts as one. */
export function areMostlyNumeric(cells: readonly string[]): boolean {
  return mostly(cells, (cell) => /^nan$/i.test(cell.trim()) || Number.isFinite(decimal(cell)));
}

/** Whether cells hold numbers from 0 to 1, a few damaged ones aside. */
export function areProbabilities(cells: readonly string[]): boolean {
  return mostly(cells, (cell) => decimal(cell) >= 0 && decimal(cell) <= 1);
}

/** Whether cells hold numbers, some of them with decimals. */
export function areFractions(cells: readonly string[]): boolean {
  return areMostlyNumeric(cells) && cells.some((cell) => !Number.isInteger(decimal(cell)));
}

/** Whether most cells have words with spaces between them, and are no lists, objects or points in time. */
export function areProse(cells: readonly string[]): boolean {
  return (
    mostly(cells, (cell) => cell.trim().includes(' ') && jsonCell(cell) === undefined) && !areTimes(cells)
  );
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Of a few damaged cells nothing is to be concluded. */
function mostly<Cell>(cells: readonly Cell[], holds: (cell: Cell) => boolean): boolean {
  return cells.length > 0 && cells.filter(holds).length * 2 > cells.length;
}
