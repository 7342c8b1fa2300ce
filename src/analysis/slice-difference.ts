import type { Votes } from '../judgments/votes.ts';
import { forEachResample, sumOver } from './bootstrap.ts';
import { intervalOf, meanOf } from './intervals.ts';
import type { Random } from './random.ts';
import {
  fewRaters,
  forEachInfluence,
  spreadOf,
  type RaterSpread,
  type WithoutRater,
} from './rater-spread.ts';
import type { Interval } from './report.ts';

/** One measure of a model over some items of a slice. */
export interface SliceMeasure {
  /** Ids of the items, which are the same in every slice of a data set. */
  readonly ids: readonly string[];
  readonly values: Float64Array;
  /** Whose answers the measure is about; `null` where raters cannot be left out of it. */
  readonly raters: SliceRaters | null;
}

export interface SliceRaters {
  readonly votes: Votes;
  readonly labels: number;
  /** Places of the items among those of the votes. */
  readonly items: Uint32Array;
  readonly without: WithoutRater;
}

/**
 * The mean of a measure in one slice less that in another. Items of one slice alone are resampled within it; an item of both is drawn for
 * both at once, as slices by raters share their texts. Where either slice has few raters, the interval allows for other raters.
 * @param a at least one item, as `b`
 */
export function sliceDifference(
  a: SliceMeasure,
  b: SliceMeasure,
  resamples: number,
  random: Random,
): Interval {
  const resampled = new Float64Array(resamples);
  for (const { ofA, ofB } of strata(a, b)) {
    const [columnA, columnB] = [ofA && pickAt(a.values, ofA), ofB && pickAt(b.values, ofB)];
    forEachResample((ofA ?? ofB)!.length, resamples, random, (drawn, resample) => {
      if (columnA) resampled[resample] += sumOver(drawn, columnA) / a.values.length;
      if (columnB) resampled[resample] -= sumOver(drawn, columnB) / b.values.length;
    });
  }
  return intervalOf(meanOf(a.values) - meanOf(b.values), resampled, spreadOfDifference(a, b));
}

/** Items of both slices, of the first alone and of the second alone, by their places in each; those that are empty left out. */
function strata(a: SliceMeasure, b: SliceMeasure): { ofA: number[] | null; ofB: number[] | null }[] {
  const placesInB = new Map(b.ids.map((id, place) => [id, place]));
  const inA = new Set(a.ids);
  const both = [...a.ids.keys()].filter((place) => placesInB.has(a.ids[place]));
  const onlyA = [...a.ids.keys()].filter((place) => !placesInB.has(a.ids[place]));
  const onlyB = [...b.ids.keys()].filter((place) => !inA.has(b.ids[place]));
  return [
    { ofA: both, ofB: both.map((place) => placesInB.get(a.ids[place])!) },
    { ofA: onlyA, ofB: null },
    { ofA: null, ofB: onlyB },
  ].filter(({ ofA, ofB }) => (ofA ?? ofB)!.length > 0);
}

function pickAt(values: Float64Array, places: readonly number[]): Float64Array {
  return Float64Array.from(places, (place) => values[place]);
}

/**
 * What few raters add to the variance of a difference: the influences of a rater's votes in both slices count together, and so do
 * those of a vote that is in both. `null` where neither slice has few raters that are known.
 */
function spreadOfDifference(a: SliceMeasure, b: SliceMeasure): RaterSpread | null {
  const ofRaters = new Map<string, number>();
  const ofVotes = new Map<string, number>();
  for (const [{ ids, values, raters }, sign] of [
    [a, 1],
    [b, -1],
  ] as const) {
    if (raters === null || !fewRaters(raters.votes)) continue;
    const { votes, labels, items, without } = raters;
    forEachInfluence(votes, labels, items, 1, without, (_, vote, place, influence) => {
      const rater = votes.raterIds![votes.raters![vote]];
      const share = (sign * influence) / values.length;
      ofRaters.set(rater, (ofRaters.get(rater) ?? 0) + share);
      const own = JSON.stringify([ids[place], rater]);
      ofVotes.set(own, (ofVotes.get(own) ?? 0) + share);
    });
  }
  let squares = 0;
  for (const share of ofVotes.values()) squares += share * share;
  // The shares are of means already.
  return spreadOf(Float64Array.from(ofRaters.values()), ofRaters.size, squares, 1);
}
