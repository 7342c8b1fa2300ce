import type { Dirichlet } from './calibrator.ts';
import { factorise, solve } from './cholesky.ts';
import { minimiseSmooth } from './quasi-newton.ts';
import { inverseOf, softmaxCurvature } from './softmax-curvature.ts';
import type { Preconditioner } from './softmax-curvature.ts';
import type { TrainingSet } from './training-set.ts';

/** Penalties tried, from the strongest: each fit starts from the one before. */
export const PENALTIES = [1, 0.1, 0.01, 0.001, 0.0001];
/** Folds that choose the penalty. */
export const INNER_FOLDS = 3;
/** Promised relative decrease at which a fit has settled: for its loss to be compared, its answers used, its parameters looked at. */
const FOR_LOSS = 1e-6;
export const FOR_ANSWERS = 1e-9;
export const FOR_PARAMETERS = 1e-12;

/** Most parameters whose whole curvature is worth inverting, and rows for each of them from which it is. */
const MOST_INVERTED = 1200;
const ROWS_PER_PARAMETER = 4;

/** Where fits at each penalty may start, and what makes their way short: fits to most of many items are close to the fit to all. */
export interface DirichletPath {
  readonly starts: readonly Float64Array[];
  readonly preconditioners: readonly Preconditioner[];
}

/**
 * Dirichlet calibration (Kull et al. 2019) with off-diagonal and intercept regularisation: least mean soft cross-entropy (natural
 * logs) + λ Σ_{i≠j} W_ij² / (K (K - 1)) + μ Σ_j b_j² / K with λ = μ, chosen by three-fold cross-validation within the training items.
 * @param settled how far to go: {@link FOR_PARAMETERS}, or {@link FOR_ANSWERS} where only its answers are wanted
 * @param path from {@link dirichletPath} of items that these are among; the loss has one least place, wherever the way begins
 */
export function fitDirichlet(
  training: TrainingSet,
  settled: number,
  path: DirichletPath | null = dirichletPath(training),
): Dirichlet {
  const losses = new Float64Array(PENALTIES.length);
  const fits: Float64Array[][] = PENALTIES.map(() => []);
  for (let out = 0; out < INNER_FOLDS; out++) {
    const inside = rowsWhere(training, (fold) => fold !== out);
    const outside = rowsWhere(training, (fold) => fold === out);
    if (inside.count === 0 || outside.count === 0) continue;
    let before: Float64Array | null = null;
    for (const place of PENALTIES.keys()) {
      const start = startAt(place, training.labels, path, before);
      before = fitWith(inside, PENALTIES[place], start, path?.preconditioners[place] ?? null, FOR_LOSS);
      fits[place].push(before);
      losses[place] += softLoss(outside, before, null) * outside.count;
    }
  }
  const best = losses.indexOf(Math.min(...losses));
  // Each part misses another third of the items: what that moves nearly cancels in the mean.
  const start = fits[best].length > 0 ? meanOf(fits[best]) : startAt(0, training.labels, path, null);
  const parameters = fitWith(training, PENALTIES[best], start, path?.preconditioners[best] ?? null, settled);
  return calibratorOf(parameters, training.labels, PENALTIES[best]);
}

/** From the fit at the penalty before: as far as the fit to all items went from there, or from where it ended. */
function startAt(
  place: number,
  labels: number,
  path: DirichletPath | null,
  before: Float64Array | null,
): Float64Array {
  if (path === null) return before ?? identity(labels);
  const start = path.starts[place];
  return before ? before.map((value, at) => value + start[at] - path.starts[place - 1][at]) : start;
}

/**
 * The fits to all items at every penalty, each starting from the one before. `null` where there are too few items for fits to parts
 * of them to be near, or too many parameters for their curvature to be worth inverting: then every fit makes its own way.
 */
