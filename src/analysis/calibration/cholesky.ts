/** The lower factor L of a symmetric positive definite matrix (size x size, row by row): L Lᵀ is the matrix. */
export function factorise(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j];
      for (let k = 0; k < j; k++) sum -= lower[i * size + k] * lower[j * size + k];
      if (i === j) {
        if (!(sum > 0)) throw new RangeError('The matrix is not positive definite.');
        lower[i * size + i] = Math.sqrt(sum);
      } else lower[i * size + j] = sum / lower[j * size + j];
    }
  }
  return lower;
}

/** Solves L Lᵀ x = right, given the factor L. */
export function solve(lower: Float64Array, right: Float64Array, size: number): Float64Array {
  const x = right.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i * size + k] * x[k];
    x[i] /= lower[i * size + i];
  }
  // By rows of the factor, which lie together in memory, not by its columns.
  for (let i = size - 1; i >= 0; i--) {
    x[i] /= lower[i * size + i];
    for (let k = 0; k < i; k++) x[k] -= lower[i * size + k] * x[i];
  }
  return x;
}

/**
 * The inverse of a curvature with a penalty's own added on its diagonal.
 * @returns turns a direction into its solution, in place
 */
export function inverseOf(curvature: Float64Array, penalty: Float64Array): (direction: Float64Array) => void {
  const size = penalty.length;
  const whole = curvature.slice();
  for (let at = 0; at < size; at++) whole[at * size + at] += penalty[at] + 1e-9 * (1 + whole[at * size + at]);
  const factor = factorise(whole, size);
  return (direction) => {
    direction.set(solve(factor, direction, size));
  };
}
