import { withDeclaredSeen } from '../src/analysis/declared-seen.ts';
import type { ModelJudgments } from '../src/analysis/model-judgments.ts';
import { seenItems } from '../src/annotators/seen-items.ts';
import { annotatorKey } from '../src/judgments/annotator.ts';
import type { AnnotatedQuestion, Dataset } from '../src/judgments/dataset.ts';
import type { SourceFile } from '../src/judgments/source-file.ts';
import type { Predictions } from '../src/judgments/predictions.ts';
import type { ImportedAnnotations } from '../src/readers/annotations/imported-annotations.ts';
import { VotesBuilder } from '../src/judgments/votes.ts';
import { requireUnaltered } from '../src/jobs/keep-brought-prompts.ts';
import { joinAnnotations } from '../src/readers/annotations/join-annotations.ts';
import { textsOfAnnotations } from '../src/readers/annotations/texts-of-annotations.ts';
import { asStored } from '../src/store/answers-from-file.ts';
import type { PromptInFile } from '../src/files/prompt-in-file.ts';
import { annotateTexts } from './annotate-texts.ts';
import { loadEmbeddedAnnotators, readServedFile } from './embedded-annotators.ts';
import { declaredSeen, type SaidSeen } from './declared-seen.ts';
import { InputError } from './input-error.ts';
import { count } from './progress-line.ts';
import { readElsewhere, readInputs } from './read-inputs.ts';
import { shippedPrompts } from './shipped-prompts.ts';
import { loadOptions, type ReadingOptions } from './reading-options.ts';

/** What a command is to work on. */
export interface WantedJudgments {
  readonly files: readonly string[];
  /** Ids of embedded models to ask. */
  readonly models: readonly string[];
  /** Files of models' answers that were made elsewhere. */
  readonly predictions: readonly string[];
  /** How the files are read, where they do not say it themselves. */
  readonly reading?: ReadingOptions;
  /** What models are said to have been trained on. */
  readonly seen?: SaidSeen;
  /** Questions that answers from elsewhere may be to, where the texts have none that people answered. */
  readonly asked?: readonly AnnotatedQuestion['question'][];
}

/** People's answers and models' answers to the same texts; the data set names all files, those of the models too. */
export interface GatheredJudgments {
  readonly dataset: Dataset;
  readonly judgments: readonly ModelJudgments[];
  /** What models were asked with, as far as the files say it or it comes with Dissensus. */
  readonly prompts: readonly PromptInFile[];
}

/**
 * Reads people's and models' answers and asks the models that are wanted.
 * @throws {InputError} if a file is not there, a model's answers come twice, or what models have seen is said of
 * none of them; UnreadableFileError if a file cannot be used
 */
export async function gatherJudgments(wanted: WantedJudgments): Promise<GatheredJudgments> {
  const options = await loadOptions(wanted.reading);
  const outcome = await readInputs(wanted.files, options);
  const dataset = outcome.dataset ?? textsOfAnnotations(outcome.annotations);
  const elsewhere = await readElsewhere(
    wanted.predictions,
    withQuestions(dataset, wanted.asked ?? []),
    options.predictions,
  );
  const annotations = [...outcome.annotations, ...elsewhere.annotations];
  for (const { source, prompt } of annotations) if (prompt) await requireUnaltered(source.name, prompt);
  const brought: Predictions[] = [
    ...(outcome.predictions?.judgments ?? []),
    ...(elsewhere.predictions?.judgments ?? []),
    ...joinImported(dataset, annotations),
  ];
  // Before a model is asked, which may take hours.
  const models = [...brought.map(({ annotator }) => annotator.model), ...wanted.models];
  const declared = wanted.seen ? await declaredSeen(wanted.seen, dataset, models) : [];
  const asked: Predictions[] = [];
  for (const model of new Set(wanted.models))
    asked.push(...(await askModel(dataset, model, [...brought, ...asked])));
  // In the order of the page.
  const predictions = [...asked, ...brought];
  const sources = new Set<SourceFile>([
    ...dataset.sources,
    ...annotations.map(({ source }) => source),
    ...(outcome.predictions?.sources ?? []),
    ...(elsewhere.predictions?.sources ?? []),
  ]);
  const judgments = await Promise.all(
    predictions.map(async (one) => ({
      ...one,
      seen: await seenItems(one.annotator, one.question.id, dataset.ids, readServedFile),
    })),
  );
  return {
    dataset: { ...dataset, sources: [...sources] },
    judgments: withDeclaredSeen(judgments, dataset.ids, declared),
    prompts: [...annotations.flatMap(({ prompt }) => prompt ?? []), ...(await shippedPrompts(asked))],
  };
}

/** The data set, with questions that nobody has answered yet where it has none. */
function withQuestions(dataset: Dataset, asked: readonly AnnotatedQuestion['question'][]): Dataset {
  if (dataset.questions.length > 0) return dataset;
  const votes = new VotesBuilder().build(dataset.ids.length);
  return { ...dataset, questions: asked.map((question) => ({ question, votes, origin: 'raters' })) };
}

function joinImported(dataset: Dataset, annotations: readonly ImportedAnnotations[]): Predictions[] {
  return annotations.map((imported) => {
    const { predictions, unmatched } = joinAnnotations(dataset, imported);
    if (unmatched.length > 0)
      process.stderr.write(
        `${imported.source.name}, question ${imported.question.id}: ${count(unmatched.length, 'row')} left out, ` +
          `because no item has the id and text, e.g. the id "${unmatched[0]}"\n`,
      );
    // As the page keeps them.
    return asStored(predictions);
  });
}

async function askModel(
  dataset: Dataset,
  model: string,
  imported: readonly Predictions[],
): Promise<Predictions[]> {
  const annotators = await loadEmbeddedAnnotators(model);
  const known = new Set(imported.map(({ annotator }) => annotatorKey(annotator)));
  for (const { annotator } of await annotators.of(dataset.questions.map(({ question }) => question)))
    if (known.has(annotatorKey(annotator)))
      throw new InputError(`One of the files holds annotations of ${model}; leave out either it or --model.`);
  return annotateTexts(dataset, annotators);
}