export function dirichletPath(training: TrainingSet): DirichletPath | null {
  const { labels, count } = training;
  const size = labels * (labels + 1);
  if (size > MOST_INVERTED || count < ROWS_PER_PARAMETER * size) return null;
  const start = identity(labels);
  const curvature = softmaxCurvature(training, start);
  const starts: Float64Array[] = [];
  const preconditioners: Preconditioner[] = [];
  for (const [place, penalty] of PENALTIES.entries()) {
    const inverse = inverseOf(curvature, penaltyCurvature(labels, penalty));
    preconditioners.push(inverse);
    starts.push(fitWith(training, penalty, starts[place - 1] ?? start, inverse, FOR_LOSS));
  }
  return { starts, preconditioners };
}

/** The penalty's curvature in each parameter; the penalty itself is half of it times the parameter's square. */
function penaltyCurvature(labels: number, penalty: number): Float64Array {
  const width = labels + 1;
  return Float64Array.from({ length: labels * width }, (_, at) => {
    const d = at % width;
    if (d === labels) return (2 * penalty) / labels;
    return d === Math.floor(at / width) ? 0 : (2 * penalty) / (labels * Math.max(labels - 1, 1));
  });
}

/** The fit at one penalty. Parameters are K rows of K weights and a bias. */
function fitWith(
  training: TrainingSet,
  penalty: number,
  start: Float64Array,
  precondition: Preconditioner | null,
  settled: number,
): Float64Array {
  const { labels } = training;
  const curved = penaltyCurvature(labels, penalty);
  const value = (parameters: Float64Array, gradient: Float64Array) => {
    let loss = softLoss(training, parameters, gradient);
    for (let at = 0; at < curved.length; at++) {
      loss += (curved[at] * parameters[at] ** 2) / 2;
      gradient[at] += curved[at] * parameters[at];
    }
    return loss;
  };
  return minimiseSmooth(value, start, precondition ?? boundedCurvature(training, penalty), settled);
}

/**
 * The inverse of Böhning's (1992) bound on the softmax's curvature, ½ (I - 11ᵀ/K) ⊗ XᵀX / n, the same at all parameters. What is
 * common to all rows does not move the softmax: there the penalty alone curves the loss.
 */
function boundedCurvature({ labels, count, logs }: TrainingSet, penalty: number): Preconditioner {
  const width = labels + 1;
  const onWeights = penalty / (labels * Math.max(labels - 1, 1));
  const onBias = penalty / labels;
  const bound = new Float64Array(width * width);
  const x = new Float64Array(width);
  x[labels] = 1;
  for (let row = 0; row < count; row++) {
    for (let d = 0; d < labels; d++) x[d] = logs[row * labels + d];
    for (let d = 0; d < width; d++)
      for (let e = 0; e <= d; e++) bound[d * width + e] += (x[d] * x[e]) / (2 * count);
  }
  for (let d = 0; d < width; d++) {
    for (let e = 0; e < d; e++) bound[e * width + d] = bound[d * width + e];
    bound[d * width + d] += 2 * (d === labels ? onBias : onWeights) + 1e-9 * (1 + bound[d * width + d]);
  }
  const factor = factorise(bound, width);
  return (direction) => {
    const common = new Float64Array(width);
    for (let at = 0; at < direction.length; at++) common[at % width] += direction[at] / labels;
    for (let c = 0; c < labels; c++) {
      const row = direction.subarray(c * width, (c + 1) * width);
      const apart = solve(
        factor,
        row.map((value, d) => value - common[d]),
        width,
      );
      for (let d = 0; d < width; d++)
        row[d] = apart[d] + common[d] / (2 * (d === labels ? onBias : onWeights));
    }
  };
}

/** Rows worked on together, so that a weight that was read serves four of them. */
const BLOCK = 4;

