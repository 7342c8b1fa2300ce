import { withMeasuredTransparency } from '../../src/analysis/transparency/measured-transparency.ts';
import { EMBEDDED_MODELS, type EmbeddedModel } from '../../src/annotators/embedded-models.ts';
import { seenItems } from '../../src/annotators/seen-items.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { Predictions } from '../../src/judgments/predictions.ts';
import type { SourceFile } from '../../src/judgments/source-file.ts';
import { itemTextHashes } from '../../src/judgments/text-hash.ts';
import type { Benchmark, BenchmarkModel, BenchmarkSource } from '../../src/readers/benchmarks/benchmark.ts';
import { annotateTexts } from '../annotate-texts.ts';
import { loadEmbeddedAnnotators, readServedFile, type EmbeddedAnnotators } from '../embedded-annotators.ts';
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

/**
 * Asks models about a data set, measures how far its words give categories away, and leaves the texts out.
 * @param languageModelItems items that a language model is asked about at the most, evenly spaced
 */
export async function makeBenchmark(
  { id, name, description, source, citation, licence }: Recipe,
  dataset: Dataset,
  ready: readonly ReadyModel[],
  languageModelItems: number,
): Promise<Benchmark> {
  const models: BenchmarkModel[] = [];
  for (const { kind, annotators } of ready) {
    const items = evenlySpaced(dataset.ids.length, kind === 'classifier' ? Infinity : languageModelItems);
    const asked = { ...dataset, texts: items.map((item) => dataset.texts[item]) };
    for (const answers of await annotateTexts(asked, annotators)) {
      const predictions = atItems(answers, items, dataset.ids.length);
      const seen = await seenItems(
        predictions.annotator,
        predictions.question.id,
        dataset.ids,
        readServedFile,
      );
      models.push({ predictions, seen: seen.reduce((sum, one) => sum + one, 0) });
    }
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

/** Answers about some items as answers about all of them. */
function atItems(answers: Predictions, items: readonly number[], count: number): Predictions {
  const { annotator, question } = answers;
  const labels = question.labels.length;
  const answered = new Uint8Array(count);
  // An item that was not asked is missing, not failed.
  const missing = new Uint8Array(count).fill(1);
  const distributions = new Float32Array(count * labels);
  for (const [row, item] of items.entries()) {
    answered[item] = answers.answered[row];
    missing[item] = answers.missing?.[row] ?? 0;
    distributions.set(answers.distributions.subarray(row * labels, (row + 1) * labels), item * labels);
  }
  return { annotator, question, answered, missing, distributions };
}

function accountOf({ name, bytes, sha256, layout, rowsRead, skipped }: SourceFile): BenchmarkSource {
  return { name, bytes, sha256, layout, rowsRead, rowsSkipped: skipped.length };
}
