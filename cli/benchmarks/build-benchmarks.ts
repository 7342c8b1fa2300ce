/**
 * Builds the benchmarks that ship with the page from the data sets' own files and the models that ship, and puts them in the
 * place of those that are there: `npm run benchmarks -- --data FOLDER [--language-model-items N] [--answers FOLDER] [--only ID]
 * [--fresh]`. `--only` builds one of them and leaves the others as they are.
 *
 * What an annotator is known to have answered about a text, from the benchmarks that are there, is not asked again; `--fresh` forgets
 * what the models that ship answered. What was answered to a prompt that the page no longer asks with is forgotten too. `--answers` adds
 * what `ask-llama-server.ts` and `training/zero_shot` have written.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256 } from 'hash-wasm';
import { writeBenchmark } from '../../src/readers/benchmarks/benchmark-file.ts';
import { openBenchmark } from '../../src/readers/benchmarks/open-benchmark.ts';
import {
  SHIPPED_BENCHMARKS,
  type ShippedBenchmark,
} from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { readServedFile } from '../embedded-annotators.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { Predictions } from '../../src/judgments/predictions.ts';
import { isEmbedded } from '../../src/annotators/embedded-models.ts';
import { KnownAnswers } from './known-answers.ts';
import { readListedEmotions } from './listed-emotions.ts';
import { loadModels, makeBenchmark } from './make-benchmark.ts';
import { readLikelihoods } from './likelihoods.ts';
import { asksAsToday } from './prompts-of-today.ts';
import { readWordedAnswers } from './worded-answers.ts';
import { readDataset, RECIPES, type Recipe } from './recipes.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Relative to the page. */
const FOLDER = 'benchmarks';
/** Enough of a file's SHA-256 for a name that changes with the content. */
const NAME_DIGITS = 12;

/** What stands for a benchmark where answers are from a folder. */
const ANSWERS = '';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.DISSENSUS_DATA ?? '../shared/data' },
    'language-model-items': { type: 'string', default: 'Infinity' },
    answers: { type: 'string' },
    only: { type: 'string' },
    fresh: { type: 'boolean', default: false },
  },
});
const languageModelItems = Number(values['language-model-items']);
if (!(languageModelItems >= 1)) {
  console.error('--language-model-items takes a number of items, 1 or more.');
  process.exit(2);
}

const { only } = values;
const recipes = RECIPES.filter(({ id }) => only === undefined || id === only);
if (recipes.length === 0) {
  console.error(`--only takes one of ${RECIPES.map(({ id }) => id).join(', ')}.`);
  process.exit(2);
}

const known = new KnownAnswers();
for (const shipped of SHIPPED_BENCHMARKS) {
  const { dataset, models } = await openBenchmark(shipped, await readServedFile(shipped.path));
  const kept = [];
  for (const one of models) {
    const { annotator } = one.predictions;
    const forgotten = values.fresh && isEmbedded(annotator.model);
    if (!forgotten && (await asksAsToday(annotator))) kept.push(one);
  }
  await known.add(
    shipped.id,
    dataset,
    kept.map(({ predictions }) => predictions),
  );
}
const ready = await loadModels();
const files: { readonly name: string; readonly content: Uint8Array }[] = [];
const built: ShippedBenchmark[] = [];
const ingredients: { recipe: Recipe; dataset: Dataset; given: Predictions[] }[] = [];
for (const recipe of recipes) {
  const dataset = await readDataset(recipe, values.data);
  const given = await Promise.all(
    (recipe.answers ?? []).map((answers) => readListedEmotions(values.data, answers, dataset)),
  );
  // What is said of a text in one data set is said of it in all.
  await known.add(recipe.id, dataset, given);
  // They come along where they are about all that no model has seen, as known ones do.
  if (values.answers)
    for (const read of [readLikelihoods, readWordedAnswers])
      await known.add(ANSWERS, dataset, await read(values.answers, dataset));
  ingredients.push({ recipe, dataset, given });
}
for (const { recipe, dataset, given } of ingredients) {
  const benchmark = await makeBenchmark(recipe, dataset, ready, languageModelItems, { given, known });
  const content = writeBenchmark(benchmark);
  const digest = await sha256(content);
  const name = `${recipe.id}-${digest.slice(0, NAME_DIGITS)}.bin`;
  files.push({ name, content });
  const { files: _, ...about } = benchmark.about;
  built.push({
    ...about,
    path: `${FOLDER}/${name}`,
    bytes: content.byteLength,
    sha256: digest,
    items: benchmark.dataset.ids.length,
    views: recipe.views,
    // Stays if it is signed as it would be now.
    report: SHIPPED_BENCHMARKS.find(({ id }) => id === recipe.id)?.report,
    models: benchmark.models.map(({ predictions: { annotator, question, answered, missing }, seen }) => ({
      model: annotator.model,
      revision: annotator.revision,
      method: annotator.method.name,
      question: question.id,
      items: answered.reduce((sum, one) => sum + one, 0),
      failed: answered.reduce((sum, one, item) => sum + Number(one === 0 && missing?.[item] === 0), 0),
      seen,
    })),
  });
}

// Only when all of them are made: a run that fails leaves the old ones whole.
const folder = join(ROOT, 'public', FOLDER);
await mkdir(folder, { recursive: true });
const shipped = RECIPES.flatMap(({ id }) => {
  const one = built.find((each) => each.id === id) ?? SHIPPED_BENCHMARKS.find((each) => each.id === id);
  return one ? [one] : [];
});
const kept = new Set(shipped.map(({ path }) => basename(path)));
for (const file of await readdir(folder))
  if (file.endsWith('.bin') && !kept.has(file)) await rm(join(folder, file));
for (const { name, content } of files) await writeFile(join(folder, name), content);
const list = join(ROOT, 'src/readers/benchmarks/shipped-benchmarks.json');
await writeFile(list, `${JSON.stringify(shipped, null, 2)}\n`);
for (const { path, bytes, items } of built)
  console.log(`public/${FOLDER}/${basename(path)}: ${items} items, ${(bytes / 1e6).toFixed(2)} MB`);
// They read the list that was just written, so each begins again.
for (const next of ['build-reports.ts', 'build-finding.ts', 'build-claims.ts'])
  execFileSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, next)], { stdio: 'inherit' });
