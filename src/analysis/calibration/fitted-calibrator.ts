import type { Annotator } from '../../judgments/annotator.ts';
import type { Predictions } from '../../judgments/predictions.ts';
import { labelAlignment } from '../../judgments/question.ts';
import type { LabelledQuestion } from '../../judgments/question.ts';
import { alignedDistributions } from '../item-figures.ts';
import type { CalibrationScore } from '../report.ts';
import { samplePrior, smoothedSamples } from '../sampled-answers.ts';
import type { SamplePrior } from '../sampled-answers.ts';
import { placesWhere } from '../study.ts';
import { calibrate, flooredRows } from './calibrator.ts';
import type { Calibrator } from './calibrator.ts';

/** A calibrator with all that must be known to apply it to other texts: what it was fitted for, and to whose answers. */
export interface FittedCalibrator {
  readonly model: string;
  readonly method: Annotator['method'];
  /** The prompt that the model was asked with; absent of one that is asked nothing. */
  readonly prompt?: Annotator['prompt'];
  /** What samples were taken with to be a distribution; absent where the answers were not sampled. */
  readonly samples?: SamplePrior;
  /** What people were asked; the calibrator's labels are in this order. */
  readonly question: LabelledQuestion;
  readonly calibrator: Calibrator;
  readonly fitted: {
    /** Items it was fitted to. */
    readonly items: number;
    /** Files those were in. */
    readonly files: readonly { readonly name: string; readonly sha256: string }[];
    readonly seed: number;
    /** Mean scores out of fold, without and with a calibrator of this kind; `null` where the people do not support one. */
    readonly scores: readonly {
      readonly score: CalibrationScore;
      readonly before: number | null;
      readonly after: number | null;
    }[];
  };
}

/** Whether a calibrator was fitted for answers such as these: the same model, asked the same way in the same words, about the same thing. */
export function isFittedFor(
  { model, method, prompt, question }: FittedCalibrator,
  predictions: Predictions,
): boolean {
  const { annotator } = predictions;
  return (
    annotator.model === model &&
    sameMethod(annotator.method, method) &&
    annotator.prompt?.id === prompt?.id &&
    annotator.prompt?.version === prompt?.version &&
    asksTheSame(predictions, question)
  );
}

/** Answers that are not in words of one question may be called otherwise: a file of probabilities has the name of its column. */
function asksTheSame({ question, annotator }: Predictions, fitted: LabelledQuestion): boolean {
  if (labelAlignment(question, fitted) === null) return false;
  const named = question.id === fitted.id || question.name.trim() === fitted.name.trim();
  return named || annotator.method.name === 'imported' || annotator.prompt === undefined;
}

/**
 * A model's distributions under a calibrator, in the label order of the people's question, as those of another annotator: the same
 * model, whose method says that it was calibrated, to whom, and by which file.
 * @param file the start of the calibrator file's SHA-256, or any name of it that no other has
 * @throws RangeError if the calibrator is for another question
 */
export function calibratedPredictions(
  { question, calibrator, samples: prior }: FittedCalibrator,
  file: string,
  predictions: Predictions,
): Predictions {
  const alignment = labelAlignment(predictions.question, question);
  if (!alignment) throw new RangeError(`The calibrator is for another question than "${question.name}".`);
  const labels = question.labels.length;
  const counted = alignedDistributions(predictions, alignment);
  const { samples = new Uint32Array(predictions.answered.length) } = predictions;
  const sampled = { model: counted, samples };
  // A calibrator is for samples as they were used when it was fitted.
  const rows = smoothedSamples(sampled, samplePrior(sampled) && (prior ?? samplePrior(sampled)));
  const items = placesWhere(Uint32Array.from(predictions.answered), (answered) => answered === 1);
  const calibrated = calibrate(calibrator, flooredRows(rows, labels, items), items);
  const { annotator } = predictions;
  const people = question.kind === 'ordinal' ? (question.group ?? question.id) : question.id;
  return {
    annotator: {
      ...annotator,
      method: {
        ...annotator.method,
        parameters: { ...annotator.method.parameters, calibratedTo: people, calibrators: file },
      },
    },
    // The model's own id of the question tells which of its items were in its training data.
    question: { ...question, id: predictions.question.id },
    answered: predictions.answered,
    ...(predictions.missing && { missing: predictions.missing }),
    distributions: Float32Array.from(calibrated),
  };
}

function sameMethod(a: Annotator['method'], b: Annotator['method']): boolean {
  const words = ({ name, parameters = {} }: Annotator['method']) =>
    JSON.stringify([name, ...Object.entries(parameters).sort(([x], [y]) => (x < y ? -1 : 1))]);
  return words(a) === words(b);
}
