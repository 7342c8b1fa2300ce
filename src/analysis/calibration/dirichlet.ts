import { blockCurvature } from './block-curvature.ts';
import type { Dirichlet } from './calibrator.ts';
import { minimiseSmooth } from './quasi-newton.ts';
import type { TrainingSet } from './training-set.ts';

/** Penalties tried, from the strongest: each fit starts from the one before. */
const PENALTIES = [1, 0.1, 0.01, 0.001, 0.0001];
/** So much worse than the best penalty, as a factor of its loss, shows that a fit follows its own items: weaker ones follow them more. */
const GIVEN_UP = 1.05;
/** Folds that choose the penalty. */
export const INNER_FOLDS = 3;
/** Promised relative decrease at which a fit has settled: for its loss to be compared, its answers used, its parameters looked at. */
const FOR_LOSS = 1e-6;
export const FOR_ANSWERS = 1e-9;
export const FOR_PARAMETERS = 1e-12;

/**
 * Dirichlet calibration (Kull et al. 2019) with off-diagonal and intercept regularisation: least mean soft cross-entropy (natural
 * logs) + λ Σ_{i≠j} W_ij² / (K (K - 1)) + μ Σ_j b_j² / K with λ = μ, chosen by three-fold cross-validation within the training items:
 * weaker penalties are not tried once one did far worse on the items left out ({@link GIVEN_UP}).
 * @param settled how far to go: {@link FOR_PARAMETERS}, or {@link FOR_ANSWERS} where only its answers are wanted
 */
export function fitDirichlet(training: TrainingSet, settled: number): Dirichlet {
  const folds = innerFolds(training);
  let fits = folds.map(() => identity(training.labels));
  let best = { penalty: PENALTIES[0], fits, loss: Infinity };
  for (const penalty of PENALTIES) {
    fits = folds.map(({ inside }, fold) => fitWith(inside, penalty, fits[fold], FOR_LOSS));
    const losses = folds.map(({ outside }, fold) => softLoss(outside, fits[fold], null) * outside.count);
    const loss = losses.reduce((sum, one) => sum + one, 0);
    if (loss > GIVEN_UP * best.loss) break;
    if (loss < best.loss) best = { penalty, fits, loss };
  }
  // Each fold's fit misses another third of the items: what that moves nearly cancels in the mean.
  const start = folds.length > 0 ? meanOf(best.fits) : identity(training.labels);
  const parameters = fitWith(training, best.penalty, start, settled);
  return calibratorOf(parameters, training.labels, best.penalty);
}

/** The training items without those of each inner fold, and those; but for folds that leave nothing on either side. */
function innerFolds(training: TrainingSet): { inside: TrainingSet; outside: TrainingSet }[] {
  return Array.from({ length: INNER_FOLDS }, (_, out) => ({
    inside: rowsWhere(training, (fold) => fold !== out),
    outside: rowsWhere(training, (fold) => fold === out),
  })).filter(({ inside, outside }) => inside.count > 0 && outside.count > 0);
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
function fitWith(training: TrainingSet, penalty: number, start: Float64Array, settled: number): Float64Array {
  const curved = penaltyCurvature(training.labels, penalty);
  const value = (parameters: Float64Array, gradient: Float64Array) => {
    let loss = softLoss(training, parameters, gradient);
    for (let at = 0; at < curved.length; at++) {
      loss += (curved[at] * parameters[at] ** 2) / 2;
      gradient[at] += curved[at] * parameters[at];
    }
    return loss;
  };
  return minimiseSmooth(value, start, (at) => blockCurvature(training, at, curved), settled);
}

/** Rows worked on together, for two labels at a time, so that what was read serves eight products. */
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
    // Rows beyond the last repeat it and are not used; nor is the label beyond the last.
    const a = row * labels;
    const b = rows > 1 ? a + labels : a;
    const c = rows > 2 ? b + labels : b;
    const d = rows > 3 ? c + labels : c;
    for (let label = 0; label < labels; label += 2) {
      const next = Math.min(label + 1, labels - 1);
      const from = label * width;
      const fromNext = next * width;
      let p = parameters[from + labels];
      let q = p;
      let r = p;
      let s = p;
      let pNext = parameters[fromNext + labels];
      let qNext = pNext;
      let rNext = pNext;
      let sNext = pNext;
      for (let k = 0; k < labels; k++) {
        const weight = parameters[from + k];
        const weightNext = parameters[fromNext + k];
        const x = logs[a + k];
        const y = logs[b + k];
        const z = logs[c + k];
        const w = logs[d + k];
        p += weight * x;
        q += weight * y;
        r += weight * z;
        s += weight * w;
        pNext += weightNext * x;
        qNext += weightNext * y;
        rNext += weightNext * z;
        sNext += weightNext * w;
      }
      scores[label] = p;
      scores[labels + label] = q;
      scores[2 * labels + label] = r;
      scores[3 * labels + label] = s;
      scores[next] = pNext;
      scores[labels + next] = qNext;
      scores[2 * labels + next] = rNext;
      scores[3 * labels + next] = sNext;
    }
    for (let place = 0; place < rows; place++) {
      loss += toResiduals(scores, place * labels, human, (row + place) * labels, labels);
    }
    if (!gradient) continue;
    scores.fill(0, rows * labels);
    for (let label = 0; label < labels; label += 2) {
      const next = Math.min(label + 1, labels - 1);
      const share = 1 / count;
      const shareNext = next > label ? share : 0;
      const to = label * width;
      const toNext = next * width;
      const p = scores[label] * share;
      const q = scores[labels + label] * share;
      const r = scores[2 * labels + label] * share;
      const s = scores[3 * labels + label] * share;
      const pNext = scores[next] * shareNext;
      const qNext = scores[labels + next] * shareNext;
      const rNext = scores[2 * labels + next] * shareNext;
      const sNext = scores[3 * labels + next] * shareNext;
      for (let k = 0; k < labels; k++) {
        const x = logs[a + k];
        const y = logs[b + k];
        const z = logs[c + k];
        const w = logs[d + k];
        gradient[to + k] += p * x + q * y + r * z + s * w;
        gradient[toNext + k] += pNext * x + qNext * y + rNext * z + sNext * w;
      }
      gradient[to + labels] += p + q + r + s;
      gradient[toNext + labels] += pNext + qNext + rNext + sNext;
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
