import type { Temperature } from './calibrator.ts';
import type { TrainingSet } from './training-set.ts';

/** Range of 1 / temperature. */
const LEAST = 0.01;
const MOST = 100;
const MOST_STEPS = 100;
/** Relative step after which the next would be its square, which is nothing. */
const TOLERANCE = 1e-6;

/**
 * Temperature scaling (Guo et al. 2017) by least mean soft cross-entropy, temperatures 0.01 to 100. The loss is convex in
 * 1 / temperature: Newton's steps, halving the bracket where they leave it.
 */
export function fitTemperature(training: TrainingSet): Temperature {
  let low = LEAST;
  let high = MOST;
  let beta = 1;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slope, curvature } = derivatives(training, beta);
    if (slope > 0) high = beta;
    else low = beta;
    const newton = beta - slope / curvature;
    const isLast = Math.abs(newton - beta) <= TOLERANCE * beta;
    // At the optimum the step may leave the bracket by rounding alone.
    beta = isLast || (newton > low && newton < high) ? newton : (low + high) / 2;
    if (isLast) break;
  }
  return { method: 'temperature', temperature: 1 / beta };
}

/** Of the summed loss Σ_i [ln Σ_c exp(β z_ic) - β Σ_c p_ic z_ic], z = ln q. */
function derivatives(
  { labels, count, logs, human }: TrainingSet,
  beta: number,
): { slope: number; curvature: number } {
  let slope = 0;
  let curvature = 0;
  for (let at = 0; at < count * labels; at += labels) {
    let greatest = -Infinity;
    for (let c = at; c < at + labels; c++) greatest = Math.max(greatest, logs[c]);
    let sum = 0;
    let first = 0;
    let second = 0;
    let wanted = 0;
    for (let c = at; c < at + labels; c++) {
      const weight = Math.exp(beta * (logs[c] - greatest));
      sum += weight;
      first += weight * logs[c];
      second += weight * logs[c] * logs[c];
      wanted += human[c] * logs[c];
    }
    const mean = first / sum;
    slope += mean - wanted;
    curvature += second / sum - mean * mean;
  }
  return { slope, curvature };
}
