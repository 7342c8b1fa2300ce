import { forEachResample, percentileInterval } from '../bootstrap.ts';
import { INNER_FOLDS } from '../calibration/dirichlet.ts';
import { calibratedOutOfFold } from '../calibration/cross-validate.ts';
import type { CalibrationFolds } from '../calibration/cross-validate.ts';
import type { CalibrationMethod } from '../calibration/calibrator.ts';
import { CALIBRATION_METHODS } from '../calibration/fit.ts';
import { dealFolds } from '../folds.ts';
import { figuresOf } from '../item-figures.ts';
import type { ItemFigures } from '../item-figures.ts';
import { meanOf, pick } from '../intervals.ts';
import { Random } from '../random.ts';
import { labelBudget } from '../label-budget.ts';
import type { CalibrationReport, CalibrationScore, LabelBudgetReport, Reasons } from '../report.ts';
import { FOLDS, stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';

/** What calibrators are judged by. */
export const CALIBRATION_SCORES: readonly CalibrationScore[] = ['crossEntropy', 'squared', 'jsd'];
/** Items without which nothing is fitted. */
export const FEWEST_LABELLED = 10;
/** Share of resamples with no gap left to reduce above which a reduction has no interval. */
const MOST_WITHOUT_GAP = 0.025;

/** A model with one calibrator, out of fold. */
export interface CalibratedModel {
  readonly method: CalibrationMethod;
  readonly figures: ItemFigures;
}

/** Folds for fitting to a study's items: the study's own, and three inside every training part. */
export function calibrationFolds(study: QuestionStudy, texts: readonly string[]): CalibrationFolds {
  const inner = dealFolds(texts, INNER_FOLDS, new Random(study.settings.seed, 'inner folds'));
  return { outer: study.fold, count: FOLDS, inner };
}

/** The model under each calibrator, each item by a fit that has not seen it; none where there are too few items. */
export function calibratedModels(
  study: QuestionStudy,
  model: ModelStudy,
  texts: readonly string[],
  methods: readonly CalibrationMethod[] = CALIBRATION_METHODS,
): CalibratedModel[] {
  const { figures, items } = model;
  if (items.length < FEWEST_LABELLED) return [];
  const rows = calibratedOutOfFold(methods, figures, items, calibrationFolds(study, texts));
  return methods.map((method, place) => ({
    method,
    figures: figuresOf(study.annotated.question, study.people, {
      model: rows[place],
      answered: flags(items, figures.answered.length),
      seen: figures.seen,
      samples: new Uint32Array(figures.answered.length),
    }),
  }));
}

/**
 * What each calibrator takes off the gap, in % of it, with an interval over held-out items (no refit). A sampled model is judged
 * here as the distribution it is used as, its sampling noise included, before and after alike.
 */
export function calibrationSection(
  study: QuestionStudy,
  model: ModelStudy,
  calibrated: readonly CalibratedModel[],
  reasons: Reasons,
): CalibrationReport[] {
  const { items } = model;
  if (calibrated.length === 0) {
    reasons.calibration = study.noGap ?? `Fewer than ${FEWEST_LABELLED} items are labelled.`;
    return [];
  }
  const before = asUsed(study, model);
  const scores = scoresFor(study, items);
  const columnsOf = (figures: ItemFigures) => scores.map((score) => pick(figures[score], items));
  const columns = [before, ...calibrated.map(({ figures }) => figures)].map(columnsOf);
  const { resamples } = study.settings;
  const sums = columns.map((group) => group.map(() => new Float64Array(resamples)));
  forEachResample(items.length, resamples, stream(study, 'calibration'), (drawn, resample) => {
    for (const [which, group] of columns.entries()) {
      for (const [score, column] of group.entries()) {
        let sum = 0;
        for (let row = 0; row < column.length; row++) sum += drawn[row] * column[row];
        sums[which][score][resample] = sum;
      }
    }
  });
  const rows: CalibrationReport[] = [];
  for (const [index, { method }] of calibrated.entries()) {
    for (const score of CALIBRATION_SCORES) {
      const place = scores.indexOf(score);
      const path = `calibration.${rows.length}`;
      if (place < 0) {
        reasons[path] = 'It needs two raters on every item, and items with one are let in.';
        rows.push({ method, score, before: null, after: null, reduction: null, lo: null, hi: null });
        continue;
      }
      const start = meanOf(columns[0][place]);
      const end = meanOf(columns[index + 1][place]);
      rows.push({
        method,
        score,
        before: start,
        after: end,
        ...reductionOf(start, end, sums[0][place], sums[index + 1][place], reasons, path),
      });
    }
  }
  return rows;
}

/** What calibrators reach with fewer labels. */
export function labelBudgetSection(
  study: QuestionStudy,
  model: ModelStudy,
  reasons: Reasons,
): LabelBudgetReport[] {
  const { settings, fold, noGap } = study;
  const { figures, items } = model;
  const scores = scoresFor(study, items);
  const rows = labelBudget(
    figures,
    items,
    fold,
    FOLDS,
    settings.budgetDraws,
    scores,
    stream(study, 'label budget'),
  );
  if (rows.length === 0)
    reasons.labelBudget = noGap ?? `Fewer than ${FEWEST_LABELLED} items are left to fit to.`;
  return rows;
}

/** The squared gap needs two raters on every item. */
function scoresFor({ people }: QuestionStudy, items: Uint32Array): readonly CalibrationScore[] {
  return CALIBRATION_SCORES.filter(
    (score) => score !== 'squared' || items.every((item) => people.raters[item] > 1),
  );
}

/** The model's figures with sampled distributions taken as they stand. */
function asUsed(study: QuestionStudy, { figures }: ModelStudy): ItemFigures {
  const { model, answered, seen } = figures;
  const samples = new Uint32Array(answered.length);
  return figuresOf(study.annotated.question, study.people, { model, answered, seen, samples });
}

function reductionOf(
  before: number,
  after: number,
  sumsBefore: Float64Array,
  sumsAfter: Float64Array,
  reasons: Reasons,
  path: string,
): Pick<CalibrationReport, 'reduction' | 'lo' | 'hi'> {
  const reduction = (start: number, end: number) => (100 * (start - end)) / start;
  const none = 'There is no gap by this score that could be reduced.';
  if (before <= 0) {
    for (const key of ['reduction', 'lo', 'hi']) reasons[`${path}.${key}`] = none;
    return { reduction: null, lo: null, hi: null };
  }
  const resampled = sumsBefore.map((start, resample) =>
    start > 0 ? reduction(start, sumsAfter[resample]) : NaN,
  );
  const values = resampled.filter(Number.isFinite);
  if (values.length < (1 - MOST_WITHOUT_GAP) * resampled.length) {
    for (const key of ['lo', 'hi'])
      reasons[`${path}.${key}`] = 'The gap before calibration cannot be told from none.';
    return { reduction: reduction(before, after), lo: null, hi: null };
  }
  return { reduction: reduction(before, after), ...percentileInterval(values) };
}

/** 1 at the given places. */
function flags(places: Uint32Array, length: number): Uint8Array {
  const set = new Uint8Array(length);
  for (const place of places) set[place] = 1;
  return set;
}
