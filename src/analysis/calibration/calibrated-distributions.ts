import { meanOf, pick } from '../intervals.ts';
import type { CalibratedModel } from '../sections/calibration.ts';
import { calibratedModels, calibrationFolds, FEWEST_LABELLED } from '../sections/calibration.ts';
import { placesWhere } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';
import { calibrate, flooredRows } from './calibrator.ts';
import type { CalibrationMethod } from './calibrator.ts';
import { fitCalibrator } from './fit.ts';
import { trainingSet } from './training-set.ts';

/** A model's distributions under the calibrator that suits it best, for every item that it answered. */
export interface CalibratedDistributions {
  readonly method: CalibrationMethod;
  /** Items x labels in the order of the people's labels; zero where the model gave no answer. */
  readonly distributions: Float64Array;
  /**
   * 1 where the calibrator was fitted to the items of the other folds: items that people judged and that the model has not seen.
   * All others have that fitted to all of these.
   */
  readonly crossFitted: Uint8Array;
}

/**
 * Calibrates a model's answers to all items, judged by people or not, so that none is by a fit that has seen its votes.
 * @returns why that cannot be done, where it cannot
 */
export function calibratedDistributions(
  study: QuestionStudy,
  model: ModelStudy,
  texts: readonly string[],
): CalibratedDistributions | string {
  const { figures, answeredItems } = model;
  const candidates = calibratedModels(study, model, texts);
  if (candidates.length === 0)
    return study.noGap ?? `Fewer than ${FEWEST_LABELLED} texts that people judged have an answer.`;
  const { method, figures: judged } = leastCrossEntropy(candidates, model);
  const { labels } = figures;
  const distributions = new Float64Array(figures.model.length);
  const crossFitted = new Uint8Array(figures.answered.length);
  for (const item of answeredItems) {
    crossFitted[item] = 1;
    distributions.set(judged.model.subarray(item * labels, (item + 1) * labels), item * labels);
  }
  const others = placesWhere(
    Uint32Array.from(figures.answered, (answered, item) => (answered && !crossFitted[item] ? 1 : 0)),
    (wanted) => wanted === 1,
  );
  if (others.length > 0) {
    const floored = flooredRows(figures.used, labels, answeredItems);
    const { inner } = calibrationFolds(study, texts);
    const calibrator = fitCalibrator(method, trainingSet(figures, floored, answeredItems, inner));
    calibrate(calibrator, flooredRows(figures.used, labels, others), others, distributions);
  }
  return { method, distributions, crossFitted };
}

/** The calibrator under which a model has the least mean cross-entropy out of fold; the first of equal ones. */
export function leastCrossEntropy(
  candidates: readonly CalibratedModel[],
  { items }: Pick<ModelStudy, 'items'>,
): CalibratedModel {
  const score = ({ figures }: CalibratedModel) => meanOf(pick(figures.crossEntropy, items));
  return candidates.reduce((least, one) => (score(one) < score(least) ? one : least));
}
