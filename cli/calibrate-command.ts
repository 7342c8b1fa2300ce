import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseCalibratorFile, type CalibratorFile } from '../src/analysis/calibration/calibrator-file.ts';
import { calibratedPredictions, isFittedFor } from '../src/analysis/calibration/fitted-calibrator.ts';
import type { FittedCalibrator } from '../src/analysis/calibration/fitted-calibrator.ts';
import { fittedCalibrator } from '../src/analysis/calibration/fit-to-people.ts';
import { methodName } from '../src/analysis/method-name.ts';
import type { ModelJudgments } from '../src/analysis/model-judgments.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import { hasLabels } from '../src/analysis/question-kinds.ts';
import { matches, studyQuestion } from '../src/analysis/study.ts';
import type { Predictions } from '../src/judgments/predictions.ts';
import { labelAlignment } from '../src/judgments/question.ts';
import { writeAnnotations } from '../src/writers/write-annotations.ts';
import type { ApplyArguments, FitArguments } from './commands.ts';
import { seenFiles } from './declared-seen.ts';
import { gatherJudgments } from './gather-judgments.ts';
import { InputError } from './input-error.ts';
import { NothingUsableError } from './nothing-usable-error.ts';
import { count } from './progress-line.ts';
import { namedFiles } from './reading-options.ts';
import { checkResultPaths, writeResult } from './result-file.ts';

/** Digits of a calibrator file's SHA-256 by which calibrated answers name it. */
const FILE_DIGITS = 16;

/** Fits a calibrator for every model and every question that people and it answered, and writes them as JSON. */
export async function fitCommand({
  files,
  models,
  predictions,
  method,
  seed,
  out,
  reading,
  seen,
}: FitArguments): Promise<void> {
  await checkResultPaths([out], [...files, ...predictions, ...seenFiles(seen), ...namedFiles(reading)]);
  const { dataset, judgments } = await gatherJudgments({ files, models, predictions, reading, seen });
  const calibrators: FittedCalibrator[] = [];
  for (const annotated of dataset.questions) {
    const answers = matches(dataset, annotated, judgments);
    if (!hasLabels(annotated)) {
      process.stderr.write(
        `${annotated.question.id}: no calibrator. It is answered with numbers, and a calibrator changes the shares of labels.\n`,
      );
      continue;
    }
    const study = studyQuestion(dataset, annotated, answers, { ...DEFAULT_SETTINGS, seed });
    for (const [place, { annotator }] of answers.entries()) {
      const model = study.models[place];
      const fit = fittedCalibrator(dataset, study, model, annotator, method);
      const which = `${annotator.model} (${methodName(annotator)}), ${annotated.question.id}`;
      if (typeof fit === 'string') {
        process.stderr.write(`${which}: no calibrator. ${fit}\n`);
        continue;
      }
      calibrators.push(fit);
      const [{ before, after }] = fit.fitted.scores;
      process.stderr.write(
        `${which}: ${fit.calibrator.method} on ${count(model.items.length, 'item')}, cross-entropy out of fold ` +
          `${before!.toFixed(4)} before and ${after!.toFixed(4)} bits after\n`,
      );
    }
  }
  if (calibrators.length === 0)
    throw new NothingUsableError(
      'There is nothing to calibrate: no question was answered by enough people and by a model. ' +
        'Name a file of people’s answers, and a model with --model or its answers with --predictions.',
    );
  const content: CalibratorFile = { version: 1, calibrators };
  await writeResult(out, new Blob([JSON.stringify(content, null, 1), '\n']));
}

/** Writes models' answers under the calibrators of a file, in the format of annotations. */
export async function applyCommand({
  files,
  models,
  predictions,
  calibrator: path,
  format,
  texts,
  out,
  reading,
}: ApplyArguments): Promise<void> {
  await checkResultPaths([out], [...files, ...predictions, path, ...namedFiles(reading)]);
  const { content, sha256 } = await readCalibrators(path);
  const asked = content.calibrators.map(({ question }) => question);
  const { dataset, judgments, prompts } = await gatherJudgments({
    files,
    models,
    predictions,
    asked,
    reading,
  });
  const name = basename(path);
  const calibrated = content.calibrators.flatMap((fitted) =>
    answersFor(fitted, content, judgments).map((one) => {
      process.stderr.write(
        `${one.annotator.model} (${methodName(one.annotator)}), ${fitted.question.id}: ` +
          `${fitted.calibrator.method} on ${count(
            one.answered.reduce((sum, answer) => sum + answer, 0),
            'text',
          )}\n`,
      );
      return calibratedPredictions(fitted, sha256.slice(0, FILE_DIGITS), one);
    }),
  );
  if (calibrated.length === 0)
    throw new NothingUsableError(
      `${name} holds calibrators for ${listed(content.calibrators.map(({ model, question }) => `${model} on ${question.name}`))}; ` +
        `the answers here are of ${listed(judgments.map(({ annotator, question }) => `${annotator.model} on ${question.name}`))}.`,
    );
  const fittedTo = new Set(
    content.calibrators.flatMap(({ fitted }) => fitted.files.map((file) => file.sha256)),
  );
  for (const source of dataset.sources)
    if (fittedTo.has(source.sha256))
      process.stderr.write(
        `${source.name}: the calibrators were fitted to this file, so figures for its texts flatter them\n`,
      );
  const annotations = {
    ids: dataset.ids,
    texts: texts ? dataset.texts : null,
    predictions: calibrated,
    prompts,
  };
  await writeResult(out, await writeAnnotations(format, annotations));
}

async function readCalibrators(path: string): Promise<{ content: CalibratorFile; sha256: string }> {
  const bytes = await readFile(path).catch((cause: Error) => {
    throw new InputError(`The calibrator ${path} cannot be read: ${cause.message}.`, { cause });
  });
  const content = parseCalibratorFile(bytes.toString('utf8'));
  if (typeof content === 'string') throw new InputError(`${path} cannot be used. ${content}`);
  return { content, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * The answers that a calibrator is for. Where the file is about one model and the answers are of one, they are taken for each other
 * whatever they are called: a file of predictions without names of models lends its own.
 */
function answersFor(
  fitted: FittedCalibrator,
  { calibrators }: CalibratorFile,
  judgments: readonly ModelJudgments[],
): Predictions[] {
  const named = judgments.filter((one) => isFittedFor(fitted, one));
  const alone =
    new Set(calibrators.map(({ model }) => model)).size === 1 &&
    new Set(judgments.map(({ annotator }) => annotator.model)).size === 1;
  if (named.length > 0 || !alone) return named;
  const other = judgments.filter((one) => labelAlignment(one.question, fitted.question) !== null);
  for (const { annotator } of other)
    process.stderr.write(
      `${annotator.model} is taken for ${fitted.model}, the only model in the calibrator\n`,
    );
  return other;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'no model' : [...new Set(names)].join(', ');
}
