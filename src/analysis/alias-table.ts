import type { Random } from './random.ts';

/** A chance of 1, in the steps of 2⁻³¹ that chances are kept in. */
const CERTAIN = 0x8000_0000;

/** Draws labels from one distribution in constant time (Walker 1977, built as by Vose 1991); refilled for the next distribution. */
export class AliasTable {
  readonly #size: number;
  readonly #keep: Float64Array;
  /** `#keep` as the whole number of steps under which a column's own label is drawn. */
  readonly #own: Int32Array;
  readonly #alias: Uint16Array;
  readonly #under: Uint16Array;
  readonly #over: Uint16Array;

  constructor(size: number) {
    this.#size = size;
    this.#keep = new Float64Array(size);
    this.#own = new Int32Array(size);
    this.#alias = new Uint16Array(size);
    this.#under = new Uint16Array(size);
    this.#over = new Uint16Array(size);
  }

  /** Makes the table that of the row from `at`, which must sum to 1. */
  fill(row: Float64Array, at: number): void {
    const size = this.#size;
    const keep = this.#keep;
    let under = 0;
    let over = 0;
    for (let c = 0; c < size; c++) {
      keep[c] = row[at + c] * size;
      if (keep[c] < 1) this.#under[under++] = c;
      else this.#over[over++] = c;
    }
    while (under > 0 && over > 0) {
      const low = this.#under[--under];
      const high = this.#over[over - 1];
      this.#alias[low] = high;
      keep[high] -= 1 - keep[low];
      if (keep[high] < 1) {
        over--;
        this.#under[under++] = high;
      }
    }
    // What is left over is 1 but for rounding; a label of no mass can only be left where rounding made the sum fall short.
    while (over > 0) this.#settle(this.#over[--over]);
    while (under > 0) {
      const c = this.#under[--under];
      if (row[at + c] > 0) this.#settle(c);
      else {
        keep[c] = 0;
        this.#alias[c] = greatest(row, at, size);
      }
    }
    for (let c = 0; c < size; c++) this.#own[c] = Math.min(Math.round(keep[c] * CERTAIN), CERTAIN - 1);
  }

  draw(random: Random): number {
    return this.#labelOf(random.uint32());
  }

  /** One label for each number. */
  drawAll(numbers: Uint32Array, labels: Uint16Array): void {
    for (let at = 0; at < numbers.length; at++) labels[at] = this.#labelOf(numbers[at]);
  }

  /** A number times the size is a column and, in its lower 32 bits, a place within it. */
  #labelOf(number: number): number {
    const column = (number * (this.#size / 0x1_0000_0000)) >>> 0;
    const alias = this.#alias[column];
    // All ones where the place is in the column's own part: a branch would be guessed wrong half the time.
    const own = ((Math.imul(number, this.#size) >>> 1) - this.#own[column]) >> 31;
    return alias ^ ((alias ^ column) & own);
  }

  /** A column that is its label's alone. */
  #settle(c: number): void {
    this.#keep[c] = 1;
    this.#alias[c] = c;
  }
}

function greatest(row: Float64Array, at: number, size: number): number {
  let best = 0;
  for (let c = 1; c < size; c++) if (row[at + c] > row[at + best]) best = c;
  return best;
}
