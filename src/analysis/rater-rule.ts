import type { RaterRule } from '../judgments/dataset.ts';
import { keptVotes, setsOf, type Votes } from '../judgments/votes.ts';
import { voteAgreement } from './people-agreement.ts';
import { pairsFromMean, squaredLength } from './item-people.ts';
import type { Random } from './random.ts';

/** What an item's votes say of the truth under a rule by which more raters were asked: unbiased, as the first raters' would be. */
export interface RuledVotes {
  /** Mean vote. */
  readonly human: Float64Array;
  /** Mean of v_r·v_s over pairs of different raters. */
  readonly pairProduct: number;
}

/** Whether the rule asks more raters after these first ones. */
export function sendsOn({ unless }: RaterRule, sets: readonly (readonly number[])[]): boolean {
  if (unless === 'all agree') return sets.some((set) => voteAgreement(set, sets[0]) < 1);
  for (let a = 1; a < sets.length; a++)
    for (let b = 0; b < a; b++) if (voteAgreement(sets[a], sets[b]) > 0) return false;
  return true;
}

/**
 * Of raters who were asked because the first disagreed: the mean over those sets of first raters that the rule would have sent on.
 * Raters are exchangeable, so that each of these is as likely to have been first; the mean of all raters is too even, for a
 * text is sent on only where the first disagree. `null` where the rule tells nothing of the item: no more than the first were
 * asked, or no such set is among them.
 * @param sets what each rater of the item chose
 */
export function ruledVotes(
  rule: RaterRule,
  sets: readonly (readonly number[])[],
  labels: number,
): RuledVotes | null {
  if (sets.length <= rule.first || rule.first < 2) return null;
  const human = new Float64Array(labels);
  const mean = new Float64Array(labels);
  let pairs = 0;
  let count = 0;
  forEachSubset(sets, rule.first, (subset) => {
    if (!sendsOn(rule, subset)) return;
    mean.fill(0);
    let own = 0;
    for (const set of subset) {
      own += 1 / (set.length * subset.length);
      for (const c of set) mean[c] += 1 / (set.length * subset.length);
    }
    pairs += pairsFromMean(squaredLength(mean, 0, labels), own, subset.length);
    for (let c = 0; c < labels; c++) human[c] += mean[c];
    count++;
  });
  if (count === 0) return null;
  return { human: human.map((share) => share / count), pairProduct: pairs / count };
}

/**
 * The votes as if nobody had been asked after the first raters: of an item with more, one of the sets that the rule would have sent
 * on, drawn at random, which is as the first were drawn ({@link ruledVotes}). An item of which the rule tells nothing is as it was.
 */
export function firstVotes(rule: RaterRule, votes: Votes, random: Random): Votes {
  const kept: number[] = [];
  for (let item = 0; item + 1 < votes.voteStart.length; item++) {
    const from = votes.voteStart[item];
    const sets = setsOf(votes, item);
    const places = [...sets.keys()];
    const sent: (readonly number[])[] = [];
    if (sets.length > rule.first)
      forEachSubset(places, rule.first, (subset) => {
        if (
          sendsOn(
            rule,
            subset.map((place) => sets[place]),
          )
        )
          sent.push(subset);
      });
    const chosen = sent.length === 0 ? places : sent[random.below(sent.length)];
    for (const place of chosen) kept.push(from + place);
  }
  return keptVotes(votes, Uint32Array.from(kept));
}

/** Calls `use` with every choice of `size` of the sets. */
function forEachSubset<Set>(
  sets: readonly Set[],
  size: number,
  use: (subset: readonly Set[]) => void,
  from = 0,
  chosen: readonly Set[] = [],
): void {
  if (chosen.length === size) return use(chosen);
  for (let at = from; at <= sets.length - (size - chosen.length); at++)
    forEachSubset(sets, size, use, at + 1, [...chosen, sets[at]]);
}
