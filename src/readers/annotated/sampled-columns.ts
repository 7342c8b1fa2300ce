import { max } from 'd3';
import { columnPlaces } from '../tables/column-places.ts';
import type { FileHead } from '../tables/file-head.ts';
import { findColumn } from '../tables/row.ts';
import {
  areTimes,
  areFlags,
  areIndicators,
  haveDecimalCommas,
  numbersIn,
  areNested,
  areVotes,
  areAnnotations,
  arePairs,
  areShort,
  areNumbers,
  areLabels,
  areCounts,
  areWholeNumbers,
  areNumeric,
  areMostlyNumeric,
  areProbabilities,
  areFractions,
  areProse,
} from './cell-kinds.ts';
import { foldName } from './column-names.ts';
import { decimal } from './decimal.ts';
import { separatorIn } from './label-separator.ts';
import type { Separator } from './mapping.ts';
import { signsIn } from './sign-labels.ts';
import { isPlus } from './signs.ts';

/** What cells are; see cell-kinds.ts. */
type Kind = (cells: readonly string[], signs: boolean) => boolean;

/** The columns of a file with their cells in its first rows, to guess by. */
export class SampledColumns {
  readonly names: readonly string[];
  readonly #cells: ReadonlyMap<string, readonly string[]>;
  /** What was found out of a column: many guesses ask the same. */
  readonly #filled = new Map<string, readonly string[]>();
  readonly #kinds = new Map<Kind, Map<string, boolean>>();
  #signs: boolean | undefined;

  constructor(head: FileHead) {
    const { columns } = head;
    const rows = head.sample.filter(
      ({ problem, cells }) => problem === null && cells.length === columns.length,
    );
    this.names = [...new Set(columns)];
    const place = columnPlaces(columns);
    this.#cells = new Map(
      this.names.map((name) => {
        const at = place(name);
        return [name, rows.map(({ cells }) => cells[at])];
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

  /** Cells that are not blank. */
  filled(name: string): readonly string[] {
    return known(this.#filled, name, () => this.#cells.get(name)!.filter((cell) => cell.trim() !== ''));
  }

  /** Whether cells hold answers: short words that come again, or numbers, fractions among them. */
  isAnswers(name: string): boolean {
    return this.isLabels(name) || (this.filled(name).length > 0 && this.isNumbers(name));
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

  // What each of these asks is said in cell-kinds.ts.

  isTime(name: string): boolean {
    return this.#are(areTimes, name);
  }

  isFlags(name: string): boolean {
    return areFlags(this.filled(name), name);
  }

  isIndicators(name: string): boolean {
    return this.#are(areIndicators, name);
  }

  hasDecimalCommas(name: string): boolean {
    return this.#are(haveDecimalCommas, name);
  }

  numbers(name: string): ReturnType<typeof numbersIn> {
    return numbersIn(this.filled(name));
  }

  isNested(name: string, what?: 'lists or objects' | 'lists'): boolean {
    return areNested(this.filled(name), what);
  }

  isVotes(name: string): boolean {
    return this.#are(areVotes, name);
  }

  isAnnotations(name: string): boolean {
    return this.#are(areAnnotations, name);
  }

  isPairs(name: string): boolean {
    return this.#are(arePairs, name);
  }

  isShort(name: string): boolean {
    return this.#are(areShort, name);
  }

  isNumbers(name: string): boolean {
    return this.#are(areNumbers, name);
  }

  isLabels(name: string): boolean {
    return this.#are(areLabels, name);
  }

  isCounts(name: string): boolean {
    return this.#are(areCounts, name);
  }

  isWholeNumbers(name: string): boolean {
    return this.#are(areWholeNumbers, name);
  }

  isNumeric(name: string): boolean {
    return this.#are(areNumeric, name);
  }

  isMostlyNumeric(name: string): boolean {
    return this.#are(areMostlyNumeric, name);
  }

  isProbability(name: string): boolean {
    return this.#are(areProbabilities, name);
  }

  isFraction(name: string): boolean {
    return this.#are(areFractions, name);
  }

  isProse(name: string): boolean {
    return this.#are(areProse, name);
  }

  /** What stands between several labels in a cell of these columns; `null` where nothing does. */
  separatorOf(names: readonly string[]): Separator | null {
    return separatorIn(names.flatMap((name) => this.filled(name)));
  }

  /** Whether plus signs stand alone in some cells, so that a dash says something too. */
  get haveSigns(): boolean {
    return (this.#signs ??= this.names.some((name) =>
      signsIn(this.filled(name).filter((cell) => cell.includes('+'))).some(isPlus),
    ));
  }

  #are(kind: Kind, name: string): boolean {
    let found = this.#kinds.get(kind);
    if (!found) this.#kinds.set(kind, (found = new Map<string, boolean>()));
    return known(found, name, () => kind(this.filled(name), this.haveSigns));
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

/**
 * Whether numbers come to 1 but for their rounding to two digits; of many numbers that nearly cancels, and scores of single labels
 * come near 1 by chance.
 * @param count how many numbers were added
 */
export function isOne(sum: number, count: number): boolean {
  return Math.abs(sum - 1) <= Math.min(0.005 * count, 0.05);
}
