import { poolAdjacentViolators } from '../calibration/isotonic.ts';
import { distances } from '../divergence.ts';
import { boundedMinimum } from './bounded-minimum.ts';
import { exactExponential, exactLogarithm } from './exact-logarithm.ts';
import { numpyMean, numpySum } from './numpy-sum.ts';
import { jensenShannonBits, normalised } from './text-measures.ts';

/** Texts with normalised rows of the model and people's rates, one row a text. */
export interface CalibrationRows {
  readonly size: number;
  readonly model: readonly Float64Array[];
  readonly people: readonly Float64Array[];
}

/** Changes a model's normalised row; what it gives need not sum to 1. */
type PaperCalibrator = (row: Float64Array) => Float64Array;

/** The paper's three ways to bring a model's distributions nearer to people's, by name. */
export const PAPER_CALIBRATIONS = {
  temperature: fitPaperTemperature,
  bias: fitBias,
  isotonic: fitPaperIsotonic,
} as const satisfies Record<string, (training: CalibrationRows) => PaperCalibrator>;

const SMALL = 1e-12;
/**
 * Texts up to which the search for a temperature uses logarithms that are right to the last bit, as the authors' does: the temperature's
 * last digits decide which entropies are tied. Beyond, they are the platform's, ten times as fast.
 */
const MOST_EXACT = 2_500;
const LEAST_TEMPERATURE = 0.1;
const GREATEST_TEMPERATURE = 10;

/** softmax(ln(q + 1e-12) / T), T from 0.1 to 10 with the least mean Jensen-Shannon divergence. */
function fitPaperTemperature({ size, model, people }: CalibrationRows): PaperCalibrator {
  const human = people.map((row) => normalised(row, 0, size));
  const logs = model.map(logarithms);
  const exact = (temperature: number) =>
    numpyMean(
      logs.map((row, place) =>
        jensenShannonBits(human[place], normalised(softmax(row, temperature), 0, size)),
      ),
    );
  const softened = new Float64Array(size);
  const quick = (temperature: number) => {
    let sum = 0;
    for (const [place, row] of logs.entries()) {
      softenInto(softened, row, temperature);
      sum += distances(human[place], 0, softened, 0, size).jsd;
    }
    return sum / logs.length;
  };
  const loss = model.length > MOST_EXACT ? quick : exact;
  const temperature = boundedMinimum(loss, LEAST_TEMPERATURE, GREATEST_TEMPERATURE);
  return (row) => softmax(logarithms(row), temperature);
}

function logarithms(row: Float64Array): Float64Array {
  return row.map((share) => exactLogarithm(share + SMALL));
}

function softmax(logs: Float64Array, temperature: number): Float64Array {
  const scaled = logs.map((log) => log / temperature);
  const greatest = scaled.reduce((most, value) => Math.max(most, value), -Infinity);
  return over(scaled.map((value) => exactExponential(value - greatest)));
}

/** {@link softmax} by the platform's exponential, into a row. */
function softenInto(row: Float64Array, logs: Float64Array, temperature: number): void {
  let greatest = -Infinity;
  for (const log of logs) greatest = Math.max(greatest, log / temperature);
  let sum = 0;
  for (let label = 0; label < logs.length; label++) {
    row[label] = Math.exp(logs[label] / temperature - greatest);
    sum += row[label];
  }
  for (let label = 0; label < logs.length; label++) row[label] /= sum;
}

/** The mean difference of each label is taken off; what falls below 0 is 0. */
function fitBias({ size, model, people }: CalibrationRows): PaperCalibrator {
  const bias = Float64Array.from(
    { length: size },
    (_, label) => meanOf(model, label) - meanOf(people, label),
  );
  return (row) => over(row.map((share, label) => Math.max(share - bias[label], 0)));
}

function meanOf(rows: readonly Float64Array[], label: number): number {
  let sum = 0;
  for (const row of rows) sum += row[label];
  return sum / rows.length;
}

/** For each label the rising function from the model's share to people's rate, linear between its knots and level outside. */
function fitPaperIsotonic({ size, model, people }: CalibrationRows): PaperCalibrator {
  const weights = new Float64Array(model.length).fill(1);
  const maps = Array.from({ length: size }, (_, label) =>
    poolAdjacentViolators(
      Float64Array.from(model, (row) => row[label]),
      Float64Array.from(people, (row) => row[label]),
      weights,
    ),
  );
  return (row) => over(row.map((share, label) => Math.min(Math.max(interpolated(maps[label], share), 0), 1)));
}

function interpolated({ from, to }: { from: readonly number[]; to: readonly number[] }, x: number): number {
  let low = 0;
  let high = from.length - 1;
  if (x <= from[low]) return to[low];
  if (x >= from[high]) return to[high];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle] <= x) low = middle;
    else high = middle;
  }
  return to[low] + ((to[high] - to[low]) * (x - from[low])) / (from[high] - from[low]);
}

function over(row: Float64Array): Float64Array {
  const total = Math.max(numpySum(row), SMALL);
  return row.map((share) => share / total);
}
