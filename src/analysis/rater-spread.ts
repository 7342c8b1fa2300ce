import type { Votes } from '../judgments/votes.ts';
import { entropy } from './divergence.ts';
import { pairsFromMean, squaredLength } from './item-people.ts';
import { normalQuantile, studentQuantile } from './quantiles.ts';
import type { Random } from './random.ts';

/** With this many raters or more, resampling items alone tells enough. */
export const FEW_RATERS = 30;

/** Degrees of freedom up to which χ² is drawn as what it is. */
const MOST_SQUARED = 50;

/** What few raters with habits add to the variance of a mean, beyond what differs from item to item. */
export interface RaterSpread {
  readonly variance: number;
  /** Degrees of freedom of that variance: raters less one. */
  readonly degrees: number;
}

/** What a variance clustered by raters is made of, for a test that draws habits instead of adding their variance. */
export interface TwoWaySpread extends RaterSpread {
  /** Variance of the mean by raters. */
  readonly byRaters: number;
  /** What single votes are of that. */
  readonly byVotes: number;
  /** What single votes are of the variance over items. */
  readonly ofItems: number;
}

/** An item's people without one of its raters. */
export interface OtherRaters {
  /** The vote that was left out, by its place among all votes. */
  readonly left: number;
  /** How many are left, at least 1. */
  readonly raters: number;
  /** Their mean vote, from place 0. */
  readonly human: Float64Array;
  /** H of it in bits. */
  readonly entropy: number;
  /** As in `ItemPeople`: NaN of one. */
  readonly pairProduct: number;
}

/** Whether the raters are known and so few that intervals and p-values must allow for them. */
export function fewRaters(votes: Votes): boolean {
  return knownRaters(votes) && votes.raterIds!.length < FEW_RATERS;
}

/** Whether it is known which votes are one rater's. */
export function knownRaters({ raters, raterIds }: Votes): boolean {
  return raters !== null && raterIds !== null && raterIds.length > 1;
}

/**
 * Writes each measure of an item without one rater to `out`; NaN where it cannot be had. `place` is the item's among those that the
 * measures are over.
 */
export type WithoutRater = (item: number, others: OtherRaters, out: Float64Array, place: number) => void;

/**
 * What each vote adds to a measure of its item: the influence of leaving it out (Tukey 1958), about the item's mean, because deleting any
 * rater moves a measure that is not linear in the votes. Items with one vote, and measures that are NaN without one, have none.
 * @param columns how many measures there are
 * @param use is given the measure, the vote by its place among all votes, the item's place among `items`, and the influence
 */
export function forEachInfluence(
  { voteStart, labelStart, labels: voted }: Votes,
  labels: number,
  items: Uint32Array,
  columns: number,
  without: WithoutRater,
  use: (column: number, vote: number, place: number, influence: number) => void,
): void {
  const human = new Float64Array(labels);
  const out = new Float64Array(columns);
  for (const [place, item] of items.entries()) {
    const from = voteStart[item];
    const to = voteStart[item + 1];
    const n = to - from - 1;
    if (n < 1) continue;
    const values = new Float64Array((n + 1) * columns);
    for (let left = from; left < to; left++) {
      human.fill(0);
      let ownProduct = 0;
      for (let vote = from; vote < to; vote++) {
        if (vote === left) continue;
        const weight = 1 / (labelStart[vote + 1] - labelStart[vote]);
        ownProduct += weight;
        for (let at = labelStart[vote]; at < labelStart[vote + 1]; at++) human[voted[at]] += weight / n;
      }
      const pairProduct = n < 2 ? NaN : pairsFromMean(squaredLength(human, 0, labels), ownProduct / n, n);
      const bits = entropy(human, 0, labels);
      without(item, { left, raters: n, human, entropy: bits, pairProduct }, out, place);
      values.set(out, (left - from) * columns);
    }
    for (let column = 0; column < columns; column++) {
      let mean = 0;
      for (let left = 0; left <= n; left++) mean += values[left * columns + column] / (n + 1);
      if (Number.isNaN(mean)) continue;
      for (let left = 0; left <= n; left++)
        use(column, from + left, place, mean - values[left * columns + column]);
    }
  }
}

/**
 * What few raters add to the variance of means over items, by the influences of votes clustered two ways (Cameron, Gelbach & Miller 2011):
 * the variance by raters less that by single votes, which the resampled items hold already.
 * @param columns how many measures there are
 * @param isAllowedFor whether raters are: where they are few, unless it says otherwise
 * @returns one per measure, `null` where no two raters can be deleted; `null` for all where raters are not allowed for
 */
