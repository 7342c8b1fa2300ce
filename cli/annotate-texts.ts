import { annotate } from '../src/annotators/annotate.ts';
import { MemoryOutputStore } from '../src/annotators/memory-output-store.ts';
import { loadPredictions } from '../src/annotators/stored-predictions.ts';
import type { TextAnnotator } from '../src/annotators/text-annotator.ts';
import { textsHere } from '../src/jobs/own-texts.ts';
import type { Dataset } from '../src/judgments/dataset.ts';
import type { Predictions } from '../src/judgments/predictions.ts';
import type { EmbeddedAnnotators } from './embedded-annotators.ts';
import { NothingUsableError } from './nothing-usable-error.ts';
import { count, withProgress } from './progress-line.ts';

/** A run of the page belongs to a stored project; here there is one run and nothing is stored. */
const ONLY_PROJECT = 1;

/**
 * Asks a model about every text of a data set, with the rate and the time left on standard error.
 * The outputs take the page's way through 16-bit floats, so both analyse the same values.
 * @throws {NothingUsableError} if there are ids and no texts, or every answer of a model failed
 */
export async function annotateTexts(
  dataset: Pick<Dataset, 'texts' | 'withoutText' | 'questions'>,
  annotators: EmbeddedAnnotators,
): Promise<Predictions[]> {
  if (textsHere(dataset).length === 0)
    throw new NothingUsableError(
      'The files hold ids and no texts for a model to read. Name a file with the ids and the texts beside them.',
    );
  const predictions: Predictions[] = [];
  for (const annotator of await annotators.of(dataset.questions.map(({ question }) => question)))
    predictions.push(...(await annotateWith(annotator, dataset)));
  return predictions;
}

async function annotateWith(
  annotator: TextAnnotator,
  dataset: Pick<Dataset, 'texts' | 'withoutText'>,
): Promise<Predictions[]> {
  const store = new MemoryOutputStore();
  const { model, prompt } = annotator.annotator;
  const name = prompt ? `${model}, ${prompt.id}` : model;
  const began = performance.now();
  const { total, truncated, failed } = await withProgress((progress) =>
    annotate(annotator, textsHere(dataset), store, {
      project: ONLY_PROJECT,
      onProgress: ({ done, total, textsPerSecond, secondsLeft }) =>
        progress(
          `Annotating: ${done.toLocaleString('en')} of ${count(total, 'text')}` +
            (textsPerSecond === null ? '' : `, ${Math.round(textsPerSecond)} a second`) +
            (secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`),
        ),
    }),
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stderr.write(`${name}: ${count(total, 'text')} annotated in ${seconds} s\n`);
  if (truncated > 0)
    process.stderr.write(
      `  ${count(truncated, 'text')} lost the end, because the model cannot read that much\n`,
    );
  const predictions = await loadPredictions(dataset, annotator.annotator, store);
  if (predictions.every(({ answered }) => answered.every((answer) => answer === 0)))
    throw new NothingUsableError(
      `${name} gave no answer that can be used: ${count(failed, 'answer')} failed.`,
    );
  return predictions;
}
