import type { Row } from './divergence.ts';
import { logGamma } from './gamma.ts';
import { minimise } from './minimise.ts';

/** Range of prior strengths looked at: from raters who always agree to raters who share nothing but the marginal. */
export const LEAST_STRENGTH = 1e-3;
export const MOST_STRENGTH = 1e4;

/**
 * The strength α that makes votes likeliest when each item's distribution is drawn from Dirichlet(α·marginal): large where items
 * differ little. Votes split over several labels enter the likelihood as fractions.
 * @param counts rows of votes per label, of the items `items`
 */
export function fitPriorStrength(counts: Row, labels: number, items: Uint32Array, marginal: Row): number {
  const strengths = (alpha: number) => {
    let minusLog = 0;
    const start = Array.from({ length: labels }, (_, c) => logGamma(alpha * marginal[c]));
    const none = logGamma(alpha);
    for (const item of items) {
      let votes = 0;
      for (let c = 0; c < labels; c++) {
        const count = counts[item * labels + c];
        if (count === 0) continue;
        votes += count;
        minusLog -= logGamma(alpha * marginal[c] + count) - start[c];
      }
      minusLog -= none - logGamma(alpha + votes);
    }
    return minusLog;
  };
  return Math.exp(
    minimise((log) => strengths(Math.exp(log)), Math.log(LEAST_STRENGTH), Math.log(MOST_STRENGTH), 1e-7),
  );
}
