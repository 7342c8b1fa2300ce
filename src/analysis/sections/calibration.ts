import { forEachResample } from '../bootstrap.ts';
import { INNER_FOLDS } from '../calibration/dirichlet.ts';
import { calibratedOutOfFold } from '../calibration/cross-validate.ts';
import type { CalibrationFolds } from '../calibration/cross-validate.ts';
import type { CalibrationMethod } from '../calibration/calibrator.ts';
import { CALIBRATION_METHODS } from '../calibration/fit.ts';
import { dealFolds } from '../folds.ts';
import { withFailedAnswers } from '../failed-answers.ts';
import { figuresOf, GAP_MEASURES, gapOfItem } from '../item-figures.ts';
import type { ItemFigures } from '../item-figures.ts';
import { intervalOf, meanOf, pick } from '../intervals.ts';
import { fewRaters, raterSpreads } from '../rater-spread.ts';
import type { OtherRaters, RaterSpread } from '../rater-spread.ts';
import { foldMarginals } from '../reference-annotators.ts';
import { Random } from '../random.ts';
import { labelBudget } from '../label-budget.ts';
import type { CalibrationReport, CalibrationScore, LabelBudgetReport } from '../report.ts';
import { Section, sectionOf, sectionWithout } from '../section.ts';
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
  const isJudged = (item: number) => study.people.raters[item] > 0;
  const inner = dealFolds(texts, INNER_FOLDS, new Random(study.settings.seed, 'inner folds'), isJudged);
  return { outer: study.fold, count: FOLDS, inner };
}

/** The model under each calibrator, each item by a fit that has not seen it; none where there are too few items. */
export function calibratedModels(
  study: QuestionStudy,
  model: ModelStudy,
  texts: readonly string[],
  methods: readonly CalibrationMethod[] = CALIBRATION_METHODS,
): CalibratedModel[] {
  const { figures, answeredItems } = model;
  if (answeredItems.length < FEWEST_LABELLED) return [];
  const rows = calibratedOutOfFold(methods, figures, answeredItems, calibrationFolds(study, texts));
  return methods.map((method, place) => ({ method, figures: withFailures(study, model, rows[place]) }));
}

/** A model's figures with other distributions where it answered; no calibrator makes an answer of one that failed. */
function withFailures(study: QuestionStudy, model: ModelStudy, rows: Float64Array): ItemFigures {
  const { annotated, people, fold, rated } = study;
  const { figures, items, answeredItems } = model;
  const { seen, answered } = figures;
  const given = figuresOf(annotated.question, people, {
    model: rows,
    answered: flags(answeredItems, answered.length),
    seen,
    samples: new Uint32Array(answered.length),
  });
  const failed = items.filter((item) => answered[item] === 0);
  if (failed.length === 0) return given;
  const marginals = foldMarginals(people, rated, fold, FOLDS);
  return withFailedAnswers(annotated.question, given, answeredItems, failed, marginals, fold);
}

/**
 * What each calibrator takes off the gap, in % of it, with an interval over held-out items (no refit). A sampled model is judged
 * here as the distribution it is used as, before and after alike.
 */
export function calibrationSection(
  study: QuestionStudy,
  model: ModelStudy,
  calibrated: readonly CalibratedModel[],
): Section<readonly CalibrationReport[]> {
  const { items } = model;
  const { votes } = study.annotated;
  if (calibrated.length === 0)
    return sectionWithout([], study.noGap ?? `Fewer than ${FEWEST_LABELLED} items are labelled.`);
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
  const spreads = reductionSpreads(
    study,
    model,
    [before, ...calibrated.map(({ figures }) => figures)],
    scores,
  );
  const over = fewRaters(votes) ? ('items and raters' as const) : ('items only' as const);
  const rows = calibrated.flatMap(({ method }, index) =>
    CALIBRATION_SCORES.map((score): Section<CalibrationReport> => {
      const place = scores.indexOf(score);
      if (place < 0)
        return sectionWithout(
          { method, score, before: null, after: null, reduction: null, lo: null, hi: null, over },
          'It needs two raters on every item, and items with one are let in.',
        );
      const before = meanOf(columns[0][place]);
      const after = meanOf(columns[index + 1][place]);
      const { figures, reasons } = reductionOf(
        [before, after],
        [sums[0][place], sums[index + 1][place]],
        spreads?.[index * scores.length + place] ?? null,
      );
      return new Section({ method, score, before, after, ...figures, over }, reasons);
    }),
  );
  return sectionOf<readonly CalibrationReport[]>(rows);
}

