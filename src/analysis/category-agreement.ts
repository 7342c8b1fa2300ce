import { forEachResample } from './bootstrap.ts';
import type { CategoryPeople, CategoryVotes, PeopleSums } from './category-votes.ts';
import { varianceOf } from './intervals.ts';
import { normalQuantile, studentQuantile } from './quantiles.ts';
import type { Random } from './random.ts';
import type { RaterSpread } from './rater-spread.ts';
import type { Over } from './report.ts';

/** Reliability at or under which people do not agree on a category enough to be agreed with. */
export const LEAST_RELIABILITY = 0.05;
/** Share of resamples without a value above which an interval would leave out too much. */
const MOST_UNDEFINED = 0.05;
/** Correlation past which Fisher's z is no more than noise's. */
export const MOST_CORRELATION = 0.9999;

/** How well a model follows what people agree on in one category. */
export interface CategoryAgreement {
  /**
   * rel_c = 1 - mean_i(s²_i / n_i) / Var_i(p_i), s²_i the sample variance of an item's votes for c: the share of the variance of p
   * that is not the raters' sampling, whatever their numbers; `null` with one rater per item or a constant category.
   */
  readonly reliability: number | null;
  /** Pearson / √rel_c; `null` where that is at most {@link LEAST_RELIABILITY} or a column is constant. Noise can carry it past 1. */
  readonly agreement: number | null;
  /**
   * By normal quantiles of the bootstrap standard error of Fisher's z, reliability resampled with it; `null` where 5% of the
   * resamples have no value. Quantiles far out, as intervals for many categories together need, are not among the resamples.
   */
  readonly interval: { lo: number; hi: number; over: Over } | null;
  /**
   * The unbiased squared gap of this category alone over the variance of what people truly hold of it, 1 - R²: 0 for an exactly
   * right model, 1 for one that knows no more than the right mean. Level and spread count, which a correlation does not see.
   */
  readonly unexplained: { mean: number; lo: number; hi: number } | null;
}

/**
 * Reliability and agreement of every category (disattenuation after Spearman 1904, the model being noiseless).
 * @param model each category's share of the model's distributions, over the same items
 * @param random the stream that the votes were resampled by
 * @param spreads finds what few raters add to the variance of each category's Fisher's z; gives `null` if they are many or unknown
 */
export function categoryAgreement(
  { items, categories }: CategoryVotes,
  model: readonly Float64Array[],
  confidence: number,
  random: Random,
  spreads: (found: readonly (number | null)[]) => (RaterSpread | null)[] | null = () => null,
): CategoryAgreement[] {
  const columns = categories.map((people, index) => new ModelColumns(people, model[index]));
  const once = new Uint16Array(items.length).fill(1);
  const asIs = categories.map((people, index) => columns[index].figures(once, people.observed));
  const observed = asIs.map(({ agreement }) => agreement);
  const { resampled } = categories[0];
  const found = categories.map(() => new Float64Array(resampled.length).fill(NaN));
  const left = categories.map(() => new Float64Array(resampled.length).fill(NaN));
  const wanted = [...categories.keys()].filter((index) => observed[index] !== null);
  if (wanted.length > 0) {
    forEachResample(items.length, resampled.length, random, (drawn, resample) => {
      for (const index of wanted) {
        const people = categories[index].resampled[resample];
        const { agreement, unexplained } = columns[index].figures(drawn, people);
        found[index][resample] = agreement ?? NaN;
        left[index][resample] = unexplained ?? NaN;
      }
    });
  }
  const ofRaters = spreads(observed);
  return categories.map((people, index) => {
    const values = found[index].filter(Number.isFinite);
    const enough = observed[index] !== null && values.length >= (1 - MOST_UNDEFINED) * found[index].length;
    return {
      reliability: people.observed.reliability,
      agreement: observed[index],
      interval: enough
        ? fisherInterval(
            observed[index]!,
            people.observed.reliability!,
            values,
            confidence,
            ofRaters?.[index] ?? null,
          )
        : null,
      unexplained: enough
        ? unexplainedInterval(
            asIs[index].unexplained!,
            left[index].filter(Number.isFinite),
            confidence,
            ofRaters?.[categories.length + index] ?? null,
          )
        : null,
    };
  });
}

