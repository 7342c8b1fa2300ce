import type { Votes } from '../judgments/votes.ts';
import { jensenShannon } from './divergence.ts';
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
  let humanHuman = 0;
  let modelGroup = 0;
  for (const item of items) {
    const from = votes.voteStart[item];
    const members = Uint32Array.from(
      { length: votes.voteStart[item + 1] - from },
      (_, place) => from + place,
    );
    const size = Math.floor(members.length / 2);
    for (let draw = 0; draw < draws; draw++) {
      random.shuffle(members, 2 * size);
      groupDistribution(votes, members, 0, size, first);
      groupDistribution(votes, members, size, size, second);
      humanHuman += jensenShannon(first, 0, second, 0, labels);
      modelGroup += jensenShannon(first, 0, model, item * labels, labels);
    }
  }
  const all = items.length * draws;
  return { humanHuman: humanHuman / all, modelGroup: modelGroup / all };
}

function groupDistribution(
  votes: Votes,
  members: Uint32Array,
  from: number,
  size: number,
  distribution: Float64Array,
): void {
  distribution.fill(0);
  for (let place = from; place < from + size; place++) {
    const start = votes.labelStart[members[place]];
    const end = votes.labelStart[members[place] + 1];
    for (let at = start; at < end; at++) distribution[votes.labels[at]] += 1 / ((end - start) * size);
  }
}
