import type { Votes } from '../judgments/votes.ts';
import { jensenShannonTerm } from './divergence.ts';
import type { ItemFigures } from './item-figures.ts';
import type { Random } from './random.ts';

/** The gap between people and people, and the model's gap to as few people. */
export interface PeopleFloor {
  /** Mean JSD between two random groups of ⌊n_i/2⌋ raters of one item; an odd rater sits out. */
  readonly humanHuman: number;
  /** Mean JSD between the model and the first of those groups. */
  readonly modelGroup: number;
}

/**
 * @param items items with at least two raters and a prediction; at least one
 * @param draws random splits per item
 */
export function peopleFloor(
  votes: Votes,
  { labels, model }: ItemFigures,
  items: Uint32Array,
  draws: number,
  random: Random,
): PeopleFloor {
  const first = new Float64Array(labels);
  const second = new Float64Array(labels);
  const chosen = new Uint16Array(labels);
  let humanHuman = 0;
  let modelGroup = 0;
  for (const item of items) {
    const from = votes.voteStart[item];
    const to = votes.voteStart[item + 1];
    const members = Uint32Array.from({ length: to - from }, (_, place) => from + place);
    const size = Math.floor(members.length / 2);
    const support = labelsChosen(votes, from, to, chosen);
    for (let draw = 0; draw < draws; draw++) {
      random.shuffle(members, 2 * size);
      addVotes(votes, members, 0, size, first);
      addVotes(votes, members, size, size, second);
      // A label nobody of the group chose adds q/2; summed over all labels that is ½, and chosen ones replace their part.
      let apart = 0;
      let toModel = 0.5;
      for (let place = 0; place < support; place++) {
        const c = chosen[place];
        const p = first[c] / size;
        if (p > 0) {
          const q = model[item * labels + c];
          toModel += jensenShannonTerm(p, q) - q / 2;
        }
        apart += jensenShannonTerm(p, second[c] / size);
        first[c] = 0;
        second[c] = 0;
      }
      humanHuman += apart;
      modelGroup += toModel;
    }
  }
  const all = items.length * draws;
  return { humanHuman: humanHuman / all, modelGroup: modelGroup / all };
}

/** The labels among the votes from `from` to `to`, written to `chosen`; returns how many. */
function labelsChosen(votes: Votes, from: number, to: number, chosen: Uint16Array): number {
  let count = 0;
  for (let at = votes.labelStart[from]; at < votes.labelStart[to]; at++) {
    const place = chosen.indexOf(votes.labels[at]);
    if (place < 0 || place >= count) chosen[count++] = votes.labels[at];
  }
  return count;
}

function addVotes(votes: Votes, members: Uint32Array, from: number, size: number, sums: Float64Array): void {
  for (let place = from; place < from + size; place++) {
    const start = votes.labelStart[members[place]];
    const end = votes.labelStart[members[place] + 1];
    for (let at = start; at < end; at++) sums[votes.labels[at]] += 1 / (end - start);
  }
}
