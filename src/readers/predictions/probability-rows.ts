import { max } from 'd3';
import { decimal } from '../annotated/decimal.ts';
import { SampledColumns } from '../annotated/sampled-columns.ts';
import type { FileHead } from '../tables/file-head.ts';
import { excerpt } from '../unreadable-file.ts';
import { LabelMismatchError } from './label-mismatch.ts';
import type { MatchedQuestion } from './match-labels.ts';
import type { PredictionOptions } from './model-predictions.ts';

/** A sum further from 1 than this is not what rounding in print does. */
const SUM_TOLERANCE = 0.001;

/** A row's distribution for one question; `null` if all of its cells are empty. */
export interface RowDistribution {
  readonly distribution: readonly number[] | null;
  readonly renormalised: boolean;
}

/**
 * Reads the distribution over a question's labels from the cells of a row; or says why the row cannot be used. Where one of two
 * labels has the only column, the other gets what is left to 1.
 */
export function readDistribution(
  cells: readonly string[],
  places: readonly (readonly number[])[],
  columns: readonly string[],
): RowDistribution | string {
  const all = places.flat();
  if (all.length === 1 && places.length === 2) return readOneOfTwo(cells, places, columns);
  if (all.every((place) => cells[place].trim() === '')) return { distribution: null, renormalised: false };
  const values: number[] = [];
  let sum = 0;
  for (const own of places) {
    let value = 0;
    for (const place of own) {
      const cell = cells[place];
      const number = cell.trim() === '' ? NaN : decimal(cell);
      if (!(number >= 0 && number < Infinity))
        return `The column "${columns[place]}" holds "${excerpt(cell)}"; a probability is expected.`;
      value += number;
    }
    values.push(value);
    sum += value;
  }
  if (!(sum > 0 && sum < Infinity)) return `The probabilities sum to ${sum}.`;
  return {
    distribution: values.map((value) => value / sum),
    renormalised: Math.abs(sum - 1) > SUM_TOLERANCE,
  };
}

/**
 * As `readDistribution`, of logits: their softmax. Where one of two labels has the only column, the other's logit is 0. A blank
 * cell is no logit.
 */
export function readLogits(
  cells: readonly string[],
  places: readonly (readonly number[])[],
  columns: readonly string[],
): RowDistribution | string {
  const all = places.flat();
  if (all.every((place) => cells[place].trim() === '')) return { distribution: null, renormalised: false };
  const wrong = all.find((place) => cells[place].trim() === '' || !Number.isFinite(decimal(cells[place])));
  if (wrong !== undefined)
    return `The column "${columns[wrong]}" holds "${excerpt(cells[wrong])}"; a number is expected.`;
  const isOneOfTwo = all.length === 1 && places.length === 2;
  const logits = places.map((own) =>
    own.length === 0 && isOneOfTwo ? [0] : own.map((place) => decimal(cells[place])),
  );
  const most = max(logits.flat())!;
  const powers = logits.map((own) => own.reduce((sum, value) => sum + Math.exp(value - most), 0));
  const sum = powers.reduce((a, b) => a + b, 0);
  return { distribution: powers.map((power) => power / sum), renormalised: false };
}

function readOneOfTwo(
  cells: readonly string[],
  places: readonly (readonly number[])[],
  columns: readonly string[],
): RowDistribution | string {
  const [place] = places.flat();
  const cell = cells[place].trim();
  if (cell === '') return { distribution: null, renormalised: false };
  const p = decimal(cell);
  if (!(p >= 0 && p <= 1))
    return `The column "${columns[place]}" holds "${excerpt(cell)}"; a probability from 0 to 1 is expected.`;
  return { distribution: places.map((own) => (own.length > 0 ? p : 1 - p)), renormalised: false };
}

/**
 * A model may have labels that the people do not: where its rows sum to 1 only with columns that stand for no label,
 * leaving them out would pass its probability on to the others unseen.
 * @throws LabelMismatchError if that is so and the caller did not say what such a column stands for
 */
export function requireAllLabels(
  head: FileHead,
  numbers: readonly string[],
  matched: readonly MatchedQuestion[],
  options: PredictionOptions,
): void {
  if (matched.length !== 1) return;
  const [{ question, columns }] = matched;
  const used = columns.flat();
  const sampled = new SampledColumns(head);
  const said = new Set(Object.keys(options.labels ?? {}));
  const extra = numbers.filter(
    (name) => !used.includes(name) && !said.has(name) && sampled.isProbability(name),
  );
  if (extra.length === 0 || sampled.sumToOne(used) || !sampled.sumToOne([...used, ...extra])) return;
  const missing = question.labels.filter((_, place) => columns[place].length === 0);
  throw new LabelMismatchError(head.file.name, question, numbers, missing, extra);
}
