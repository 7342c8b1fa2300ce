import type { RaterRule } from '../judgments/dataset.ts';
import { keptVotes, setsOf, type Votes } from '../judgments/votes.ts';
import { voteAgreement } from './people-agreement.ts';
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
  const times = new Float64Array(sets.length);
  let pairs = 0;
  let count = 0;
  forEachSubset(sets, rule.first, (subset, places) => {
    if (!sendsOn(rule, subset)) return;
    count++;
    for (let a = 0; a < subset.length; a++) {
      times[places[a]]++;
      for (let b = 0; b < a; b++) pairs += product(subset[a], subset[b]);
    }
  });
  if (count === 0) return null;
  const human = new Float64Array(labels);
  for (const [rater, set] of sets.entries())
    for (const c of set) human[c] += times[rater] / (count * rule.first * set.length);
  return { human, pairProduct: pairs / (count * ((rule.first * (rule.first - 1)) / 2)) };
}

/** v_r·v_s of two raters' label sets, both ascending. */
function product(a: readonly number[], b: readonly number[]): number {
  return (voteAgreement(a, b) * Math.max(a.length, b.length)) / (a.length * b.length);
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
    const sent: number[][] = [];
    if (sets.length > rule.first)
      forEachSubset(sets, rule.first, (subset, places) => {
        if (sendsOn(rule, subset)) sent.push([...places]);
      });
    const chosen = sent.length === 0 ? sets.keys() : sent[random.below(sent.length)];
    for (const place of chosen) kept.push(from + place);
  }
  return keptVotes(votes, Uint32Array.from(kept));
}

/** Calls `use` with every choice of `size` of the sets and their places, in arrays that the next choice is written to. */
function forEachSubset(
  sets: readonly (readonly number[])[],
  size: number,
  use: (subset: readonly (readonly number[])[], places: readonly number[]) => void,
): void {
  const places = Array.from({ length: size }, (_, place) => place);
  const subset = sets.slice(0, size);
  for (let moved = 0; moved >= 0;) {
    for (let at = moved; at < size; at++) subset[at] = sets[places[at]];
    use(subset, places);
    for (moved = size - 1; moved >= 0 && places[moved] === sets.length - size + moved;) moved--;
    if (moved < 0) return;
    places[moved]++;
    for (let at = moved + 1; at < size; at++) places[at] = places[at - 1] + 1;
  }
}