/** What calibrators reach with fewer labels. */
export function labelBudgetSection(
  study: QuestionStudy,
  model: ModelStudy,
): Section<readonly LabelBudgetReport[]> {
  const { settings, fold, noGap } = study;
  const { figures, answeredItems: items } = model;
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
  return rows.length === 0
    ? sectionWithout(rows, noGap ?? `Fewer than ${FEWEST_LABELLED} items are left to fit to.`)
    : new Section(rows);
}

/** The squared gap needs two raters on every item. */
function scoresFor({ people }: QuestionStudy, items: Uint32Array): readonly CalibrationScore[] {
  return CALIBRATION_SCORES.filter(
    (score) => score !== 'squared' || items.every((item) => people.raters[item] > 1),
  );
}

/** The model's figures with sampled distributions as they are used. */
function asUsed(study: QuestionStudy, model: ModelStudy): ItemFigures {
  return withFailures(study, model, model.figures.used);
}

/**
 * What few raters add to each reduction, by calibrator and score: of 100 (before - after) / before as it moves with both means, to
 * the first order.
 */
function reductionSpreads(
  { annotated: { question, votes } }: QuestionStudy,
  { items }: ModelStudy,
  [before, ...calibrated]: readonly ItemFigures[],
  scores: readonly CalibrationScore[],
): (RaterSpread | null)[] | null {
  const { labels } = before;
  const places = scores.map((score) => GAP_MEASURES.indexOf(score));
  const means = [before, ...calibrated].map((figures) =>
    scores.map((score) => meanOf(pick(figures[score], items))),
  );
  const gap = new Float64Array(GAP_MEASURES.length);
  const scoresOf = (figures: ItemFigures, item: number, { human, pairProduct, entropy }: OtherRaters) => {
    const { model, used, modelProduct, answered } = figures;
    if (answered[item] === 0) return scores.map(() => 0);
    const answer = { model, used, modelProduct: modelProduct[item] };
    gapOfItem(question, { human, at: 0, pairProduct, entropy }, answer, item * labels, gap);
    return places.map((place) => gap[place]);
  };
  return raterSpreads(votes, labels, items, calibrated.length * scores.length, (item, others, out) => {
    const without = scoresOf(before, item, others);
    for (const [which, figures] of calibrated.entries()) {
      for (const [place, after] of scoresOf(figures, item, others).entries()) {
        const start = means[0][place];
        const end = means[which + 1][place];
        out[which * scores.length + place] = (100 * (end * without[place] - start * after)) / (start * start);
      }
    }
  });
}

function reductionOf(
  [before, after]: readonly [number, number],
  [sumsBefore, sumsAfter]: readonly [Float64Array, Float64Array],
  spread: RaterSpread | null,
): Section<Pick<CalibrationReport, 'reduction' | 'lo' | 'hi'>> {
  const reduction = (start: number, end: number) => (100 * (start - end)) / start;
  if (before <= 0) {
    const none = sectionWithout(null, 'There is no gap by this score that could be reduced.');
    return sectionOf({ reduction: none, lo: none, hi: none });
  }
  const resampled = sumsBefore.map((start, resample) =>
    start > 0 ? reduction(start, sumsAfter[resample]) : NaN,
  );
  const values = resampled.filter(Number.isFinite);
  if (values.length < (1 - MOST_WITHOUT_GAP) * resampled.length) {
    const none = sectionWithout(null, 'The gap before calibration cannot be told from none.');
    return sectionOf({ reduction: reduction(before, after), lo: none, hi: none });
  }
  const { mean, lo, hi } = intervalOf(reduction(before, after), values, spread);
  return new Section({ reduction: mean, lo, hi });
}

/** 1 at the given places. */
function flags(places: Uint32Array, length: number): Uint8Array {
  const set = new Uint8Array(length);
  for (const place of places) set[place] = 1;
  return set;
}