/**
 * The interval of agreement by Fisher's z of the raw correlation that it would be at the observed reliability, which is under 1
 * where agreement itself need not be.
 */
function fisherInterval(
  agreement: number,
  reliability: number,
  resampled: Float64Array,
  confidence: number,
  spread: RaterSpread | null,
): { lo: number; hi: number; over: Over } {
  const scale = Math.sqrt(reliability);
  const z = (value: number) =>
    Math.atanh(Math.min(Math.max(value * scale, -MOST_CORRELATION), MOST_CORRELATION));
  const reach = reachOf(varianceOf(resampled.map(z)), spread, confidence);
  const at = (value: number) => Math.tanh(value) / scale;
  return {
    lo: at(z(agreement) - reach),
    hi: at(z(agreement) + reach),
    over: spread === null ? 'items only' : 'items and raters',
  };
}

/** How far an interval reaches from a figure, given its variance over items and what few raters add to it. */
function reachOf(ofItems: number, spread: RaterSpread | null, confidence: number): number {
  const ofRaters = spread?.variance ?? 0;
  const variance = ofItems + ofRaters;
  const end = (1 + confidence) / 2;
  const quantile =
    ofRaters > 0 ? studentQuantile(end, (variance / ofRaters) ** 2 * spread!.degrees) : normalQuantile(end);
  return quantile * Math.sqrt(variance);
}

function unexplainedInterval(
  mean: number,
  resampled: Float64Array,
  confidence: number,
  spread: RaterSpread | null,
): { mean: number; lo: number; hi: number } {
  const reach = reachOf(varianceOf(resampled), spread, confidence);
  return { mean, lo: mean - reach, hi: mean + reach };
}

/** One category's share of the model's distributions, and its products with the people's where they have any. */
class ModelColumns {
  readonly #model: Float64Array;
  readonly #chosen: Uint32Array;
  readonly #products: Float64Array;

  constructor({ chosen, shares }: CategoryPeople, model: Float64Array) {
    this.#model = model;
    this.#chosen = chosen;
    this.#products = shares.map((share, at) => share * model[chosen[at]]);
  }

  /** Pearson / √reliability, and D of the category over the variance of the truth; `null` where there is none. */
  figures(
    drawn: Uint16Array,
    { p, variance, squares, noise, reliability }: PeopleSums,
  ): { agreement: number | null; unexplained: number | null } {
    if (reliability === null || reliability <= LEAST_RELIABILITY || variance === 0)
      return { agreement: null, unexplained: null };
    const { q, qq } = this.#moments(drawn);
    let pq = 0;
    const chosen = this.#chosen;
    const products = this.#products;
    for (let at = 0; at < chosen.length; at++) pq += drawn[chosen[at]] * products[at];
    const items = drawn.length;
    const unexplained = (squares - 2 * pq + qq - noise) / (reliability * variance);
    const varianceOfModel = qq - (q * q) / items;
    if (varianceOfModel <= 1e-12 * qq) return { agreement: null, unexplained };
    const pearson = (pq - (p * q) / items) / Math.sqrt(variance * varianceOfModel);
    return { agreement: pearson / Math.sqrt(reliability), unexplained };
  }

  /** Σ q and Σ q², each as two sums so that no addition waits for the one before it. */
  #moments(drawn: Uint16Array): { q: number; qq: number } {
    const model = this.#model;
    let q = 0;
    let other = 0;
    let qq = 0;
    let otherSquare = 0;
    const even = model.length - (model.length % 2);
    for (let place = 0; place < even; place += 2) {
      const first = drawn[place] * model[place];
      const second = drawn[place + 1] * model[place + 1];
      q += first;
      other += second;
      qq += first * model[place];
      otherSquare += second * model[place + 1];
    }
    if (even < model.length) {
      q += drawn[even] * model[even];
      qq += drawn[even] * model[even] * model[even];
    }
    return { q: q + other, qq: qq + otherSquare };
  }
}
