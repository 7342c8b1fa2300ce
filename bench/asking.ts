/**
 * How fast label likelihood answers about 28 emotions: against one pass for each label without a cache, against
 * transformers.js drawing 20 answers, and against the floor, one bare pass over each text's own tokens; in Node and in
 * Chromium, on one thread. `npm run bench:asking` writes the ratios to bench/RESULTS.md.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { env } from '@huggingface/transformers';
import * as ort from 'onnxruntime-node';
import { build } from 'vite';
import { EMBEDDED_MODELS } from '../src/annotators/embedded-models.ts';
import { languageModelFolders, modelFolder } from '../test/annotators/models.ts';
import { launchChromium } from '../test/browser/harness/chromium.ts';
import { serveFolder } from '../test/browser/harness/server.ts';
import { dataFolder } from '../test/data.ts';
import { askingRates, type AskingRates } from './asking-rates.ts';
// For the type of `globalThis.asking`.
import type {} from './asking-page/page.ts';
import type { BenchedModel } from './benched-models.ts';
import { writeSection } from './results-file.ts';
import { samplingSeconds } from './sampling-rate.ts';

const PROJECT = resolve(import.meta.dirname, '..');
const PAGE = 'bench/asking-page/index.html';
const TEXTS = 200;
/** The slow ways are timed on so many of the texts, evenly spaced, and their seconds taken for all. */
const PEER_TEXTS = 40;

if (!dataFolder) throw new Error('The texts are GoEmotions’ dev.tsv, which is not here: set DISSENSUS_DATA.');
const lines = (await readFile(join(dataFolder, 'goemotions/dev.tsv'), 'utf8')).split('\n');
const texts = [...new Set(lines.map((line) => line.split('\t')[0]))].slice(0, TEXTS);
const some = Array.from({ length: PEER_TEXTS }, (_, at) => texts[Math.floor((at * TEXTS) / PEER_TEXTS)]);

interface Measured extends AskingRates {
  readonly sampling: number;
}

const models = languageModelFolders.map(({ name, folder, dtype }) => {
  const embedded = EMBEDDED_MODELS.find(({ model }) => model === name);
  const weights = dtype === 'q4' ? 'onnx/model_q4.onnx' : 'onnx/model.onnx';
  const benched: BenchedModel = {
    name: folder.split('/').filter(Boolean).at(-1)!,
    dtype: dtype as BenchedModel['dtype'],
    weights,
  };
  return {
    title: embedded ? `${name} (${embedded.revision}, ${dtype})` : `${name} (${dtype})`,
    folder,
    benched,
  };
});

async function inNode({ folder, benched }: (typeof models)[number]): Promise<Measured> {
  const options = { intraOpNumThreads: 1 };
  const rates = await askingRates(benched, modelFolder(folder), ort, options, texts, PEER_TEXTS);
  env.allowRemoteModels = false;
  env.localModelPath = `${resolve(folder, '..')}/`;
  const sampling = await samplingSeconds(benched, rates.longestWord + 1, some);
  return { ...rates, sampling: (sampling * TEXTS) / PEER_TEXTS };
}

async function inChromium({ folder, benched }: (typeof models)[number], site: string): Promise<Measured> {
  const server = await serveFolder(site);
  const browser = await launchChromium();
  const prefix = `/benched-models/${benched.name}/`;
  await browser.route(`**${prefix}**`, (route) =>
    route.fulfill({ path: join(folder, new URL(route.request().url()).pathname.split(prefix)[1]) }),
  );
  // A page can hold one build of ONNX Runtime, and transformers.js brings its own.
  const open = async () => {
    const tab = await browser.newPage();
    await tab.goto(server.url + PAGE);
    await tab.waitForFunction(() => 'asking' in globalThis);
    return tab;
  };
  const first = await open();
  const rates = await first.evaluate((call) => asking.rates(...call), [benched, texts, PEER_TEXTS] as const);
  await first.close();
  const second = await open();
  const sampling = await second.evaluate((call) => asking.sampling(...call), [
    benched,
    rates.longestWord + 1,
    some,
  ] as const);
  await browser.close();
  await server.stop();
  return { ...rates, sampling: (sampling * TEXTS) / PEER_TEXTS };
}

const site = await mkdtemp(join(tmpdir(), 'dissensus-asking-bench-'));
await build({
  root: PROJECT,
  configFile: join(PROJECT, 'vite.config.ts'),
  logLevel: 'error',
  build: { outDir: site, emptyOutDir: true, rollupOptions: { input: join(PROJECT, PAGE) } },
});
const load = loadavg()[0].toFixed(1);
const rows: string[] = [];
for (const model of models)
  for (const [where, measure] of [
    ['Node', inNode],
    ['Chromium', inChromium],
  ] as const) {
    const { ours, floorAlone, floorTogether, naive, sampling, difference } = await measure(model, site);
    const row = [
      model.title,
      where,
      (TEXTS / ours).toFixed(1),
      `${(naive / ours).toFixed(1)}x`,
      `${(sampling / ours).toFixed(1)}x`,
      (ours / floorAlone).toFixed(2),
      (ours / floorTogether).toFixed(2),
      difference.toExponential(0),
    ];
    console.log(row.join('  '));
    rows.push(`| ${row.join(' | ')} |`);
  }
await rm(site, { recursive: true });

await writeSection(
  'Asking a language model',
  `Written by \`npm run bench:asking\`. Label likelihood over 28 emotions with a word for each, ${TEXTS} texts of GoEmotions' dev
split, one thread, ${cpus()[0].model.trim()}, Node ${process.versions.node}; load average at the start ${load}.

- (a) is one pass for each label over the whole prompt, without a cache; its log-probabilities differ from ours by the last
  column at the most.
- (b) is transformers.js's \`pipeline('text-generation')\` drawing 20 answers to each text in one batch, of as many tokens as
  the longest word has and one more.
- The floor is one bare pass over each text's own tokens with the beginning of the prompt cached: a text at a time, and
  texts of one length together.

(a) and (b) are timed on ${PEER_TEXTS} of the texts, evenly spaced.

| model | where | texts/s | faster than (a) | faster than (b) | ours / floor, one by one | ours / floor, together | difference |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}`,
);
