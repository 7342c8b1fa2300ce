import type { Votes } from '../judgments/votes.ts';
import { entropy } from './divergence.ts';
import type { ItemFigures } from './item-figures.ts';
import type { Random } from './random.ts';
import type { Pair } from './spearman-interval.ts';
import { topLabels } from './top-labels.ts';

/** How somebody's answers stand to one half of each item's raters, over random splits. */
export interface HalfAgreement {
  /** Per item: the part of the answer's top labels that are among the half's most chosen, mean over the splits. */
  readonly top1: Float64Array;
  /** Per split: the entropies of the half and of the answer, an item each, in bits. */
  readonly entropies: readonly Pair[];
}

/**
 * Splits the raters of each item at random into two groups of ⌊n_i/2⌋, an odd one sitting out, and holds both the other group
 * and each model against the first group: the same task, set for people and for models.
 * A model is noiseless and a few raters are not, so a model beside the other group is not yet as good as people: what an exactly
 * right model would reach stands with it.
 * @param models their distributions, for all items of the data set
 * @param items items with at least two raters that every model was asked; a failed answer agrees with nobody
 * @param splits random splits of each item
 */
export function halfAgreement(
  votes: Votes,
  labels: number,
  models: readonly Pick<ItemFigures, 'model' | 'modelEntropy' | 'answered'>[],
  items: Uint32Array,
  splits: number,
  random: Random,
): { people: HalfAgreement; models: HalfAgreement[] } {
  const column = () => new Float64Array(items.length);
  const firstBits = Array.from({ length: splits }, column);
  const secondBits = Array.from({ length: splits }, column);
  const people = column();
  const tops = models.map(column);
  const first = new Float64Array(labels);
  const second = new Float64Array(labels);
  for (const [place, item] of items.entries()) {
    const from = votes.voteStart[item];
    const members = Uint32Array.from(
      { length: votes.voteStart[item + 1] - from },
      (_, member) => from + member,
    );
    const size = Math.floor(members.length / 2);
    const answers = models.map(({ model, answered }) =>
      answered[item] === 1 ? topLabels(model, item * labels, labels) : [],
    );
    for (let split = 0; split < splits; split++) {
      random.shuffle(members, 2 * size);
      meanVote(votes, members.subarray(0, size), first);
      meanVote(votes, members.subarray(size, 2 * size), second);
      const truth = topLabels(first, 0, labels);
      firstBits[split][place] = entropy(first, 0, labels);
      secondBits[split][place] = entropy(second, 0, labels);
      people[place] += sharedPart(topLabels(second, 0, labels), truth) / splits;
      for (const [index, answer] of answers.entries())
        tops[index][place] += sharedPart(answer, truth) / splits;
    }
  }
  return {
    people: { top1: people, entropies: firstBits.map((bits, split) => [bits, secondBits[split]]) },
    models: models.map(({ modelEntropy }, index) => {
      const own = Float64Array.from(items, (item) => modelEntropy[item]);
      return { top1: tops[index], entropies: firstBits.map((bits) => [bits, own]) };
    }),
  };
}

/** Half of the raters of every item, drawn at random: the votes that {@link halfAgreement} holds answers against. */
export function halfOf(votes: Votes, random: Random): Votes {
  const voteStart = new Uint32Array(votes.voteStart.length);
  const labelStart = [0];
  const labels: number[] = [];
  for (let item = 0; item + 1 < voteStart.length; item++) {
    const from = votes.voteStart[item];
    const members = Uint32Array.from(
      { length: votes.voteStart[item + 1] - from },
      (_, member) => from + member,
    );
    const size = Math.floor(members.length / 2);
    random.shuffle(members, size);
    for (const vote of members.subarray(0, size)) {
      for (let at = votes.labelStart[vote]; at < votes.labelStart[vote + 1]; at++)
        labels.push(votes.labels[at]);
      labelStart.push(labels.length);
    }
    voteStart[item + 1] = voteStart[item] + size;
  }
  return {
    voteStart,
    labelStart: Uint32Array.from(labelStart),
    labels: Uint16Array.from(labels),
    raters: null,
    raterIds: null,
    abstentions: new Uint32Array(voteStart.length - 1),
  };
}

/** Mean vote of `members`, written to `mean`. */
export function meanVote(votes: Votes, members: Uint32Array, mean: Float64Array): void {
  mean.fill(0);
  for (const vote of members) {
    const start = votes.labelStart[vote];
    const end = votes.labelStart[vote + 1];
    for (let at = start; at < end; at++) mean[votes.labels[at]] += 1 / ((end - start) * members.length);
  }
}

/** The part of `answer` that is in `truth`; 0 of none. */
export function sharedPart(answer: readonly number[], truth: readonly number[]): number {
  let count = 0;
  for (const label of answer) if (truth.includes(label)) count++;
  return answer.length === 0 ? 0 : count / answer.length;
}
