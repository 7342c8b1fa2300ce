import type { Votes } from '../judgments/votes.ts';
import { entropy } from './divergence.ts';
import { meanVote, sharedPart, type HalfAgreement } from './half-agreement.ts';
import type { ItemFigures } from './item-figures.ts';
import type { Random } from './random.ts';
import { fewRaters, raterSpreads, type RaterSpread } from './rater-spread.ts';
import { SpearmanInfluence } from './spearman-influence.ts';
import { topLabels } from './top-labels.ts';

/** Splits by which a rater's weight is told; what their chance adds is taken off with that of single votes. */
const MOST_SPLITS = 20;

/** What few raters add to the variance of the two figures of a {@link HalfAgreement}. */
export interface HalfSpread {
  readonly top1: RaterSpread | null;
  readonly spearman: RaterSpread | null;
}

/**
 * What few raters add to how people and models agree with half of each item's raters. A rater is left out of an item by splitting the
 * others: the half that answers are held against stays as large as it is, and the other one has what is left.
 * @param models as for `halfAgreement`, in the order of `agreement.models`
 * @returns `null` unless raters are known and few
 */
export function halfSpreads(
  votes: Votes,
  labels: number,
  models: readonly Pick<ItemFigures, 'model' | 'modelEntropy' | 'answered'>[],
  items: Uint32Array,
  agreement: { readonly people: HalfAgreement; readonly models: readonly HalfAgreement[] },
  random: Random,
): { people: HalfSpread; models: HalfSpread[] } | null {
  if (!fewRaters(votes)) return null;
  const everyone = [agreement.people, ...agreement.models];
  const splits = Math.min(agreement.people.entropies.length, MOST_SPLITS);
  const influences = everyone.map(({ entropies }) =>
    entropies.slice(0, splits).map(([half, answer]) => new SpearmanInfluence(half, answer)),
  );
  // One split in which a column is constant has no correlation, and is in no mean.
  const known = influences.map((all) => all.map((one) => !Number.isNaN(one.at(0, 0))));
  const counted = known.map((all) => all.filter(Boolean).length);
  const first = new Float64Array(labels);
  const second = new Float64Array(labels);
  let orders: Uint32Array[] = [];
  let ordered = -1;
  const spreads = raterSpreads(votes, labels, items, 2 * everyone.length, (item, { left }, out) => {
    const from = votes.voteStart[item];
    const raters = votes.voteStart[item + 1] - from;
    const half = Math.floor(raters / 2);
    if (ordered !== item) {
      // The same order whoever is left out, so that only the rater makes a difference.
      orders = Array.from({ length: splits }, () => {
        const members = Uint32Array.from({ length: raters }, (_, member) => from + member);
        random.shuffle(members, raters);
        return members;
      });
      ordered = item;
    }
    const answers = models.map(({ model, answered }) =>
      answered[item] === 1 ? topLabels(model, item * labels, labels) : [],
    );
    out.fill(0);
    for (const [split, order] of orders.entries()) {
      const others = order.filter((vote) => vote !== left);
      const rest = others.subarray(half, 2 * half);
      meanVote(votes, others.subarray(0, half), first);
      const truth = topLabels(first, 0, labels);
      const bits = entropy(first, 0, labels);
      if (rest.length === 0) out[0] = out[1] = NaN;
      else {
        meanVote(votes, rest, second);
        out[0] += sharedPart(topLabels(second, 0, labels), truth) / splits;
        if (known[0][split]) out[1] += influences[0][split].at(bits, entropy(second, 0, labels)) / counted[0];
      }
      for (const [index, answer] of answers.entries()) {
        const column = 2 * (index + 1);
        out[column] += sharedPart(answer, truth) / splits;
        if (known[index + 1][split])
          out[column + 1] +=
            influences[index + 1][split].at(bits, models[index].modelEntropy[item]) / counted[index + 1];
      }
    }
  })!;
  const found = everyone.map((_, index) => ({
    top1: spreads[2 * index],
    spearman: counted[index] === 0 ? null : spreads[2 * index + 1],
  }));
  return { people: found[0], models: found.slice(1) };
}
