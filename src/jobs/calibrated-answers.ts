import { sha256 } from 'hash-wasm';
import { parseCalibratorFile } from '../analysis/calibration/calibrator-file.ts';
import { calibratedPredictions, isFittedFor } from '../analysis/calibration/fitted-calibrator.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Predictions } from '../judgments/predictions.ts';
import { labelAlignment } from '../judgments/question.ts';

/** Digits of a calibrator file's SHA-256 by which calibrated answers name it, as the command line does. */
const FILE_DIGITS = 16;

/** A file of calibrators cannot be applied; the message says why. */
export class CalibratorFileError extends Error {
  override readonly name = 'CalibratorFileError';
}

/**
 * The answers that the calibrators of a file are for, calibrated.
 * @throws CalibratorFileError if there are none, or if a calibrator was fitted to these very texts
 */
export async function calibratedAnswers(
  file: File,
  { sources }: Pick<Dataset, 'sources'>,
  predictions: readonly Predictions[],
): Promise<Predictions[]> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const content = parseCalibratorFile(new TextDecoder().decode(bytes));
  if (typeof content === 'string') throw new CalibratorFileError(`${file.name} cannot be used. ${content}`);
  const { calibrators } = content;
  const own = sources.find((own) =>
    calibrators.some(({ fitted }) => fitted.files.some((source) => source.sha256 === own.sha256)),
  );
  if (own)
    throw new CalibratorFileError(
      `${file.name} was fitted to ${own.name}, which is among these texts: figures under it would flatter it. What it does to texts it was not fitted to is in the charts above.`,
    );
  const digest = await sha256(bytes);
  const calibrated = calibrators.flatMap((fitted) =>
    predictions
      .filter((one) => isFittedFor(fitted, one))
      .map((one) => calibratedPredictions(fitted, digest.slice(0, FILE_DIGITS), one)),
  );
  if (calibrated.length > 0) return calibrated;
  const other = calibrators.flatMap((fitted) =>
    predictions
      .filter(
        ({ annotator, question }) =>
          annotator.model === fitted.model && labelAlignment(question, fitted.question) === null,
      )
      .map(({ question }) => ({ fitted, question })),
  )[0];
  if (other)
    throw new CalibratorFileError(
      `${file.name} is for answers of ${other.fitted.model} with the labels ${other.fitted.question.labels.join(', ')}; here it answered with ${other.question.labels.join(', ') || 'numbers'}. Name the labels in its file as they are there and open it again.`,
    );
  const made = [...new Set(calibrators.map(({ model, question }) => `${model} on ${question.name}`))];
  throw new CalibratorFileError(
    `${file.name} holds calibrators for ${made.join(', ')}; no model here has answered that in the same way. Annotate the texts with that model first.`,
  );
}
