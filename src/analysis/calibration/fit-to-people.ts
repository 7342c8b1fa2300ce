import type { Annotator } from '../../judgments/annotator.ts';
import type { Dataset } from '../../judgments/dataset.ts';
import { samplePrior } from '../sampled-answers.ts';
import { calibratedModels, calibrationFolds, calibrationSection } from '../sections/calibration.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';
import { leastCrossEntropy } from './calibrated-distributions.ts';
import { flooredRows } from './calibrator.ts';
import type { CalibrationMethod } from './calibrator.ts';
import { fitCalibrator } from './fit.ts';
import type { FittedCalibrator } from './fitted-calibrator.ts';
import { trainingSet } from './training-set.ts';

/** A calibrator as a file holds it: {@link fitToPeople}, with whose answers it is for and what it was fitted to. */
export function fittedCalibrator(
  { sources, texts }: Pick<Dataset, 'sources' | 'texts'>,
  study: QuestionStudy,
  model: ModelStudy,
  annotator: Annotator,
  method: CalibrationMethod | null,
): FittedCalibrator | string {
  const fit = fitToPeople(study, model, texts, method);
  if (typeof fit === 'string') return fit;
  const { question, calibrator, scores } = fit;
  const { prompt } = annotator;
  const samples = samplePrior(model.figures);
  const files = sources.map(({ name, sha256 }) => ({ name, sha256 }));
  return {
    model: annotator.model,
    method: annotator.method,
    ...(prompt && { prompt }),
    ...(samples && { samples }),
    question,
    calibrator,
    fitted: { items: model.answeredItems.length, files, seed: study.settings.seed, scores },
  };
}

/**
 * Fits a calibrator to all items of a model that people judged and that it has not seen in training.
 * @param method by default the one with the least cross-entropy out of fold
 * @returns what is to be kept of it; or why nothing can be fitted
 */
export function fitToPeople(
  study: QuestionStudy,
  model: ModelStudy,
  texts: readonly string[],
  method: CalibrationMethod | null,
):
  | (Pick<FittedCalibrator, 'calibrator' | 'question'> & { scores: FittedCalibrator['fitted']['scores'] })
  | string {
  const candidates = calibratedModels(study, model, texts, method === null ? undefined : [method]);
  const { figures: rows, reasons } = calibrationSection(study, model, candidates);
  if (candidates.length === 0) return reasons[''];
  const best = leastCrossEntropy(candidates, model);
  const { inner } = calibrationFolds(study, texts);
  const floored = flooredRows(model.figures.used, model.figures.labels, model.answeredItems);
  return {
    question: study.annotated.question,
    calibrator: fitCalibrator(best.method, trainingSet(model.figures, floored, model.answeredItems, inner)),
    scores: rows
      .filter((row) => row.method === best.method)
      .map(({ score: name, before, after }) => ({ score: name, before, after })),
  };
}
