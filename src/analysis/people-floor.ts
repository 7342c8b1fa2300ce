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

/** Random splits of items' raters, as far as any model is held against them. */
export interface PeopleSplits {
  readonly humanHuman: number;
  readonly draws: number;
  /** What the first groups said of each item: entries of the item at place i are `start[i]` to `start[i + 1]` (exclusive). */
  readonly start: Uint32Array;
  /** In how many splits the first group gave a label what share. */
  readonly label: Uint16Array;
  readonly share: Float64Array;
  readonly times: Uint16Array;
}

/**
 * @param items items with at least two raters; at least one
 * @param draws random splits per item
 */
export function splitPeople(
  votes: Votes,
  labels: number,
  items: Uint32Array,
  draws: number,
  random: Random,
): PeopleSplits {
  const first = new Float64Array(labels);
  const second = new Float64Array(labels);
  const chosen = new Uint16Array(labels);
  const start = new Uint32Array(items.length + 1);
  const label: number[] = [];
  const share: number[] = [];
  const times: number[] = [];
  let humanHuman = 0;
  for (const [place, item] of items.entries()) {
    const from = votes.voteStart[item];
    const to = votes.voteStart[item + 1];
    const members = Uint32Array.from({ length: to - from }, (_, rater) => from + rater);
    const size = Math.floor(members.length / 2);
    const support = labelsChosen(votes, from, to, chosen);
    for (let draw = 0; draw < draws; draw++) {
      random.shuffle(members, 2 * size);
      addVotes(votes, members, 0, size, first);
      addVotes(votes, members, size, size, second);
      let apart = 0;
      for (let at = 0; at < support; at++) {
        const c = chosen[at];
        const p = first[c] / size;
        if (p > 0) {
          let entry = start[place];
          while (entry < label.length && (label[entry] !== c || share[entry] !== p)) entry++;
          if (entry === label.length) {
            label.push(c);
            share.push(p);
            times.push(0);
          }
          times[entry]++;
        }
        apart += jensenShannonTerm(p, second[c] / size);
        first[c] = 0;
        second[c] = 0;
      }
      humanHuman += apart;
    }
    start[place + 1] = label.length;
  }
  return {
    humanHuman: humanHuman / (items.length * draws),
    draws,
    start,
    label: Uint16Array.from(label),
    share: Float64Array.from(share),
    times: Uint16Array.from(times),
  };
}

/** @param items those that were split, all with a prediction */
export function peopleFloor(
  { humanHuman, draws, start, label, share, times }: PeopleSplits,
  { labels, model }: Pick<ItemFigures, 'labels' | 'model'>,
  items: Uint32Array,
): PeopleFloor {
  let sum = 0;
  for (let place = 0; place < items.length; place++) {
    const at = items[place] * labels;
    for (let entry = start[place]; entry < start[place + 1]; entry++) {
      // A label nobody of the group chose adds q/2; summed over all labels that is ½, and chosen ones replace their part.
      const q = model[at + label[entry]];
      sum += times[entry] * (jensenShannonTerm(share[entry], q) - q / 2);
    }
  }
  return { humanHuman, modelGroup: 0.5 + sum / (items.length * draws) };
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
