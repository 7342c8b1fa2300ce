import type { AnnotatedQuestion } from '../judgments/dataset.ts';
import { entropy } from './divergence.ts';
import { GAP_MEASURES, gapOfItem } from './item-figures.ts';
import type { GapMeasure, ItemFigures } from './item-figures.ts';
import { pairsFromMean, squaredLength } from './item-people.ts';

/** With this many raters or more, resampling items alone tells enough. */
export const FEW_RATERS = 30;

/**
 * Delete-one-rater jackknife standard errors (Tukey 1958) of the gap means over `items`: the spread of the mean with each rater's
 * votes taken away in turn, items that fall under `minimumRaters` leaving with them.
 * NaN where fewer than two of those means can be had; `null` without rater ids, with fewer than 2 raters or with {@link FEW_RATERS} or more.
 */
export function raterErrors(
  { question, votes }: AnnotatedQuestion,
  figures: ItemFigures,
  items: Uint32Array,
  minimumRaters: number,
): Record<GapMeasure, number> | null {
  const raters = votes.raterIds?.length ?? 0;
  if (!votes.raters || raters < 2 || raters >= FEW_RATERS) return null;
  const labels = figures.labels;
  const measures = GAP_MEASURES.length;
  const total = new Float64Array(measures);
  const change = new Float64Array(raters * measures);
  const left = new Float64Array(raters).fill(items.length);
  const human = new Float64Array(labels);
  const gap = new Float64Array(measures);
  for (const item of items) {
    for (let m = 0; m < measures; m++) total[m] += figures[GAP_MEASURES[m]][item];
    const from = votes.voteStart[item];
    const to = votes.voteStart[item + 1];
    for (let without = from; without < to; without++) {
      const rater = votes.raters[without];
      for (let m = 0; m < measures; m++) change[rater * measures + m] -= figures[GAP_MEASURES[m]][item];
      const n = to - from - 1;
      if (n < Math.max(minimumRaters, 1)) {
        left[rater]--;
        continue;
      }
      human.fill(0);
      let ownProduct = 0;
      for (let vote = from; vote < to; vote++) {
        if (vote === without) continue;
        const weight = 1 / (votes.labelStart[vote + 1] - votes.labelStart[vote]);
        ownProduct += weight;
        for (let at = votes.labelStart[vote]; at < votes.labelStart[vote + 1]; at++) {
          human[votes.labels[at]] += weight / n;
        }
      }
      const pairProduct = n < 2 ? NaN : pairsFromMean(squaredLength(human, 0, labels), ownProduct / n, n);
      const others = { human, at: 0, pairProduct, entropy: entropy(human, 0, labels) };
      gapOfItem(question, others, figures.model, item * labels, figures.modelProduct[item], gap);
      for (let m = 0; m < measures; m++) change[rater * measures + m] += gap[m];
    }
  }
  const errors = GAP_MEASURES.map((name, m) => {
    const means = Array.from(
      left,
      (count, rater) => (total[m] + change[rater * measures + m]) / count,
    ).filter(Number.isFinite);
    const centre = means.reduce((sum, mean) => sum + mean, 0) / means.length;
    const spread = means.reduce((sum, mean) => sum + (mean - centre) ** 2, 0);
    return [name, means.length < 2 ? NaN : Math.sqrt(((means.length - 1) / means.length) * spread)];
  });
  return Object.fromEntries(errors) as Record<GapMeasure, number>;
}