/** Mean soft cross-entropy, natural logs; its gradient is written to `gradient` if given. */
function softLoss(
  { labels, count, logs, human }: TrainingSet,
  parameters: Float64Array,
  gradient: Float64Array | null,
): number {
  const width = labels + 1;
  gradient?.fill(0);
  const scores = new Float64Array(BLOCK * labels);
  let loss = 0;
  for (let row = 0; row < count; row += BLOCK) {
    const rows = Math.min(BLOCK, count - row);
    // Rows beyond the last repeat it and are not used.
    const a = row * labels;
    const b = rows > 1 ? a + labels : a;
    const c = rows > 2 ? b + labels : b;
    const d = rows > 3 ? c + labels : c;
    for (let label = 0; label < labels; label++) {
      const start = label * width;
      let first = parameters[start + labels];
      let second = first;
      let third = first;
      let fourth = first;
      for (let k = 0; k < labels; k++) {
        const weight = parameters[start + k];
        first += weight * logs[a + k];
        second += weight * logs[b + k];
        third += weight * logs[c + k];
        fourth += weight * logs[d + k];
      }
      scores[label] = first;
      scores[labels + label] = second;
      scores[2 * labels + label] = third;
      scores[3 * labels + label] = fourth;
    }
    for (let place = 0; place < rows; place++) {
      loss += toResiduals(scores, place * labels, human, (row + place) * labels, labels);
    }
    if (!gradient) continue;
    scores.fill(0, rows * labels);
    for (let label = 0; label < labels; label++) {
      const start = label * width;
      const first = scores[label] / count;
      const second = scores[labels + label] / count;
      const third = scores[2 * labels + label] / count;
      const fourth = scores[3 * labels + label] / count;
      for (let k = 0; k < labels; k++) {
        gradient[start + k] +=
          first * logs[a + k] + second * logs[b + k] + third * logs[c + k] + fourth * logs[d + k];
      }
      gradient[start + labels] += first + second + third + fourth;
    }
  }
  return loss / count;
}

/** Turns a row of scores into softmax minus p in place, and returns its cross-entropy. */
function toResiduals(
  scores: Float64Array,
  at: number,
  human: Float64Array,
  humanAt: number,
  labels: number,
): number {
  let greatest = -Infinity;
  let wanted = 0;
  for (let c = 0; c < labels; c++) {
    wanted += human[humanAt + c] * scores[at + c];
    if (scores[at + c] > greatest) greatest = scores[at + c];
  }
  let sum = 0;
  for (let c = 0; c < labels; c++) {
    scores[at + c] = Math.exp(scores[at + c] - greatest);
    sum += scores[at + c];
  }
  for (let c = 0; c < labels; c++) scores[at + c] = scores[at + c] / sum - human[humanAt + c];
  return greatest + Math.log(sum) - wanted;
}

function meanOf(fits: readonly Float64Array[]): Float64Array {
  return fits[0].map((_, at) => fits.reduce((sum, fit) => sum + fit[at], 0) / fits.length);
}

/** W = I, b = 0: leaves distributions as they are. */
function identity(labels: number): Float64Array {
  const parameters = new Float64Array(labels * (labels + 1));
  for (let c = 0; c < labels; c++) parameters[c * (labels + 1) + c] = 1;
  return parameters;
}

function calibratorOf(parameters: Float64Array, labels: number, penalty: number): Dirichlet {
  const rows = Array.from({ length: labels }, (_, c) => [
    ...parameters.subarray(c * (labels + 1), (c + 1) * (labels + 1)),
  ]);
  return {
    method: 'dirichlet',
    weights: rows.map((row) => row.slice(0, labels)),
    bias: rows.map((row) => row[labels]),
    penalty,
  };
}

function rowsWhere(training: TrainingSet, pass: (fold: number) => boolean): TrainingSet {
  const { labels, innerFold } = training;
  const rows = [...innerFold.keys()].filter((row) => pass(innerFold[row]));
  const gather = (from: Float64Array) => {
    const to = new Float64Array(rows.length * labels);
    for (const [place, row] of rows.entries())
      to.set(from.subarray(row * labels, (row + 1) * labels), place * labels);
    return to;
  };
  return {
    labels,
    count: rows.length,
    model: gather(training.model),
    logs: gather(training.logs),
    human: gather(training.human),
    raters: Float64Array.from(rows, (row) => training.raters[row]),
    innerFold: Uint8Array.from(rows, (row) => innerFold[row]),
  };
}
