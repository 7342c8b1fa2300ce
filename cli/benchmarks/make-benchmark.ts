import { withMeasuredTransparency } from '../../src/analysis/transparency/measured-transparency.ts';
import { EMBEDDED_MODELS, type EmbeddedModel } from '../../src/annotators/embedded-models.ts';
import { seenItems } from '../../src/annotators/seen-items.ts';
import type { TextAnnotator } from '../../src/annotators/text-annotator.ts';
import { annotatorKey, type Annotator } from '../../src/judgments/annotator.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { Predictions } from '../../src/judgments/predictions.ts';
import type { SourceFile } from '../../src/judgments/source-file.ts';
import { itemTextHashes } from '../../src/judgments/text-hash.ts';
import type { Benchmark, BenchmarkModel, BenchmarkSource } from '../../src/readers/benchmarks/benchmark.ts';
import { annotateTexts } from '../annotate-texts.ts';
import { loadEmbeddedAnnotators, readServedFile, type EmbeddedAnnotators } from '../embedded-annotators.ts';
import { atItems } from './at-items.ts';
import { KnownAnswers } from './known-answers.ts';
import type { Recipe } from './recipes.ts';

export interface ReadyModel {
  readonly kind: EmbeddedModel['kind'];
  readonly annotators: EmbeddedAnnotators;
}

/**
 * Loads every model that ships with the page.
 * @throws {ModelFileError} if a file is missing or altered
 */
export async function loadModels(): Promise<ReadyModel[]> {
  return await Promise.all(
    EMBEDDED_MODELS.map(async ({ model, kind }) => ({
      kind,
      annotators: await loadEmbeddedAnnotators(model),
    })),
  );
}

/** Answers that a benchmark has besides those that are asked for where it is built. */
export interface OtherAnswers {
  /** Of models that answered elsewhere, for the items of the data set. */
  readonly given: readonly Predictions[];
  /** Those of the benchmarks before: nothing of them is asked again. */
  readonly known: KnownAnswers;
}

const NO_OTHERS: OtherAnswers = { given: [], known: new KnownAnswers() };
/**
 * Share of the items that no model has seen, which a model has to have been asked about to come along from another benchmark: figures
 * over what all models were asked about would be over fewer items else.
 */
const KNOWN_SHARE = 0.9;

/**
 * Asks models about a data set, measures how far its words give categories away, and leaves the texts out.
 * @param languageModelItems items that a language model is asked about at the most, evenly spaced
 */
export async function makeBenchmark(
  { id, name, description, source, citation, licence }: Omit<Recipe, 'paths' | 'views'>,
  dataset: Dataset,
  ready: readonly ReadyModel[],
  languageModelItems: number,
  { given, known }: OtherAnswers = NO_OTHERS,
): Promise<Benchmark> {
  const answers: Predictions[] = [];
  const hashes = await itemTextHashes(dataset);
  for (const { kind, annotators } of ready) {
    const items = evenlySpaced(dataset.ids.length, kind === 'classifier' ? Infinity : languageModelItems);
    for (const annotator of await annotators.of(dataset.questions.map(({ question }) => question)))
      answers.push(...(await answersOf(annotator, dataset, items, hashes, known)));
  }
  answers.push(...given);
  const current = answers.map(({ annotator }) => annotator);
  for (const { annotator, benchmarks } of known.annotators()) {
    if (current.some((one) => asksAlike(one, annotator))) continue;
    for (const one of known.of(annotator, hashes)) {
      if (!dataset.questions.some(({ question }) => question.id === one.question.id)) continue;
      if (benchmarks.has(id) || (await shareOfUnseen(one, answers, dataset.ids)) >= KNOWN_SHARE)
        answers.push(one);
    }
  }
  const models: BenchmarkModel[] = [];
  for (const predictions of answers) {
    const { annotator, question } = predictions;
    const seen = await seenItems(annotator, question.id, dataset.ids, readServedFile);
    models.push({ predictions, seen: count(seen) });
  }
  return {
    about: {
      id,
      name,
      description,
      source,
      citation,
      licence,
      built: new Date().toISOString().slice(0, 10),
      files: dataset.sources.map(accountOf),
    },
    dataset: {
      ...withMeasuredTransparency(dataset),
      name,
      texts: await itemTextHashes(dataset),
      withoutText: new Uint8Array(dataset.ids.length).fill(1),
      sources: [],
    },
    models,
  };
}

/** Places of `most` items of `count`, the first among them. */
export function evenlySpaced(count: number, most: number): number[] {
  const wanted = Math.min(count, most);
  return Array.from({ length: wanted }, (_, place) => Math.floor((place * count) / wanted));
}

/** Whether two annotators are one model that is asked the same in the same way, of whatever version. */
function asksAlike(one: Annotator, other: Annotator): boolean {
  const bare = ({ prompt, ...rest }: Annotator) =>
    annotatorKey({
      ...rest,
      revision: '',
      dtype: '',
      ...(prompt && { prompt: { id: prompt.id, version: '' } }),
    });
  return bare(one) === bare(other);
}

/** Share of the items that no model has seen about which an annotator was asked. */
async function shareOfUnseen(
  { question, missing }: Predictions,
  all: readonly Predictions[],
  ids: readonly string[],
): Promise<number> {
  const seen = new Uint8Array(ids.length);
  for (const { annotator, question: other } of all)
    if (other.id === question.id)
      for (const [item, flag] of (await seenItems(annotator, question.id, ids, readServedFile)).entries())
        seen[item] |= flag;
  const unseen = ids.length - count(seen);
  const asked = seen.reduce((sum, flag, item) => sum + Number(flag === 0 && missing?.[item] !== 1), 0);
  return unseen === 0 ? 0 : asked / unseen;
}

/** A model's answers about some items: what is known of them, and what it is asked. */
async function answersOf(
  annotator: TextAnnotator,
  dataset: Dataset,
  items: readonly number[],
  hashes: readonly string[],
  known: KnownAnswers,
): Promise<Predictions[]> {
  const there = known.of(annotator.annotator, hashes);
  const whole = there.length === annotator.annotator.questions.length;
  const open = items.filter((item) => !whole || there.some(({ missing }) => missing![item]));
  if (open.length === 0) return there;
  const texts = open.map((item) => dataset.texts[item]);
  const answered = await annotateTexts({ ...dataset, texts }, { of: async () => [annotator] });
  return answered.map((answers, place) => {
    const spread = atItems(answers, open, dataset.ids.length);
    return whole ? together(there[place], spread) : spread;
  });
}

/** Answers of one annotator to one question, of which no item has two. */
function together(one: Predictions, other: Predictions): Predictions {
  const { annotator, question } = other;
  return {
    annotator,
    question,
    answered: one.answered.map((flag, item) => flag | other.answered[item]),
    missing: one.missing!.map((flag, item) => flag & other.missing![item]),
    distributions: one.distributions.map((share, at) => share + other.distributions[at]),
  };
}

function count(flags: Uint8Array): number {
  return flags.reduce((sum, one) => sum + one, 0);
}

function accountOf({ name, bytes, sha256, layout, rowsRead, skipped }: SourceFile): BenchmarkSource {
  return { name, bytes, sha256, layout, rowsRead, rowsSkipped: skipped.length };
}
