import type { Votes } from '../judgments/votes.ts';
import { categoryShares } from './categories.ts';
import type { Category } from './categories.ts';
import { MOST_CORRELATION } from './category-agreement.ts';
import { ownSquares } from './category-votes.ts';
import { meanOf } from './intervals.ts';
import type { ItemPeople } from './item-people.ts';
import { fewRaters, raterSpreads } from './rater-spread.ts';
import type { RaterSpread } from './rater-spread.ts';

/**
 * What few raters add to the variance of Fisher's z of each category, to the first order in the moments that agreement is made of:
 * cov(p, q) / √(var(q) W), W the variance of p without the raters' sampling; after all of them the same of each unexplained share.
 * @param model each category's share of the model's distributions, over `items`
 * @param agreement of each category, as observed; `null` where there is none
 */
export function agreementSpreads(
  votes: Votes,
  people: ItemPeople,
  items: Uint32Array,
  categories: readonly Category[],
  model: readonly Float64Array[],
  agreement: readonly (number | null)[],
): (RaterSpread | null)[] | null {
  if (!fewRaters(votes)) return null;
  const { labels, human, raters } = people;
  const squares = ownSquares(votes, labels, items, categories);
  const moments = categories.map((category, index) => {
    const p = categoryShares(human, labels, items, category);
    const q = model[index];
    // p² without the raters' sampling; of one rater it is not known.
    const product = p.map((share, place) => {
      const n = raters[items[place]];
      return n < 2 ? share * share : (n * n * share * share - squares[index][place]) / (n * (n - 1));
    });
    const meanP = meanOf(p);
    const meanQ = meanOf(q);
    const w = meanOf(product) - meanP * meanP;
    const covariance = meanOf(p.map((share, place) => share * q[place])) - meanP * meanQ;
    const variance = meanOf(p.map((share) => share * share)) - meanP * meanP;
    const found = agreement[index];
    const reliability = w / variance;
    const r = Math.min((found ?? 0) * Math.sqrt(Math.max(reliability, 0)), MOST_CORRELATION);
    const scale = found === null ? NaN : r / (1 - r * r);
    const gap = meanOf(
      product.map((square, place) => square - 2 * p[place] * q[place] + q[place] * q[place]),
    );
    return { q, product, meanP, meanQ, w, covariance, scale, unexplained: gap / w };
  });
  const count = categories.length;
  return raterSpreads(
    votes,
    labels,
    items,
    2 * count,
    (_, { left, raters: n, human: others }, out, place) => {
      for (const [index, { members }] of categories.entries()) {
        const { q, product, meanP, meanQ, w, covariance, scale, unexplained } = moments[index];
        let share = 0;
        for (const c of members) share += others[c];
        let squared = product[place];
        if (n > 1) {
          const own = shareOfVote(votes, left, members);
          squared = (n * n * share * share - (squares[index][place] - own * own)) / (n * (n - 1));
        }
        const ofCovariance = (share * q[place] - meanQ * share) / covariance;
        const ofVariance = (squared - 2 * meanP * share) / (2 * w);
        out[index] = scale * (ofCovariance - ofVariance);
        out[count + index] =
          (squared - 2 * share * q[place] - unexplained * (squared - 2 * meanP * share)) / w;
      }
    },
  );
}

function shareOfVote({ labelStart, labels }: Votes, vote: number, members: readonly number[]): number {
  let count = 0;
  for (let at = labelStart[vote]; at < labelStart[vote + 1]; at++) if (members.includes(labels[at])) count++;
  return count / (labelStart[vote + 1] - labelStart[vote]);
}
