import type { LabelledQuestion } from '../judgments/question.ts';
import type { Votes } from '../judgments/votes.ts';

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
  const kinds = distinctVotes(votes);
  const points =
    question.kind === 'ordinal'
      ? kinds.sets.map((set) => set.reduce((sum, c) => sum + question.points[c], 0) / set.length)
      : null;
  const distance = (a: number, b: number) =>
    points ? (points[a] - points[b]) ** 2 : 1 - voteAgreement(kinds.sets[a], kinds.sets[b]);

  let items = 0;
  let pairwise = 0;
  let observed = 0;
  let pairable = 0;
  const uses = new Float64Array(kinds.sets.length);
  for (let item = 0; item + 1 < votes.voteStart.length; item++) {
    const from = votes.voteStart[item];
    const to = votes.voteStart[item + 1];
    const n = to - from;
    if (n < 2) continue;
    let agreement = 0;
    let apart = 0;
    for (let vote = from; vote < to; vote++) {
      uses[kinds.ofVote[vote]]++;
      for (let other = from; other < vote; other++) {
        agreement += voteAgreement(kinds.sets[kinds.ofVote[vote]], kinds.sets[kinds.ofVote[other]]);
        apart += distance(kinds.ofVote[vote], kinds.ofVote[other]);
      }
    }
    items++;
    pairwise += agreement / ((n * (n - 1)) / 2);
    observed += (2 * apart) / (n - 1);
    pairable += n;
  }
  if (items === 0) return { pairwise: null, alpha: null };
  let expected = 0;
  for (let a = 0; a < uses.length; a++) {
    for (let b = 0; b < a; b++) expected += 2 * uses[a] * uses[b] * distance(a, b);
  }
  expected /= pairable - 1;
  return { pairwise: pairwise / items, alpha: expected === 0 ? null : 1 - observed / expected };
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

/** The different label sets among the votes and which of them each vote is. */
export function distinctVotes(votes: Votes): { sets: number[][]; ofVote: Uint32Array } {
  const sets: number[][] = [];
  const places = new Map<string, number>();
  const ofVote = new Uint32Array(votes.labelStart.length - 1);
  for (let vote = 0; vote < ofVote.length; vote++) {
    const set = [...votes.labels.subarray(votes.labelStart[vote], votes.labelStart[vote + 1])];
    const key = set.join();
    let place = places.get(key);
    if (place === undefined) {
      place = sets.length;
      places.set(key, place);
      sets.push(set);
    }
    ofVote[vote] = place;
  }
  return { sets, ofVote };
}
