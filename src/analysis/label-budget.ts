import { quantile } from './bootstrap.ts';
import { calibrate, columnOrders, flooredRows } from './calibration/calibrator.ts';
import type { CalibrationMethod } from './calibration/calibrator.ts';
import { FOR_ANSWERS } from './calibration/dirichlet.ts';
import { fitCalibrator } from './calibration/fit.ts';
import { trainingSet } from './calibration/training-set.ts';
import { chosenLabels } from './chosen-labels.ts';
import type { ChosenLabels } from './chosen-labels.ts';
import { jensenShannonTerm, PROBABILITY_FLOOR } from './divergence.ts';
import type { ItemFigures } from './item-figures.ts';
import type { Random } from './random.ts';
import type { CalibrationScore } from './report.ts';

/** Methods looked at: those that fit in an instant. Dirichlet calibration is the reference at full size only. */
export const BUDGET_METHODS: readonly CalibrationMethod[] = [
  'temperature',
  'isotonic',
  'prior correction',
  'crowd smoothing',
];

/** Held-out scores of one calibrator fitted to so many labelled items. */
export interface BudgetPoint {
  readonly labels: number;
  readonly method: CalibrationMethod;
  readonly score: CalibrationScore;
  /** Mean over draws of the mean over held-out items, and the central 95% of the draws. */
  readonly mean: number;
  readonly lo: number;
  readonly hi: number;
  /** The score less what it is without a calibrator on the same held-out items: mean and central 95% of the draws. */
  readonly change: { readonly mean: number; readonly lo: number; readonly hi: number };
}

/**
 * What labels are worth buying: for 10, 20, 50, 100, ... labelled items, `draws` times that many are drawn from the items of all folds but
 * one, every method is fitted to them and scored on the fold left out (each fold in turn).
 * @param scores those that these items support
 */
export function labelBudget(
  figures: ItemFigures,
  items: Uint32Array,
  fold: Uint8Array,
  folds: number,
  draws: number,
  scores: readonly CalibrationScore[],
  random: Random,
): BudgetPoint[] {
  const held = Array.from({ length: folds }, (_, out) => items.filter((item) => fold[item] === out));
  const others = Array.from({ length: folds }, (_, out) => items.filter((item) => fold[item] !== out));
  const most = Math.min(...others.map((pool) => pool.length));
  const points: BudgetPoint[] = [];
  const noInnerFold = new Uint8Array(fold.length);
  const floored = flooredRows(figures.used, figures.labels, items);
  const rows = new Float64Array(figures.model.length);
  const orders = held.map((some) => columnOrders(floored, some));
  const chosen = held.map((some) => chosenLabels(figures, some));
  const without = held.map((some, out) => meanScores(figures, chosen[out], figures.used, some));
  for (const labels of budgetSizes(most)) {
    const reached = new Map<string, Float64Array>();
    for (let draw = 0; draw < draws; draw++) {
      const out = draw % folds;
      const drawn = others[out].slice();
      random.shuffle(drawn, labels);
      const training = trainingSet(figures, floored, drawn.subarray(0, labels), noInnerFold);
      for (const method of BUDGET_METHODS) {
        const calibrator = fitCalibrator(method, training, FOR_ANSWERS);
        calibrate(calibrator, floored, held[out], rows, orders[out]);
        const means = meanScores(figures, chosen[out], rows, held[out]);
        for (const score of scores) {
          const key = `${method}/${score}`;
          const values = reached.get(key) ?? new Float64Array(draws);
          values[draw] = means[score];
          reached.set(key, values);
        }
      }
    }
    for (const method of BUDGET_METHODS) {
      for (const score of scores) {
        const values = reached.get(`${method}/${score}`)!;
        // Folds differ more than calibrators do: each draw is compared on its own fold.
        const changes = values.map((value, draw) => value - without[draw % folds][score]);
        points.push({ labels, method, score, ...centralOf(values), change: centralOf(changes) });
      }
    }
  }
  return points;
}

/** Mean and central 95%. */
function centralOf(values: Float64Array): { mean: number; lo: number; hi: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sorted = values.slice().sort();
  return { mean, lo: quantile(sorted, 0.025), hi: quantile(sorted, 0.975) };
}

/** 10, 20, 50, 100, ... up to `most`. */
export function budgetSizes(most: number): number[] {
  const sizes: number[] = [];
  for (let unit = 10; unit <= most; unit *= 10) {
    for (const times of [1, 2, 5]) if (unit * times <= most) sizes.push(unit * times);
  }
  return sizes;
}

/** Mean scores of calibrated rows, as `gapOfItem` has them: a label that nobody chose adds q/2 to the JSD, together ½ Σ q. */
function meanScores(
  { labels, pairProduct, unbiased }: ItemFigures,
  { start, label, share }: ChosenLabels,
  rows: Float64Array,
  items: Uint32Array,
): Record<CalibrationScore, number> {
  let jsd = 0;
  let squared = 0;
  let crossEntropy = 0;
  for (let place = 0; place < items.length; place++) {
    const item = items[place];
    const at = item * labels;
    let product = 0;
    let floored = 0;
    let divergence = 0.5;
    for (let c = at; c < at + labels; c++) {
      product += rows[c] * rows[c] - 2 * unbiased[c] * rows[c];
      floored += Math.max(rows[c], PROBABILITY_FLOOR);
    }
    const all = Math.log2(floored);
    for (let term = start[place]; term < start[place + 1]; term++) {
      const p = share[term];
      const q = rows[at + label[term]];
      divergence += jensenShannonTerm(p, q) - q / 2;
      crossEntropy -= p * (Math.log2(Math.max(q, PROBABILITY_FLOOR)) - all);
    }
    squared += pairProduct[item] + product;
    jsd += Math.min(Math.max(divergence, 0), 1);
  }
  const count = items.length;
  return { jsd: jsd / count, squared: squared / count, crossEntropy: crossEntropy / count };
}
