import type { Row } from '../divergence.ts';

/** How far the raters of a text agree on labels, in the paper's order. */
export const LABEL_LEVELS = ['full', 'partial', 'disagreement'] as const;
export type LabelLevel = (typeof LABEL_LEVELS)[number];

/** How far the raters of a text agree on numbers, in the paper's order. */
export const RATING_LEVELS = ['high', 'moderate', 'low'] as const;
export type RatingLevel = (typeof RATING_LEVELS)[number];

const HIGH_BELOW = 0.3;
const MODERATE_BELOW = 0.7;

/**
 * Full: every rate is 0 or 1. Full disagreement: no label is more than one rater's. Partial: the rest.
 * @param rates share of the raters who chose each label, `size` of them from `at`
 * @param raters of the text
 */
export function labelLevel(rates: Row, at: number, size: number, raters: number): LabelLevel {
  let isFull = true;
  let most = 0;
  for (let label = at; label < at + size; label++) {
    if (rates[label] !== 0 && rates[label] !== 1) isFull = false;
    most = Math.max(most, rates[label]);
  }
  if (isFull) return 'full';
  return raters > 0 && most <= 1 / raters ? 'disagreement' : 'partial';
}

/** By the mean over dimensions of the raters' standard deviation (n - 1). */
export function ratingLevel(meanDeviation: number): RatingLevel {
  if (meanDeviation < HIGH_BELOW) return 'high';
  return meanDeviation < MODERATE_BELOW ? 'moderate' : 'low';
}
