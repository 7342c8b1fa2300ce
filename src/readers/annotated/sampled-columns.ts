import { max } from 'd3';
import type { FileHead } from '../tables/file-head.ts';
import { findColumn } from '../tables/row.ts';
import { flagIn, indicatedLabels, jsonCell, labelsIn, saysEmpty, voteCount } from './answer-cells.ts';
import { foldName } from './column-names.ts';
import { DECIMAL_COMMA, decimal } from './decimal.ts';
import type { Separator } from './mapping.ts';
import { pairsInCell } from './pairs-in-cell.ts';
import { pointValue } from './settle-labels.ts';

const LONGEST_LABEL = 60;
const TIME =
  /^(?:[A-Z][a-z]{2},? )?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:[T ,].*)?$|^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d|^\d{1,2}:\d{2}(:\d{2})?/;
/** Those that are looked for, the likeliest first; a stroke and a space stand within labels too. */
const TRIED: readonly Separator[] = ['|', ';', ',', '#', '\n', '+', '&'];
const FRACTION = /^[+-]?\d*\.\d*[1-9]\d*$/;
/** As many different labels as this may stand in a sample of any size. */
const FEW_LABELS = 12;

/** The columns of a file with their cells in its first rows, to guess by. */
export class SampledColumns {
  readonly names: readonly string[];
  readonly #cells: ReadonlyMap<string, readonly string[]>;
  /** What was found out of a column: many guesses ask the same. */
  readonly #filled = new Map<string, readonly string[]>();
  readonly #short = new Map<string, boolean>();
  readonly #labels = new Map<string, boolean>();
  readonly #prose = new Map<string, boolean>();
  readonly #time = new Map<string, boolean>();

