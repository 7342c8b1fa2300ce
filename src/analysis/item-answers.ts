import type { Votes } from '../judgments/votes.ts';

/** How often each different answer was given to an item: pairs of raters are counted by answers, of which there are few. */
export interface ItemAnswers {
  /** Places among the different answers. */
  readonly answers: readonly number[];
  /** How often each of them was given. */
  readonly times: readonly number[];
  readonly raters: number;
}

/** The different answers (label sets) among the votes, and the items with two raters or more. */
export function itemAnswers(votes: Votes): { sets: number[][]; items: ItemAnswers[] } {
  const { sets, ofVote } = distinctVotes(votes);
  const { voteStart } = votes;
  const items: ItemAnswers[] = [];
  for (let item = 0; item + 1 < voteStart.length; item++) {
    const raters = voteStart[item + 1] - voteStart[item];
    if (raters < 2) continue;
    const counts = new Map<number, number>();
    for (let vote = voteStart[item]; vote < voteStart[item + 1]; vote++)
      counts.set(ofVote[vote], (counts.get(ofVote[vote]) ?? 0) + 1);
    items.push({ answers: [...counts.keys()], times: [...counts.values()], raters });
  }
  return { sets, items };
}

/** The different label sets among the votes and which of them each vote is. */
function distinctVotes(votes: Votes): { sets: number[][]; ofVote: Uint32Array } {
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
