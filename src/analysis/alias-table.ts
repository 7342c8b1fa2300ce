import type { Random } from './random.ts';

/** Draws labels from one distribution in constant time (Walker 1977, built as by Vose 1991); refilled for the next distribution. */
export class AliasTable {
  readonly #size: number;
  readonly #keep: Float64Array;
  readonly #alias: Uint16Array;
  readonly #under: Uint16Array;
  readonly #over: Uint16Array;

  constructor(size: number) {
    this.#size = size;
    this.#keep = new Float64Array(size);
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
    while (over > 0) keep[this.#over[--over]] = 1;
    while (under > 0) {
      const c = this.#under[--under];
      keep[c] = row[at + c] > 0 ? 1 : 0;
    }
  }

  draw(random: Random): number {
    const place = random.uniform() * this.#size;
    const c = Math.floor(place);
    return place - c < this.#keep[c] ? c : this.#alias[c];
  }
}
