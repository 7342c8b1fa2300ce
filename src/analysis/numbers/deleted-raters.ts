import type { Votes } from '../../judgments/votes.ts';
import type { Random } from '../random.ts';
import { fewRaters, type RaterSpread } from '../rater-spread.ts';

/** Draws of random signs behind the variance by single votes, and how far each moves a vote. */
const SIGN_DRAWS = 100;
const MOVE = 0.25;

/** Means over each item's raters of what is known of their votes: a column for each, in the order of the items. */
export type ItemMeans = readonly Float64Array[];

/** Computes figures from the items' means and how many raters each is of; NaN for one that cannot be had. */
export type FiguresOfMeans = (means: ItemMeans, raters: Float64Array) => readonly number[];

/**
 * What few raters add to the variance of figures that are made of means over each item's raters, as `raterSpreads` has it: the
 * variance by deleted raters less that by single votes. The latter, Σ over votes of what deleting one does to the figure, is the
 * mean square of what all of them do to it under random signs (Hutchinson 1990), each a small part of the way.
 * @param columns what is known of each vote
 * @returns one for each figure, `null` where it cannot be had; `null` for all unless raters are few
 */
export function deletedRaters(
  votes: Votes,
  items: Uint32Array,
  columns: readonly Float64Array[],
  figures: FiguresOfMeans,
  random: Random,
): (RaterSpread | null)[] | null {
  if (!fewRaters(votes)) return null;
  const { voteStart } = votes;
  const raters = votes.raters!;
  const means = meansOf(votes, items, columns);
  const counts = ratersOf(votes, items);
  const deleted: (readonly number[])[] = [];
  const shares = shareOfRaters(votes, items);
  for (const [rater, places] of shares.entries()) {
    if (places.length === 0) continue;
    const without = means.map((column) => column.slice());
    const left = counts.slice();
    for (const place of places) {
      const item = items[place];
      const n = counts[place];
      left[place]--;
      for (let vote = voteStart[item]; vote < voteStart[item + 1]; vote++)
        if (raters[vote] === rater)
          for (const [at, column] of without.entries())
            column[place] += (means[at][place] - columns[at][vote]) / (n - 1);
    }
    deleted.push(figures(without, left));
  }
  if (deleted.length < 2) return null;
  const byVotes = votesVariance(votes, items, columns, means, counts, figures, random);
  const count = deleted.length;
  return deleted[0].map((_, at) => {
    const values = deleted.map((one) => one[at]);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const byRaters = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const variance = ((count - 1) / count) * Math.max(byRaters - byVotes[at], 0);
    return Number.isFinite(variance) ? { variance, degrees: count - 1 } : null;
  });
}

/** Means of each column over the raters of each item. */
export function meansOf(
  { voteStart }: Votes,
  items: Uint32Array,
  columns: readonly Float64Array[],
): Float64Array[] {
  return columns.map((column) =>
    Float64Array.from(items, (item) => {
      let sum = 0;
      for (let vote = voteStart[item]; vote < voteStart[item + 1]; vote++) sum += column[vote];
      return sum / (voteStart[item + 1] - voteStart[item]);
    }),
  );
}

/** How many raters each item has. */
export function ratersOf({ voteStart }: Votes, items: Uint32Array): Float64Array {
  return Float64Array.from(items, (item) => voteStart[item + 1] - voteStart[item]);
}

/** For each rater the places of the items with another rater besides. */
function shareOfRaters({ voteStart, raters, raterIds }: Votes, items: Uint32Array): number[][] {
  const places: number[][] = raterIds!.map(() => []);
  for (const [place, item] of items.entries()) {
    if (voteStart[item + 1] - voteStart[item] < 2) continue;
    for (let vote = voteStart[item]; vote < voteStart[item + 1]; vote++) places[raters![vote]].push(place);
  }
  return places;
}

function votesVariance(
  { voteStart }: Votes,
  items: Uint32Array,
  columns: readonly Float64Array[],
  means: ItemMeans,
  counts: Float64Array,
  figures: FiguresOfMeans,
  random: Random,
): number[] {
  const drawn: (readonly number[])[] = [];
  for (let draw = 0; draw < SIGN_DRAWS; draw++) {
    const moved = means.map((column) => column.slice());
    for (const [place, item] of items.entries()) {
      const n = counts[place];
      if (n < 2) continue;
      for (let vote = voteStart[item]; vote < voteStart[item + 1]; vote++) {
        const share = (random.uniform() < 0.5 ? -MOVE : MOVE) / (n - 1);
        for (const [at, column] of moved.entries())
          column[place] += share * (means[at][place] - columns[at][vote]);
      }
    }
    drawn.push(figures(moved, counts));
  }
  return drawn[0].map((_, at) => {
    const values = drawn.map((one) => one[at]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) / MOVE ** 2;
  });
}
