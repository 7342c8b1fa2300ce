import type { Random } from '../analysis/random.ts';

const MOST_ROUNDS = 100;

/** How many regions so many texts fall into: few enough that each has texts to judge a model by. */
export function regionsFor(texts: number): number {
  return Math.max(2, Math.min(20, Math.round(Math.cbrt(texts))));
}

/**
 * Parts points into groups with the least squared distance to their group's mean (Lloyd 1982), begun from centres that are drawn far apart
 * (k-means++: Arthur & Vassilvitskii 2007).
 * @param points row by row
 * @returns each point's group, the largest group numbered 0
 */
export function kMeans(points: Float32Array, width: number, groups: number, random: Random): Uint16Array {
  return fromCentres(points, width, drawnCentres(points, width, groups, random));
}

/** The same from centres that are given, row by row; they are moved. */
export function fromCentres(points: Float32Array, width: number, centres: Float64Array): Uint16Array {
  const rows = points.length / width;
  const groups = centres.length / width;
  const group = new Uint16Array(rows).fill(groups);
  const counts = new Uint32Array(groups);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = 0;
    for (let row = 0; row < rows; row++) {
      const nearest = nearestCentre(points, row, width, centres, groups);
      if (nearest !== group[row]) moved++;
      group[row] = nearest;
    }
    if (moved === 0) break;
    centres.fill(0);
    counts.fill(0);
    for (let row = 0; row < rows; row++) {
      counts[group[row]]++;
      for (let at = 0; at < width; at++) centres[group[row] * width + at] += points[row * width + at];
    }
    // A group that lost all its points stays empty: its centre is where no point comes.
    for (let one = 0; one < groups; one++)
      for (let at = 0; at < width; at++)
        centres[one * width + at] = counts[one] === 0 ? Infinity : centres[one * width + at] / counts[one];
  }
  const order = [...counts.keys()].sort((a, b) => counts[b] - counts[a] || a - b);
  const place = Uint16Array.from(counts, (_, one) => order.indexOf(one));
  return group.map((one) => place[one]);
}

function drawnCentres(points: Float32Array, width: number, groups: number, random: Random): Float64Array {
  const rows = points.length / width;
  const centres = new Float64Array(groups * width);
  const nearest = new Float64Array(rows).fill(Infinity);
  let chosen = random.below(rows);
  for (let group = 0; group < groups; group++) {
    centres.set(points.subarray(chosen * width, (chosen + 1) * width), group * width);
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      nearest[row] = Math.min(nearest[row], squareTo(points, row, width, centres, group));
      sum += nearest[row];
    }
    let drawn = random.uniform() * sum;
    chosen = 0;
    for (; chosen < rows - 1; chosen++) {
      drawn -= nearest[chosen];
      if (drawn < 0) break;
    }
  }
  return centres;
}

function nearestCentre(
  points: Float32Array,
  row: number,
  width: number,
  centres: Float64Array,
  groups: number,
): number {
  let nearest = 0;
  let least = Infinity;
  for (let group = 0; group < groups; group++) {
    const square = squareTo(points, row, width, centres, group);
    if (square < least) {
      least = square;
      nearest = group;
    }
  }
  return nearest;
}

function squareTo(points: Float32Array, row: number, width: number, centres: Float64Array, group: number) {
  let square = 0;
  for (let at = 0; at < width; at++) {
    const apart = points[row * width + at] - centres[group * width + at];
    square += apart * apart;
  }
  return square;
}
