import type { LabelledQuestion } from '../judgments/question.ts';
import type { Votes } from '../judgments/votes.ts';
import { itemAnswers } from './item-answers.ts';

/** How far raters of one item agree. Two votes agree by Σ_c min(v_rc, v_sc): 1 where the label sets are equal, 0 where disjoint. */
export interface PeopleAgreement {
  /** Mean agreement over pairs of raters, then over items with two raters; `null` without such items. */
  readonly pairwise: number | null;
  /**
   * Krippendorff's alpha (Krippendorff 2004) with distance 1 - agreement, or on a scale the squared difference of the chosen points
   * (interval alpha; several points count as their mean). `null` without pairs of raters or where all votes are the same.
   */
  readonly alpha: number | null;
}

export function peopleAgreement(question: LabelledQuestion, votes: Votes): PeopleAgreement {
  const { sets, items } = itemAnswers(votes);
  if (items.length === 0) return { pairwise: null, alpha: null };
  const points =
    question.kind === 'ordinal'
      ? sets.map((set) => set.reduce((sum, c) => sum + question.points[c], 0) / set.length)
      : null;
  const distance = (a: number, b: number) =>
    points ? (points[a] - points[b]) ** 2 : 1 - voteAgreement(sets[a], sets[b]);

  let pairwise = 0;
  let observed = 0;
  let pairable = 0;
  const uses = new Float64Array(sets.length);
  for (const { answers, times, raters } of items) {
    let agreement = 0;
    let apart = 0;
    for (const [a, answer] of answers.entries()) {
      uses[answer] += times[a];
      agreement += (times[a] * (times[a] - 1)) / 2;
      for (let b = 0; b < a; b++) {
        const pairs = times[a] * times[b];
        agreement += pairs * voteAgreement(sets[answer], sets[answers[b]]);
        apart += pairs * distance(answer, answers[b]);
      }
    }
    pairwise += agreement / ((raters * (raters - 1)) / 2);
    observed += (2 * apart) / (raters - 1);
    pairable += raters;
  }
  let expected = 0;
  for (let a = 0; a < uses.length; a++) {
    for (let b = 0; b < a; b++) expected += 2 * uses[a] * uses[b] * distance(a, b);
  }
  expected /= pairable - 1;
  return { pairwise: pairwise / items.length, alpha: expected === 0 ? null : 1 - observed / expected };
}

/** Σ_c min(v_rc, v_sc) of two label sets, both ascending: their intersection over the size of the larger. */
export function voteAgreement(a: readonly number[], b: readonly number[]): number {
  if (a === b) return 1;
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      shared++;
      i++;
      j++;
    } else if (a[i] < b[j]) i++;
    else j++;
  }
  return shared / Math.max(a.length, b.length);
}
