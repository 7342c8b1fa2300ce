import type { Predictions } from '../judgments/predictions.ts';
import { setsOf } from '../judgments/votes.ts';
import type { Votes } from '../judgments/votes.ts';

/** Counted answers of a model, items x labels, how many are behind each, and those that named several labels. */
export interface CountedAnswers {
  readonly model: Float64Array;
  readonly samples: Uint32Array;
  /** Absent where every sample named one label. */
  readonly several?: Votes;
}

/** The samples that named several labels, in the order of the people's labels. */
export function alignedSets({ several }: Predictions, alignment: Int32Array): Votes | undefined {
  if (!several) return undefined;
  const places = new Uint16Array(alignment.length);
  for (const [place, own] of alignment.entries()) places[own] = place;
  return { ...several, labels: several.labels.map((label) => places[label]) };
}

/** What the samples of an item that named several labels add to the counts, each of its labels 1 / their number. */
export function severalCounts(several: Votes, item: number, labels: number): Float64Array {
  const counts = new Float64Array(labels);
  for (const set of setsOf(several, item)) for (const c of set) counts[c] += 1 / set.length;
  return counts;
}

/** What each sample of an item named. */
export function sampleSets({ model, samples, several }: CountedAnswers, item: number): number[][] {
  const labels = model.length / samples.length;
  const counted = several ? severalCounts(several, item, labels) : new Float64Array(labels);
  const sets = several ? setsOf(several, item) : [];
  for (let c = 0; c < labels; c++) {
    const times = Math.round(model[item * labels + c] * samples[item] - counted[c]);
    for (let time = 0; time < times; time++) sets.push([c]);
  }
  return sets;
}

/** Mean of v·v over the samples of an item: 1 where each named one label. */
export function ownProduct({ samples, several }: Omit<CountedAnswers, 'model'>, item: number): number {
  if (!several) return 1;
  return setsOf(several, item).reduce((mean, set) => mean - (1 - 1 / set.length) / samples[item], 1);
}
