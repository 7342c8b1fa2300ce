/**
 * Builds the benchmarks that ship with the page from the data sets' own files and the models that ship, and puts them in the
 * place of those that are there: `npm run benchmarks -- --data FOLDER [--language-model-items N]`.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256 } from 'hash-wasm';
import { writeBenchmark } from '../../src/readers/benchmarks/benchmark-file.ts';
import type { ShippedBenchmark } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { readInputs } from '../read-inputs.ts';
import { loadModels, makeBenchmark } from './make-benchmark.ts';
import { RECIPES } from './recipes.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Relative to the page. */
const FOLDER = 'benchmarks';
/** Enough of a file's SHA-256 for a name that changes with the content. */
const NAME_DIGITS = 12;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.DISSENSUS_DATA ?? '../shared/data' },
    'language-model-items': { type: 'string', default: 'Infinity' },
  },
});
const languageModelItems = Number(values['language-model-items']);
if (!(languageModelItems >= 1)) {
  console.error('--language-model-items takes a number of items, 1 or more.');
  process.exit(2);
}

const ready = await loadModels();
const files: { readonly name: string; readonly content: Uint8Array }[] = [];
const shipped: ShippedBenchmark[] = [];
for (const recipe of RECIPES) {
  const { dataset } = await readInputs(recipe.paths.map((path) => join(values.data, path)));
  const benchmark = await makeBenchmark(recipe, dataset!, ready, languageModelItems);
  const content = writeBenchmark(benchmark);
  const digest = await sha256(content);
  const name = `${recipe.id}-${digest.slice(0, NAME_DIGITS)}.bin`;
  files.push({ name, content });
  const { files: _, ...about } = benchmark.about;
  shipped.push({
    ...about,
    path: `${FOLDER}/${name}`,
    bytes: content.byteLength,
    sha256: digest,
    items: benchmark.dataset.ids.length,
    views: recipe.views,
    models: benchmark.models.map(({ predictions: { annotator, question, answered }, seen }) => ({
      model: annotator.model,
      revision: annotator.revision,
      method: annotator.method.name,
      question: question.id,
      items: answered.reduce((sum, one) => sum + one, 0),
      seen,
    })),
  });
}

// Only when all of them are made: a run that fails leaves the old ones whole.
const folder = join(ROOT, 'public', FOLDER);
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const { name, content } of files) await writeFile(join(folder, name), content);
const list = join(ROOT, 'src/readers/benchmarks/shipped-benchmarks.json');
await writeFile(list, `${JSON.stringify(shipped, null, 2)}\n`);
for (const { path, bytes, items } of shipped)
  console.log(`public/${FOLDER}/${basename(path)}: ${items} items, ${(bytes / 1e6).toFixed(2)} MB`);
// Both read the list that was just written, so they are loaded only now.
await import('./build-finding.ts');
await import('./build-reports.ts');
