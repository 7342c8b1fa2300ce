import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Vectors that the axes are found from: more, evenly spaced, would move none of them noticeably. */
const MOST_LOOKED_AT = 10_000;

/**
 * Scores on the first principal components (Pearson 1901), which hold most of what tells the vectors apart: distances over 50 numbers are
 * computed several times faster than over 384. Each axis points so that its loading of greatest size is positive.
 * @param vectors row by row
 * @param width numbers of a vector
 * @returns scores row by row, `most` wide or as wide as the vectors or their number less one allow, the widest axis first
 */
export function principalComponents(
  vectors: Float32Array,
  width: number,
  most: number,
): { readonly scores: Float32Array; readonly width: number } {
  const rows = vectors.length / width;
  const kept = Math.min(most, width, rows - 1);
  const mean = meanOf(vectors, width);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    covariance(vectors, width, mean),
    { assumeSymmetric: true },
  );
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b] - realEigenvalues[a]);
  const axes = order.slice(0, kept).map((place) => pointed(eigenvectorMatrix.getColumn(place)));
  const scores = new Float32Array(rows * kept);
  const own = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < width; at++) own[at] = vectors[row * width + at] - mean[at];
    for (let axis = 0; axis < kept; axis++) {
      let score = 0;
      for (let at = 0; at < width; at++) score += own[at] * axes[axis][at];
      scores[row * kept + axis] = score;
    }
  }
  return { scores, width: kept };
}

function meanOf(vectors: Float32Array, width: number): Float64Array {
  const mean = new Float64Array(width);
  const rows = vectors.length / width;
  for (let row = 0; row < rows; row++)
    for (let at = 0; at < width; at++) mean[at] += vectors[row * width + at] / rows;
  return mean;
}

function covariance(vectors: Float32Array, width: number, mean: Float64Array): Matrix {
  const rows = vectors.length / width;
  const looked = Math.min(rows, MOST_LOOKED_AT);
  const sums = Array.from({ length: width }, () => new Float64Array(width));
  const own = new Float64Array(width);
  for (let look = 0; look < looked; look++) {
    const row = Math.floor((look * rows) / looked);
    for (let at = 0; at < width; at++) own[at] = vectors[row * width + at] - mean[at];
    for (let one = 0; one < width; one++) {
      const sum = sums[one];
      const value = own[one];
      for (let other = 0; other <= one; other++) sum[other] += value * own[other];
    }
  }
  const found = new Matrix(width, width);
  for (let one = 0; one < width; one++)
    for (let other = 0; other <= one; other++) {
      found.set(one, other, sums[one][other] / looked);
      found.set(other, one, sums[one][other] / looked);
    }
  return found;
}

/** Either direction is an axis: a rule makes it one. */
function pointed(axis: readonly number[]): Float64Array {
  const greatest = axis.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return Float64Array.from(axis, (value) => (greatest < 0 ? -value : value));
}
