import { meanOf } from '../intervals.ts';
import { spearman } from '../correlation.ts';
import type { ItemMeans } from './deleted-raters.ts';
import { concordance, pairFigures } from './number-figures.ts';
import type { NumberModel } from './number-study.ts';

/** Measures of an item whose mean is a figure. */
export const MEANS = ['absolute', 'square', 'difference', 'crps', 'squared'] as const;
type Measure = (typeof MEANS)[number];
/** Places of the figures in what {@link figuresOf} gives. */
export const PLACES = {
  absolute: 0,
  square: 1,
  difference: 2,
  crps: 3,
  squared: 4,
  rmse: 5,
  pearson: 6,
  concordance: 7,
  spearman: 8,
} as const;

/** A column over items for each measure, and both sides' means. */
interface Measured extends Readonly<Record<Measure, Float64Array>> {
  readonly people: Float64Array;
  readonly model: Float64Array;
}

/** All figures over items, by {@link PLACES}; NaN where there is none. */
export function figuresOf(of: Measured): number[] {
  const means = MEANS.map((name) => meanOf(of[name]));
  return [
    ...means,
    Math.sqrt(means[1]),
    pairFigures(of.people, of.model).pearson ?? NaN,
    concordance(of.people, of.model) ?? NaN,
    spearman(of.people, of.model) ?? NaN,
  ];
}

/**
 * The measures of each item from means over its raters: of the number, of its square, and of the model's score. A failed answer
 * is never an advantage: where the model is correlated it says the mean of people's means, and each measure is the greater of
 * that answer's and of the model's own mean. The bias is over what it answered.
 */
export class ItemMeasures {
  /** 1 where the item was not answered. */
  readonly failed: Uint8Array;
  readonly #model: Float64Array;
  readonly #sampling: Float64Array;
  /** What failed answers count as by each measure, at the least. */
  readonly #ofFailed = new Map<Measure, number>();
  #settled: Measured | null = null;

  constructor({ side }: NumberModel, items: Uint32Array) {
    this.#model = Float64Array.from(items, (item) => side.mean[item]);
    this.failed = Uint8Array.from(this.#model, (mean) => (Number.isNaN(mean) ? 1 : 0));
    this.#sampling = Float64Array.from(items, (item) => side.meanVariance[item]);
  }

  /** The measures of all raters' means, by which it is settled what failed answers count as. */
  settle(base: ItemMeans, raters: Float64Array): Measured {
    if (this.failed.includes(1)) {
      const middle = meanOf(base[0]);
      for (const [place, yes] of this.failed.entries()) if (yes) this.#model[place] = middle;
      const of = this.at(base, raters);
      for (const name of MEANS)
        this.#ofFailed.set(name, meanOf(of[name].filter((_, place) => !this.failed[place])));
    }
    return (this.#settled = this.at(base, raters));
  }

  at([people, square, score]: ItemMeans, raters: Float64Array): Measured {
    const model = this.#model;
    const difference = model.map((value, at) => value - people[at]);
    const squared = difference.map((value, at) => {
      const n = raters[at];
      // Without the one of two raters nothing is known of how far they differ: it stays as it is.
      if (n < 2) return this.#settled?.squared[at] ?? NaN;
      const variance = (Math.max(square[at] - people[at] ** 2, 0) * n) / (n - 1);
      return value * value - variance / n - this.#sampling[at];
    });
    const measured = {
      absolute: difference.map(Math.abs),
      square: difference.map((value) => value * value),
      difference: difference.slice(),
      crps: score.slice(),
      squared,
    };
    for (const [place, yes] of this.failed.entries()) if (yes) this.#fill(measured, place);
    return { ...measured, people, model };
  }

  #fill(measured: Record<Measure, Float64Array>, place: number): void {
    // The score of a number is its distance.
    measured.crps[place] = measured.absolute[place];
    for (const [name, own] of this.#ofFailed)
      measured[name][place] = name === 'difference' ? own : Math.max(measured[name][place], own);
  }
}
