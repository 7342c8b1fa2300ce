import { UMAP } from 'umap-js';
import type { Random } from '../analysis/random.ts';
import type { Neighbours } from './nearest-neighbours.ts';

/** Half the width of the layout to begin with: clusters that are further apart stay there, and each is a dot on the map. */
const REACH = 5;
/** How close neighbours come: more than UMAP's 0.1, so that points of a cluster can be told apart. */
const LEAST_DISTANCE = 0.4;
/** Keeps points with the same scores from standing on one another, where nothing would part them. */
const JITTER = 1e-4;

/**
 * Points in two dimensions with their neighbours near them (UMAP: McInnes, Healy & Melville 2018, as umap-js computes it), begun from the
 * first two principal components, so that what is far apart stays so. The same points and stream give the same layout.
 * @param scores principal components row by row, the widest first
 * @param width components of a point, at least 2
 * @param onShare told the done share of the work now and then
 * @returns x and y row by row, from 0 to 1 with one scale for both
 */
export function layOut(
  scores: Float32Array,
  width: number,
  { count, places, distances }: Neighbours,
  random: Random,
  onShare: (share: number) => void = () => undefined,
): Float32Array {
  const rows = scores.length / width;
  const rowsOf = (values: Uint32Array | Float32Array, wide: number) =>
    Array.from({ length: rows }, (_, row) => Array.from(values.subarray(row * wide, (row + 1) * wide)));
  const umap = new UMAP({ nNeighbors: count, minDist: LEAST_DISTANCE, random: () => random.uniform() });
  umap.setPrecomputedKNN(rowsOf(places, count), rowsOf(distances, count));
  const epochs = umap.initializeFit(rowsOf(scores, width));
  // umap-js begins at random; these are the rows that it moves.
  const moved = umap.getEmbedding();
  const most = scores.reduce((found, score) => Math.max(found, Math.abs(score)), 0) || 1;
  for (const [row, point] of moved.entries())
    for (const axis of [0, 1])
      point[axis] = (REACH * scores[row * width + axis]) / most + JITTER * (random.uniform() - 0.5);
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    onShare((epoch + 1) / epochs);
  }
  return scaled(umap.getEmbedding());
}

function scaled(points: readonly (readonly number[])[]): Float32Array {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const point of points)
    for (const axis of [0, 1]) {
      low[axis] = Math.min(low[axis], point[axis]);
      high[axis] = Math.max(high[axis], point[axis]);
    }
  const span = Math.max(high[0] - low[0], high[1] - low[1]) || 1;
  const places = new Float32Array(2 * points.length);
  for (const [row, point] of points.entries())
    for (const axis of [0, 1])
      places[2 * row + axis] = 0.5 + (point[axis] - (low[axis] + high[axis]) / 2) / span;
  return places;
}
