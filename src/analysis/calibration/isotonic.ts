import { ascendingOrder } from '../ascending-order.ts';
import type { Isotonic } from './calibrator.ts';
import type { TrainingSet } from './training-set.ts';

/** Isotonic regression of the votes for each label on the model's probability of it (Zadrozny & Elkan 2002), every vote alike. */
export function fitIsotonic({ labels, count, model, human, raters }: TrainingSet): Isotonic {
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const maps = Array.from({ length: labels }, (_, c) => {
    for (let row = 0; row < count; row++) {
      x[row] = model[row * labels + c];
      y[row] = human[row * labels + c];
    }
    return poolAdjacentViolators(x, y, raters);
  });
  return { method: 'isotonic', maps };
}

/** Probabilities nearer than this are one point: the same number on paper, summed in another order. */
const SAME = 1e-15;

/**
 * The rising function nearest to y in weighted squares, as knots to interpolate between: the two ends of every level stretch.
 * Equal x count as one point (pool-adjacent-violators; Barlow et al. 1972; as scikit-learn's IsotonicRegression).
 */
export function poolAdjacentViolators(
  x: Float64Array,
  y: Float64Array,
  weights: Float64Array,
): { from: number[]; to: number[] } {
  const order = ascendingOrder(x);
  const first: number[] = [];
  const last: number[] = [];
  const level: number[] = [];
  const mass: number[] = [];
  for (const row of order) {
    let point = first.length - 1;
    if (point < 0 || x[row] - first[point] >= SAME) {
      point++;
      first.push(x[row]);
      last.push(x[row]);
      level.push(0);
      mass.push(0);
    }
    level[point] += weights[row] * y[row];
    mass[point] += weights[row];
  }
  for (let point = 0; point < level.length; point++) level[point] /= mass[point];
  let top = 0;
  for (let place = 1; place < level.length; place++) {
    top++;
    first[top] = first[place];
    last[top] = last[place];
    level[top] = level[place];
    mass[top] = mass[place];
    while (top > 0 && level[top - 1] >= level[top]) {
      const sum = mass[top - 1] + mass[top];
      level[top - 1] = (level[top - 1] * mass[top - 1] + level[top] * mass[top]) / sum;
      mass[top - 1] = sum;
      last[top - 1] = last[top];
      top--;
    }
  }
  const from: number[] = [];
  const to: number[] = [];
  for (let block = 0; block <= top; block++) {
    from.push(first[block]);
    to.push(level[block]);
    if (last[block] === first[block]) continue;
    from.push(last[block]);
    to.push(level[block]);
  }
  return { from, to };
}