export function raterSpreads(
  votes: Votes,
  labels: number,
  items: Uint32Array,
  columns: number,
  without: WithoutRater,
  isAllowedFor: (votes: Votes) => boolean = fewRaters,
): (TwoWaySpread | null)[] | null {
  if (!isAllowedFor(votes)) return null;
  const raters = votes.raters!;
  const { voteStart } = votes;
  const ofRater = Array.from({ length: columns }, () => new Float64Array(votes.raterIds!.length));
  const took = Array.from({ length: columns }, () => new Uint8Array(votes.raterIds!.length));
  const ofVotes = new Float64Array(columns);
  const ofItems = new Float64Array(columns);
  forEachInfluence(votes, labels, items, columns, without, (column, vote, place, influence) => {
    ofRater[column][raters[vote]] += influence;
    took[column][raters[vote]] = 1;
    const square = influence * influence;
    ofVotes[column] += square;
    const n = voteStart[items[place] + 1] - voteStart[items[place]];
    ofItems[column] += (square * (n - 1)) / n;
  });
  return ofRater.map((sums, column) => {
    const count = took[column].reduce((sum, one) => sum + one, 0);
    const spread = spreadOf(sums, count, ofVotes[column], items.length);
    return spread && { ...spread, ofItems: ofItems[column] / items.length ** 2 };
  });
}

/**
 * @param ofRaters the sums of each rater's influences
 * @param count how many raters have any
 * @param ofVotes the sum of the squares of all influences
 * @param items that the mean is over
 * @returns `null` of fewer than two raters
 */
export function spreadOf(
  ofRaters: Float64Array,
  count: number,
  ofVotes: number,
  items: number,
): Omit<TwoWaySpread, 'ofItems'> | null {
  if (count < 2) return null;
  const byRaters = ofRaters.reduce((sum, influence) => sum + influence * influence, 0);
  const ofMean = (squares: number) => (((count - 1) / count) * squares) / (items * items);
  return {
    variance: ofMean(Math.max(byRaters - ofVotes, 0)),
    degrees: count - 1,
    byRaters: ofMean(byRaters),
    byVotes: ofMean(ofVotes),
  };
}

/**
 * An interval that allows for few raters too: each half as much wider as the standard error grows, and by Student's t with the
 * degrees of freedom of both parts together (Satterthwaite 1946).
 * @param itemVariance variance of the mean over resampled items
 */
export function widened(
  { lo, hi }: { readonly lo: number; readonly hi: number },
  mean: number,
  itemVariance: number,
  spread: RaterSpread,
): { lo: number; hi: number } {
  const variance = itemVariance + spread.variance;
  if (spread.variance <= 0) return { lo, hi };
  const degrees = (variance / spread.variance) ** 2 * spread.degrees;
  const quantile = studentQuantile(0.975, degrees);
  if (itemVariance <= 0) {
    const reach = quantile * Math.sqrt(variance);
    return { lo: mean - reach, hi: mean + reach };
  }
  const factor = (Math.sqrt(variance / itemVariance) * quantile) / normalQuantile(0.975);
  return { lo: mean - (mean - lo) * factor, hi: mean + (hi - mean) * factor };
}

/** What the raters' habits may have added to a mean, drawn at random: Student's t with the spread's degrees of freedom. */
export function drawSpread({ variance, degrees }: RaterSpread, random: Random): number {
  if (variance === 0) return 0;
  const square = meanSquare(degrees, random);
  return (Math.sqrt(variance) * normal(random)) / Math.sqrt(square);
}

/**
 * What the raters may have added to a mean, habits and single votes together, drawn at random: the variance by raters is itself drawn
 * from what so few raters tell of it (fiducial draws, as of generalized p-values: Weerahandi 1995), before what single votes are of it
 * is taken off. To take that off an estimate first leaves nothing in half of the cases where habits are slight, and these are then
 * taken for none.
 */
export function drawRaters({ byRaters, byVotes, ofItems, degrees }: TwoWaySpread, random: Random): number {
  const variance = byRaters / meanSquare(degrees, random) - byVotes + ofItems;
  return Math.sqrt(Math.max(variance, 0)) * normal(random);
}

/** χ² by its degrees of freedom; by squares of normal numbers, or for many by Wilson & Hilferty (1931). */
function meanSquare(degrees: number, random: Random): number {
  if (degrees > MOST_SQUARED) {
    const ninth = 2 / (9 * degrees);
    return (1 - ninth + Math.sqrt(ninth) * normal(random)) ** 3;
  }
  let squares = 0;
  for (let degree = 0; degree < degrees; degree++) squares += normal(random) ** 2;
  return squares / degrees;
}

/** A standard normal number (Box & Muller 1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}