  constructor(head: FileHead) {
    const { columns } = head;
    const rows = head.sample.filter(
      ({ problem, cells }) => problem === null && cells.length === columns.length,
    );
    this.names = [...new Set(columns)];
    // Of columns of one name the first counts.
    const places = new Map([...columns.entries()].reverse().map(([place, name]) => [name, place]));
    this.#cells = new Map(
      this.names.map((name) => {
        const place = places.get(name)!;
        return [name, rows.map(({ cells }) => cells[place])];
      }),
    );
  }

  /** The first column that goes by one of these names, or `null`. */
  named(names: readonly string[]): string | null {
    const place = findColumn(this.names.map(foldName), names);
    return place < 0 ? null : this.names[place];
  }

  /** All columns that go by one of these names and none of `except`. */
  allNamed(names: readonly string[], except: readonly (string | null)[]): string[] {
    return this.names.filter((name) => names.includes(foldName(name)) && !except.includes(name));
  }

  get rowCount(): number {
    return this.#cells.get(this.names[0])?.length ?? 0;
  }

  /** All cells of a column, row by row, blank ones too. */
  cells(name: string): readonly string[] {
    return this.#cells.get(name)!;
  }

  /** Different cells that are not blank. */
  distinct(name: string): ReadonlySet<string> {
    return new Set(this.filled(name).map((cell) => cell.trim()));
  }

  /**
   * Whether rows that agree in these columns agree in another one too; `null` if no rows agree in them, which proves nothing.
   * A blank cell agrees with any.
   * @param tolerance the share of rows that may differ: by default what typing errors do
   */
  determines(columns: readonly string[], other: string, tolerance = 0.02): boolean | null {
    const seen = new Map<string, string>();
    let again = 0;
    let differing = 0;
    for (const [row, cell] of this.cells(other).entries()) {
      const key = columns.map((name) => this.cells(name)[row].trim()).join('\n');
      const value = cell.trim();
      if (value === '' || key.trim() === '') continue;
      const known = seen.get(key);
      if (known === undefined) seen.set(key, value);
      else {
        again++;
        if (known !== value) differing++;
      }
    }
    return again === 0 ? null : differing <= again * tolerance;
  }

  /** Whether rows come again with the same cells in these columns: a fifth of them, or some by `strictly`. */
  repeat(columns: readonly string[], strictly = false): boolean {
    const keys = this.cells(columns[0]).map((_, row) =>
      columns.map((name) => this.cells(name)[row].trim()).join('\n'),
    );
    const filled = keys.filter((key) => key.trim() !== '');
    const different = new Set(filled).size;
    return strictly ? different < filled.length : different <= 0.8 * filled.length;
  }

  /** Whether cells hold points in time. */
  isTime(name: string): boolean {
    return known(this.#time, name, () => mostly(this.filled(name), (cell) => TIME.test(cell.trim())));
  }

  /** Whether all filled cells say yes or no (1, 0, true, x …) and at least one says yes. */
  isFlags(name: string): boolean {
    const cells = this.filled(name);
    const said = cells.map((cell) => flagIn(cell, name));
    return said.length > 0 && !said.includes(null) && this.cells(name).length > 0;
  }

  /** Whether cells are lists of noughts and ones of one length. */
  isIndicators(name: string): boolean {
    const cells = this.filled(name);
    const lengths = new Set(
      cells.map((cell) => (indicatedLabels(cell) === null ? -1 : (jsonCell(cell) as unknown[]).length)),
    );
    const [length] = lengths;
    return lengths.size === 1 && length > 1 && cells.some((cell) => indicatedLabels(cell)!.length > 0);
  }

  /** Whether numbers have a comma before their decimals. */
  hasDecimalCommas(name: string): boolean {
    const cells = this.filled(name);
    return (
      cells.some((cell) => DECIMAL_COMMA.test(cell.trim())) &&
      cells.every((cell) => /^[+-]?\d+(,\d+)?$/.test(cell.trim()))
    );
  }

  /** The numbers in a column's cells, and the filled cells that are none. */
  numbers(name: string): { readonly values: readonly number[]; readonly others: readonly string[] } {
    const values: number[] = [];
    const others: string[] = [];
    for (const cell of this.filled(name)) {
      const text = cell.trim();
      const value = pointValue(DECIMAL_COMMA.test(text) ? text.replace(',', '.') : text);
      if (Number.isFinite(value)) values.push(value);
      else others.push(text);
    }
    return { values, others };
  }

  /** What stands between several labels in a cell, if some cells have it and the parts come again; else `null`. */
  separatorOf(names: readonly string[]): Separator | null {
    const cells = names.flatMap((name) => this.filled(name)).filter((cell) => jsonCell(cell) === undefined);
    for (const separator of TRIED) {
      const several = cells.filter((cell) => cell.includes(separator));
      if (several.length === 0) continue;
      const parts = cells.map((cell) =>
        cell
          .split(separator)
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      );
      const single = new Set(parts.filter((one) => one.length === 1).flat());
      const labels = parts.flat();
      const split = new Set(several.flatMap((cell) => cell.split(separator).map((part) => part.trim())));
      split.delete('');
      if (labels.length === 0 || labels.some((label) => label.length > LONGEST_LABEL)) continue;
      const known = [...split].filter((part) => single.has(part)).length;
      const again = new Set(labels).size < new Set(cells).size || known > 0;
      const numbers = separator === ',' && several.every((cell) => DECIMAL_COMMA.test(cell.trim()));
      // Long answers have commas too: their parts stand nowhere else.
      if (again && !numbers && (known * 2 >= split.size || new Set(labels).size * 2 <= labels.length))
        return separator;
    }
    return null;
  }

  /** Cells that are not blank. */
  filled(name: string): readonly string[] {
    return known(this.#filled, name, () => this.#cells.get(name)!.filter((cell) => cell.trim() !== ''));
  }

  /** Whether cells hold lists or objects, or lists alone. */
  isNested(name: string, what: 'lists or objects' | 'lists' = 'lists or objects'): boolean {
    return mostly(this.filled(name), (cell) => {
      const value = jsonCell(cell);
      return what === 'lists' ? Array.isArray(value) : value !== undefined;
    });
  }

  /** Whether cells hold JSON objects with numbers for values. */
  isVotes(name: string): boolean {
    const numbers = this.filled(name).map((cell) => {
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
  isAnnotations(name: string): boolean {
    return (
      mostly(this.filled(name), (cell) => jsonCell(cell) !== undefined || /[,;]/.test(cell)) ||
      this.isPairs(name)
    );
  }

  /** Whether cells hold names with what is said of each, some of them several: `kim: joy; lee: anger`. */
  isPairs(name: string): boolean {
    const pairs = this.filled(name).map((cell) => Object.keys(pairsInCell(cell) ?? {}));
    const names = pairs.flat();
    // Names come again from row to row; sentences with colons do not.
    return (
      mostly(pairs, (one) => one.length > 0) &&
      pairs.filter((one) => one.length > 1).length * 2 > pairs.length &&
      new Set(names).size * 2 <= names.length
    );
  }

  /** Whether cells hold short words or whole numbers. */
  isShort(name: string): boolean {
    return known(this.#short, name, () => {
      const cells = this.filled(name);
      const labels = cells.flatMap((cell) => labelsIn(cell));
      return (
        labels.length > 0 &&
        labels.every((label) => label.length <= LONGEST_LABEL && !FRACTION.test(label)) &&
        cells.every((cell) => jsonCell(cell) === undefined || Array.isArray(jsonCell(cell)))
      );
    });
  }

  /** Whether cells hold answers: short words that come again, or numbers, fractions among them. */
  isAnswers(name: string): boolean {
    return this.isLabels(name) || (this.filled(name).length > 0 && this.isNumbers(name));
  }

  /** Whether nearly all cells that say anything hold numbers, also with a comma before decimals or with words after them. */
  isNumbers(name: string): boolean {
    const { values, others } = this.numbers(name);
    const said = others.filter((cell) => !saysEmpty(cell));
    return values.length > 0 && said.length <= 0.2 * values.length;
  }

  /** Whether cells hold short words or whole numbers that come again and again. */
  isLabels(name: string): boolean {
    return known(this.#labels, name, () => {
      if (!this.isShort(name)) return false;
      const labels = this.filled(name).flatMap((cell) => labelsIn(cell));
      return new Set(labels).size <= Math.max(FEW_LABELS, labels.length / 2);
    });
  }

  /** Whether cells hold numbers of votes; blank ones count as none. */
  isCounts(name: string): boolean {
    return mostly(this.filled(name), (cell) => (voteCount(cell) ?? Infinity) <= 100);
  }

  /** Whether cells hold whole numbers that are not below zero, however large. */
  isWholeNumbers(name: string): boolean {
    const cells = this.filled(name);
    return cells.length > 0 && cells.every((cell) => /^\d+$/.test(cell.trim()));
  }

  isNumeric(name: string): boolean {
    return this.filled(name).every((cell) => Number.isFinite(Number(cell)));
  }

  /** Whether cells hold numbers, a few damaged ones aside; `NaN` is a number gone wrong and counts as one. */
  isMostlyNumeric(name: string): boolean {
    return mostly(this.filled(name), (cell) => /^nan$/i.test(cell.trim()) || Number.isFinite(decimal(cell)));
  }

  /** Whether cells hold numbers from 0 to 1, a few damaged ones aside. */
  isProbability(name: string): boolean {
    return mostly(this.filled(name), (cell) => decimal(cell) >= 0 && decimal(cell) <= 1);
  }

  /** Whether cells hold numbers, some of them with decimals. */
  isFraction(name: string): boolean {
    return this.isMostlyNumeric(name) && this.filled(name).some((cell) => !Number.isInteger(decimal(cell)));
  }

  /** Whether most rows sum to 1 over these columns, within what rounding to two digits does. */
  sumToOne(names: readonly string[]): boolean {
    const rows = this.#cells.get(names[0])!.map((_, row) => {
      const values = names.map((name) => decimal(this.#cells.get(name)![row]));
      return values.reduce((sum, value) => sum + value, 0);
    });
    const close = rows.filter((sum) => isOne(sum, names.length));
    return close.length > 0 && close.length * 2 > rows.length;
  }

  /** Whether most cells have words with spaces between them, and are no lists, objects or points in time. */
  isProse(name: string): boolean {
    return known(
      this.#prose,
      name,
      () =>
        mostly(this.filled(name), (cell) => cell.trim().includes(' ') && jsonCell(cell) === undefined) &&
        !this.isTime(name),
    );
  }

  /** The column of prose whose cells are the longest and not all the same. */
  longestProse(suits: (name: string) => boolean): string | null {
    const lengths = this.names.map((name) => {
      const cells = this.filled(name);
      if (!suits(name) || !this.isProse(name) || cells.length * 2 < this.rowCount) return 0;
      if (cells.length > 2 && new Set(cells).size === 1) return 0;
      return cells.join('').length / cells.length;
    });
    const longest = max(lengths) ?? 0;
    return longest >= 20 ? this.names[lengths.indexOf(longest)] : null;
  }
}

/** What is known of a column, or is found out now. */
function known<Value>(found: Map<string, Value>, name: string, look: () => Value): Value {
  let value = found.get(name);
  if (value === undefined) {
    value = look();
    found.set(name, value);
  }
  return value;
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/**
 * Whether numbers come to 1 but for their rounding to two digits; of many numbers that nearly cancels, and scores of single labels
 * come near 1 by chance.
 * @param count how many numbers were added
 */
export function isOne(sum: number, count: number): boolean {
  return Math.abs(sum - 1) <= Math.min(0.005 * count, 0.05);
}

/** Of a few damaged cells nothing is to be concluded. */
function mostly<Cell>(cells: readonly Cell[], holds: (cell: Cell) => boolean): boolean {
  return cells.length > 0 && cells.filter(holds).length * 2 > cells.length;
}
