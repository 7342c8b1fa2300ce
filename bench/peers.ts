/**
 * How fast the embedded classifier annotates in Chromium, as ratios: to transformers.js a text at a time and batched by
 * length, on the build of ONNX Runtime that its documentation installs and on the plain one, and to native ONNX Runtime
 * with the same threads. `npm run bench:peers` writes them to bench/RESULTS.md.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median } from 'd3';
import * as ort from 'onnxruntime-node';
import { build } from 'vite';
import { annotate } from '../src/annotators/annotate.ts';
import { loadClassifier } from '../src/annotators/classifier.ts';
import { EMBEDDED_MODELS } from '../src/annotators/embedded-models.ts';
import { MemoryOutputStore } from '../src/annotators/memory-output-store.ts';
import { launchChromium } from '../test/browser/harness/chromium.ts';
import { serveFolder } from '../test/browser/harness/server.ts';
import { dataFolder } from '../test/data.ts';
// For the type of `globalThis.peers`.
import type { PeerBuild } from './peers-page/page.ts';
import { writeSection } from './results-file.ts';

const PROJECT = resolve(import.meta.dirname, '..');
const PAGE = 'bench/peers-page/index.html';
const ROUNDS = 5;
const TEXTS = 500;
/** The slow ways are timed on so many of the texts in a round, others in each. */
const FEW_TEXTS = 100;
const [MODEL] = EMBEDDED_MODELS;

if (!dataFolder) throw new Error('The texts are GoEmotions’ dev.tsv, which is not here: set DISSENSUS_DATA.');
const lines = (await readFile(join(dataFolder, 'goemotions/dev.tsv'), 'utf8')).split('\n');
const texts = [...new Set(lines.map((line) => line.split('\t')[0]))].slice(0, TEXTS);

const site = await mkdtemp(join(tmpdir(), 'dissensus-peers-'));
await build({
  root: PROJECT,
  configFile: join(PROJECT, 'vite.config.ts'),
  logLevel: 'error',
  build: { outDir: site, emptyOutDir: true, rollupOptions: { input: join(PROJECT, PAGE) } },
});
const server = await serveFolder(site, { isolated: true });
const browser = await launchChromium();
const load = loadavg()[0].toFixed(1);

/** A page can hold one build of ONNX Runtime, with one number of threads. */
async function open() {
  const tab = await browser.newPage();
  await tab.goto(server.url + PAGE);
  await tab.waitForFunction(() => 'peers' in globalThis);
  return tab;
}

const WAYS = ['ours', 'native', 'asyncifyAlone', 'asyncifyBatched', 'plainAlone', 'plainBatched'] as const;
type Rates = Record<(typeof WAYS)[number], number>;

async function measure(threads: number): Promise<Rates[]> {
  const ours = await open();
  await ours.evaluate((count) => peers.loadOurs(count), threads);
  const peer = async (build: PeerBuild) => {
    const tab = await open();
    await tab.evaluate((call) => peers.loadPeer(...call), [build, threads] as const);
    return tab;
  };
  const [asyncify, plain] = [await peer('asyncify'), await peer('plain')];
  const read = (path: string) => readFile(join(PROJECT, 'public', MODEL.folder, path));
  const native = await loadClassifier(MODEL, read, ort, { intraOpNumThreads: threads });
  const rounds: Rates[] = [];
  // Turn by turn, so that whatever else the machine does meets all of them; the first round only warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    const start = Math.floor((round * (TEXTS - FEW_TEXTS)) / ROUNDS);
    const few = texts.slice(start, start + FEW_TEXTS);
    const began = performance.now();
    await annotate(native, texts, new MemoryOutputStore(), { project: 1 });
    const rates: Rates = {
      native: (1000 * TEXTS) / (performance.now() - began),
      ours: await ours.evaluate((some) => peers.annotate(some), texts),
      asyncifyAlone: await asyncify.evaluate((some) => peers.oneByOne(some), few),
      asyncifyBatched: await asyncify.evaluate((some) => peers.inBatches(some), texts),
      plainAlone: await plain.evaluate((some) => peers.oneByOne(some), few),
      plainBatched: await plain.evaluate((some) => peers.inBatches(some), texts),
    };
    if (round > 0) rounds.push(rates);
  }
  for (const tab of [ours, asyncify, plain]) await tab.close();
  return rounds;
}

const rows: string[] = [];
for (const threads of [1, 2]) {
  const rounds = await measure(threads);
  const ratio = (of: (rates: Rates) => number) => (median(rounds.map(of)) ?? NaN).toFixed(2);
  const row = [
    String(threads),
    ...WAYS.map((way) => (median(rounds.map((rates) => rates[way])) ?? NaN).toFixed(0)),
    ratio(({ ours, asyncifyAlone }) => ours / asyncifyAlone),
    ratio(({ ours, asyncifyBatched, plainBatched }) => ours / Math.max(asyncifyBatched, plainBatched)),
    ratio(({ ours, native }) => ours / native),
  ];
  console.log(row.join('  '));
  rows.push(`| ${row.join(' | ')} |`);
}
await browser.close();
await server.stop();
await rm(site, { recursive: true });

await writeSection(
  'Annotating against peers',
  `Written by \`npm run bench:peers\`. ${MODEL.model} (${MODEL.revision}), ${TEXTS.toLocaleString('en')} texts of GoEmotions' dev
split, in Chromium, ${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.versions.node}; load average from ${load} to ${loadavg()[0].toFixed(1)}.

Texts a second, medians of ${ROUNDS} rounds, in each of which every way takes its turn on the same model file. transformers.js is
its \`pipeline('text-classification')\`: a text at a time (on ${FEW_TEXTS} texts of a round), and 32 texts of like length together;
*asyncify* is the build of ONNX Runtime that its documentation installs, *plain* the one without WebGPU, which is ours too.
*threads* is workers of one thread each for ours, threads for the others. Each ratio is the median of the rounds' ratios. The aims: 8, 3 and 0.25.

| threads | ours | native | asyncify, one by one | asyncify, batched | plain, one by one | plain, batched | ours / asyncify one by one | ours / better of the batched | ours / native |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}`,
);
