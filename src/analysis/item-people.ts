import type { LabelledAnswers } from '../judgments/dataset.ts';
import { humanDistributions, ratersPerItem, setsOf } from '../judgments/votes.ts';
import { entropy } from './divergence.ts';
import { ruledVotes } from './rater-rule.ts';

/** What people said about each item, computed once per question and used with every model. */
export interface ItemPeople {
  /** Number of labels, K. */
  readonly labels: number;
  /** Raters who voted on each item, n_i. */
  readonly raters: Uint32Array;
  /** Human distributions p_i, items x labels; a row without votes is all zero. */
  readonly human: Float64Array;
  /** H(p_i) in bits; NaN without votes. */
  readonly humanEntropy: Float64Array;
  /** Mean over pairs of different raters of v_r·v_s: an unbiased estimate of ||truth||²; NaN under two raters. */
  readonly pairProduct: Float64Array;
  /**
   * What stands for p_i in the unbiased squared gap: p_i itself (the same array), but for items with more raters because the
   * first disagreed, where the rule for that is known (see `ruledVotes`); `pairProduct` is then of the same.
   */
  readonly unbiased: Float64Array;
}

export function itemPeople({ question, votes, moreRaters }: LabelledAnswers): ItemPeople {
  const labels = question.labels.length;
  const raters = ratersPerItem(votes);
  const human = humanDistributions(votes, labels);
  const humanEntropy = new Float64Array(raters.length).fill(NaN);
  const pairProduct = new Float64Array(raters.length).fill(NaN);
  for (let item = 0; item < raters.length; item++) {
    const n = raters[item];
    if (n === 0) continue;
    humanEntropy[item] = entropy(human, item * labels, labels);
    if (n < 2) continue;
    let ownProduct = 0;
    for (let vote = votes.voteStart[item]; vote < votes.voteStart[item + 1]; vote++) {
      ownProduct += 1 / (votes.labelStart[vote + 1] - votes.labelStart[vote]);
    }
    pairProduct[item] = pairsFromMean(squaredLength(human, item * labels, labels), ownProduct / n, n);
  }
  const unbiased = moreRaters ? human.slice() : human;
  for (let item = 0; moreRaters && item < raters.length; item++) {
    const ruled = ruledVotes(moreRaters, setsOf(votes, item), labels);
    if (ruled === null) continue;
    unbiased.set(ruled.human, item * labels);
    pairProduct[item] = ruled.pairProduct;
  }
  return { labels, raters, human, humanEntropy, pairProduct, unbiased };
}

/** Mean of v_r·v_s over pairs of different members, from ||mean v||², the mean of v_r·v_r and the number of members; NaN of one. */
export function pairsFromMean(meanSquared: number, ownProduct: number, members: number): number {
  if (members < 2) return NaN;
  return (members * meanSquared - ownProduct) / (members - 1);
}

/** Σ_c p_c². */
export function squaredLength(p: Float64Array, at: number, size: number): number {
  let sum = 0;
  for (let c = at; c < at + size; c++) sum += p[c] * p[c];
  return sum;
}
