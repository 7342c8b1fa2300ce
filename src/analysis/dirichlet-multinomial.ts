import type { Row } from './divergence.ts';
import { digamma } from './gamma.ts';
import { fallingRoot } from './root.ts';

/** Range of prior strengths looked at: from raters who always agree to raters who share nothing but the marginal. */
export const LEAST_STRENGTH = 1e-3;
export const MOST_STRENGTH = 1e4;

/**
 * The strength α that makes votes likeliest when each item's distribution is drawn from Dirichlet(α·marginal): large where items
 * differ little. Votes split over several labels enter the likelihood as fractions.
 * @param counts rows of votes per label, of the items `items`
 */
export function fitPriorStrength(counts: Row, labels: number, items: Uint32Array, marginal: Row): number {
  // The slope is 0 where votes are likeliest, and tells that place more exactly than the likelihood, which is flat there.
  const slope = (alpha: number) => {
    const start = Array.from({ length: labels }, (_, c) => digamma(alpha * marginal[c]));
    const none = digamma(alpha);
    let sum = 0;
    for (const item of items) {
      let votes = 0;
      for (let c = 0; c < labels; c++) {
        const count = counts[item * labels + c];
        if (count === 0) continue;
        votes += count;
        sum += marginal[c] * (digamma(alpha * marginal[c] + count) - start[c]);
      }
      sum -= digamma(alpha + votes) - none;
    }
    return sum;
  };
  return Math.exp(
    fallingRoot((log) => slope(Math.exp(log)), Math.log(LEAST_STRENGTH), Math.log(MOST_STRENGTH), 1e-10),
  );
}
