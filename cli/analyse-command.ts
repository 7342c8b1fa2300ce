import { analyse } from '../src/analysis/analyse.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import { seenItems } from '../src/annotators/seen-items.ts';
import { annotatorKey } from '../src/judgments/annotator.ts';
import type { Dataset } from '../src/judgments/dataset.ts';
import type { Predictions } from '../src/judgments/predictions.ts';
import { joinAnnotations } from '../src/readers/annotations/join-annotations.ts';
import { textsOfAnnotations } from '../src/readers/annotations/texts-of-annotations.ts';
import type { ReadOutcome } from '../src/readers/read-files.ts';
import { annotateTexts } from './annotate-texts.ts';
import type { AnalyseArguments } from './arguments.ts';
import { loadEmbeddedClassifier, readServedFile } from './embedded-classifier.ts';
import { InputError } from './input-error.ts';
import { count } from './progress-line.ts';
import { readElsewhere, readInputs } from './read-inputs.ts';
import { checkResultPath, writeResult } from './result-file.ts';

/** Writes the report that the page shows, for the people's judgments in the files and the models asked for. */
export async function analyseCommand({
  files,
  model,
  predictions: elsewhere,
  out,
  seed,
  epsilon,
}: AnalyseArguments): Promise<void> {
  await checkResultPath(out);
  const outcome = await readInputs(files);
  const { annotations } = outcome;
  const dataset = outcome.dataset ?? textsOfAnnotations(annotations);
  const predictions = [
    ...joinImported(dataset, annotations),
    ...(outcome.predictions?.judgments ?? []),
    ...(elsewhere.length > 0 ? await readElsewhere(elsewhere, dataset) : []),
  ];
  if (dataset.questions.length === 0 && model === null && predictions.length === 0)
    throw new InputError(
      'The files hold texts alone: nobody has judged them and no model has. Name a file of answers, or a model with --model.',
    );
  if (model !== null) predictions.push(...(await askModel(dataset, model, predictions)));

  process.stderr.write('Comparing people and models\n');
  const judgments = await Promise.all(
    predictions.map(async (one) => ({
      ...one,
      seen: await seenItems(one.annotator, one.question.id, dataset.ids, readServedFile),
    })),
  );
  const report = await analyse(dataset, judgments, { ...DEFAULT_SETTINGS, seed, epsilon });
  await writeResult(out, new Blob([JSON.stringify(report, null, 2), '\n']));
}

function joinImported(dataset: Dataset, annotations: ReadOutcome['annotations']): Predictions[] {
  return annotations.map((imported) => {
    const { predictions, unmatched } = joinAnnotations(dataset, imported);
    if (unmatched.length > 0)
      process.stderr.write(
        `${imported.source.name}, question ${imported.question.id}: ${count(unmatched.length, 'row')} left out, ` +
          `because no item has the id and text, e.g. the id "${unmatched[0]}"\n`,
      );
    return predictions;
  });
}

async function askModel(
  dataset: Dataset,
  model: string,
  imported: readonly Predictions[],
): Promise<Predictions[]> {
  const classifier = await loadEmbeddedClassifier(model);
  const key = annotatorKey(classifier.annotator);
  if (imported.some(({ annotator }) => annotatorKey(annotator) === key))
    throw new InputError(`One of the files holds annotations of ${model}; leave out either it or --model.`);
  return annotateTexts(dataset, classifier);
}
