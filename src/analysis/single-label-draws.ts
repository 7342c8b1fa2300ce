import type { AliasTable } from './alias-table.ts';
import { jensenShannonTerm } from './divergence.ts';
import type { Random } from './random.ts';

/** What many draws of one item's votes came to, draw by draw. */
export interface ItemDraws {
  readonly jsd: Float64Array;
  /** D less what the model alone adds to it. */
  readonly squared: Float64Array;
  /** H(p) in bits. */
  readonly bits: Float64Array;
}

/** Votes of raters who choose one label each, drawn from a model: what one more vote for a label adds is looked up. */
export class SingleLabelDraws {
  readonly #labels: number;
  readonly #counts: Uint32Array;
  #numbers = new Uint32Array(0);
  #drawn = new Uint16Array(0);
  #draws: ItemDraws = { jsd: new Float64Array(0), squared: new Float64Array(0), bits: new Float64Array(0) };
  /** By label c and the votes k that it has, at c n + k. */
  #jsdSteps = new Float64Array(0);
  #squaredSteps = new Float64Array(0);
  /** By k. */
  #bitSteps = new Float64Array(0);

  constructor(labels: number) {
    this.#labels = labels;
    this.#counts = new Uint32Array(labels);
  }

  /**
   * @param model the model's row from `at`, which fills `table`
   * @param n raters of each draw
   * @returns the same arrays each time
   */
  draw(
    model: Float64Array,
    at: number,
    n: number,
    table: AliasTable,
    draws: number,
    random: Random,
  ): ItemDraws {
    this.#makeRoom(n, draws);
    this.#fillSteps(model, at, n);
    // A model that is certain of one label draws the same votes each time.
    const different = isCertain(model, at, this.#labels) ? 1 : draws;
    const numbers = this.#numbers.subarray(0, n * different);
    random.fill(numbers);
    const drawn = this.#drawn;
    table.drawAll(numbers, drawn);
    const { jsd, squared, bits } = this.#draws;
    const jsdSteps = this.#jsdSteps;
    const squaredSteps = this.#squaredSteps;
    const bitSteps = this.#bitSteps;
    const counts = this.#counts;
    for (let draw = 0, first = 0; draw < different; draw++, first += n) {
      // A label no rater drew adds q/2 to the JSD; summed over all labels that is ½, and drawn ones replace their part.
      let divergence = 0.5;
      let distance = 0;
      let entropy = 0;
      for (let rater = first; rater < first + n; rater++) {
        const c = drawn[rater];
        const k = counts[c]++;
        divergence += jsdSteps[c * n + k];
        distance += squaredSteps[c * n + k];
        entropy += bitSteps[k];
      }
      for (let rater = first; rater < first + n; rater++) counts[drawn[rater]] = 0;
      jsd[draw] = divergence;
      squared[draw] = distance;
      bits[draw] = entropy;
    }
    for (const column of different < draws ? [jsd, squared, bits] : []) column.fill(column[0]);
    return this.#draws;
  }

  #makeRoom(n: number, draws: number): void {
    if (this.#draws.jsd.length !== draws) {
      const column = () => new Float64Array(draws);
      this.#draws = { jsd: column(), squared: column(), bits: column() };
    }
    if (this.#numbers.length === n * draws && this.#bitSteps.length === n) return;
    this.#numbers = new Uint32Array(n * draws);
    this.#drawn = new Uint16Array(n * draws);
    this.#jsdSteps = new Float64Array(this.#labels * n);
    this.#squaredSteps = new Float64Array(this.#labels * n);
    const bits = (k: number) => (k === 0 ? 0 : -(k / n) * Math.log2(k / n));
    this.#bitSteps = Float64Array.from({ length: n }, (_, k) => bits(k + 1) - bits(k));
  }

  #fillSteps(model: Float64Array, at: number, n: number): void {
    const pairs = n * (n - 1);
    for (let c = 0; c < this.#labels; c++) {
      const q = model[at + c];
      let before = 0;
      for (let k = 0; k < n; k++) {
        const after = jensenShannonTerm((k + 1) / n, q) - q / 2;
        this.#jsdSteps[c * n + k] = after - before;
        // Pairs of equal votes, less twice the product with the model.
        this.#squaredSteps[c * n + k] = (2 * k) / pairs - (2 * q) / n;
        before = after;
      }
    }
  }
}

function isCertain(model: Float64Array, at: number, labels: number): boolean {
  for (let c = at; c < at + labels; c++) if (model[c] === 1) return true;
  return false;
}
