import type { FileHead } from '../tables/file-head.ts';
import { findColumn } from '../tables/row.ts';
import { jsonCell, labelsIn, voteCount } from './answer-cells.ts';
import { foldName, isAboutTheRow } from './column-names.ts';

const LONGEST_LABEL = 60;
const FRACTION = /^[+-]?\d*\.\d*[1-9]\d*$/;
/** As many different labels as this may stand in a sample of any size. */
const FEW_LABELS = 12;

/** The columns of a file with their cells in its first rows, to guess by. */
export class SampledColumns {
  readonly names: readonly string[];
  readonly #cells: ReadonlyMap<string, readonly string[]>;

  constructor(head: FileHead) {
    const { columns } = head;
    const rows = head.sample.filter(
      ({ problem, cells }) => problem === null && cells.length === columns.length,
    );
    this.names = [...new Set(columns)];
    this.#cells = new Map(
      this.names.map((name) => {
        const place = columns.indexOf(name);
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

  /** Columns that may hold answers: all but `except` and those that say something about the row. */
  others(except: readonly (string | null)[]): string[] {
    return this.names.filter((name) => !except.includes(name) && !isAboutTheRow(name));
  }

  /** Cells that are not blank. */
  filled(name: string): string[] {
    return this.#cells.get(name)!.filter((cell) => cell.trim() !== '');
  }

  /** Whether cells hold JSON lists or objects. */
  isNested(name: string): boolean {
    return mostly(this.filled(name), (cell) => jsonCell(cell) !== undefined);
  }

  /** Whether cells hold JSON objects with numbers for values. */
  isVotes(name: string): boolean {
    return mostly(this.filled(name), (cell) => {
      const object = jsonCell(cell);
      if (object === undefined || Array.isArray(object)) return false;
      const values = Object.values(object);
      return values.length > 0 && values.every((value) => !isNested(value) && voteCount(value) !== null);
    });
  }

  /** Whether cells hold several answers: JSON lists or objects, or a comma between them. */
  isAnnotations(name: string): boolean {
    return mostly(this.filled(name), (cell) => jsonCell(cell) !== undefined || cell.includes(','));
  }

  /** Whether cells hold short words or whole numbers. */
  isShort(name: string): boolean {
    const cells = this.filled(name);
    const labels = cells.flatMap((cell) => labelsIn(cell));
    return (
      labels.length > 0 &&
      labels.every((label) => label.length <= LONGEST_LABEL && !FRACTION.test(label)) &&
      cells.every((cell) => jsonCell(cell) === undefined || Array.isArray(jsonCell(cell)))
    );
  }

  /** Whether cells hold short words or whole numbers that come again and again. */
  isLabels(name: string): boolean {
    const labels = this.filled(name).flatMap((cell) => labelsIn(cell));
    return this.isShort(name) && new Set(labels).size <= Math.max(FEW_LABELS, labels.length / 2);
  }

  /** Whether cells hold numbers of votes; blank ones count as none. */
  isCounts(name: string): boolean {
    return mostly(this.filled(name), (cell) => (voteCount(cell) ?? Infinity) <= 100);
  }

  isNumeric(name: string): boolean {
    return this.filled(name).every((cell) => Number.isFinite(Number(cell)));
  }

  /** Whether cells hold numbers, a few damaged ones aside; `NaN` is a number gone wrong and counts as one. */
  isMostlyNumeric(name: string): boolean {
    return mostly(this.filled(name), (cell) => /^nan$/i.test(cell.trim()) || Number.isFinite(Number(cell)));
  }

  /** Whether cells hold numbers from 0 to 1, a few damaged ones aside. */
  isProbability(name: string): boolean {
    return mostly(this.filled(name), (cell) => Number(cell) >= 0 && Number(cell) <= 1);
  }

  /** Whether most rows sum to 1 over these columns, within what rounding to two digits does. */
  sumToOne(names: readonly string[]): boolean {
    const rows = this.#cells.get(names[0])!.map((_, row) => {
      const values = names.map((name) => Number(this.#cells.get(name)![row]));
      return values.reduce((sum, value) => sum + value, 0);
    });
    const close = rows.filter((sum) => Math.abs(sum - 1) <= 0.005 * names.length);
    return close.length > 0 && close.length * 2 > rows.length;
  }

  /** The column whose cells are the longest, if they read like sentences. */
  sentences(): string | null {
    const lengths = this.names.map((name) => {
      const cells = this.filled(name);
      const prose = cells.filter((cell) => cell.trim().includes(' ') && jsonCell(cell) === undefined);
      return prose.length * 2 > cells.length ? prose.join('').length / cells.length : 0;
    });
    const longest = Math.max(0, ...lengths);
    return longest >= 20 ? this.names[lengths.indexOf(longest)] : null;
  }
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Of a few damaged cells nothing is to be concluded. */
function mostly(cells: readonly string[], holds: (cell: string) => boolean): boolean {
  return cells.length > 0 && cells.filter(holds).length * 2 > cells.length;
}
