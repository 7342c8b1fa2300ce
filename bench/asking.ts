/**
 * How fast label likelihood answers about 28 emotions: against one pass for each label without a cache, against
 * transformers.js drawing 20 answers, and against the floor, one bare pass over each text's own tokens; in Node and in
 * Chromium, on one thread. `npm run bench:asking` writes the ratios to bench/RESULTS.md.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { env } from '@huggingface/transformers';
import { median } from 'd3';
import * as ort from 'onnxruntime-node';
import { build } from 'vite';
import { EMBEDDED_MODELS } from '../src/annotators/embedded-models.ts';
import { languageModelFolders, modelFolder } from '../test/annotators/models.ts';
import { launchChromium } from '../test/browser/harness/chromium.ts';
import { serveFolder } from '../test/browser/harness/server.ts';
import { dataFolder } from '../test/data.ts';
import { loadAskingBenched, type AskingRound } from './asking-rates.ts';
// For the type of `globalThis.asking`.
import type {} from './asking-page/page.ts';
import type { BenchedModel } from './benched-models.ts';
import { writeSection } from './results-file.ts';
import { loadSampler } from './sampling-rate.ts';

const PROJECT = resolve(import.meta.dirname, '..');
const PAGE = 'bench/asking-page/index.html';
const TEXTS = 200;
const ROUNDS = 5;
/** The slow ways are timed on so many of the texts in a round, others in each. */
const FEW_TEXTS = 4;

if (!dataFolder) throw new Error('The texts are GoEmotions’ dev.tsv, which is not here: set DISSENSUS_DATA.');
const lines = (await readFile(join(dataFolder, 'goemotions/dev.tsv'), 'utf8')).split('\n');
const texts = [...new Set(lines.map((line) => line.split('\t')[0]))].slice(0, TEXTS);

interface Measured extends AskingRound {
  readonly sampling: number;
}

/** What is timed: label likelihood and its kin, and drawing answers, each with its model loaded. */
interface Benched {
  round(texts: readonly string[], few: readonly string[]): Promise<AskingRound>;
  sample(texts: readonly string[]): Promise<number>;
  end(): Promise<void>;
}

/** All ways turn by turn, so that whatever else the machine does meets them alike; the first round only warms up. */
async function measure(benched: Benched): Promise<Measured[]> {
  const rounds: Measured[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const few = Array.from(
      { length: FEW_TEXTS },
      (_, at) => texts[Math.floor(((at + round / (ROUNDS + 1)) * TEXTS) / FEW_TEXTS)],
    );
    const measured = await benched.round(texts, few);
    const sampling = await benched.sample(few);
    if (round > 0) rounds.push({ ...measured, sampling });
  }
  await benched.end();
  return rounds;
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

async function inNode({ folder, benched }: (typeof models)[number]): Promise<Benched> {
  const options = { intraOpNumThreads: 1 };
  const { round, longestWord } = await loadAskingBenched(benched, modelFolder(folder), ort, options);
  env.allowRemoteModels = false;
  env.localModelPath = `${resolve(folder, '..')}/`;
  const sampler = await loadSampler(benched);
  return { round, sample: (few) => sampler(few, longestWord + 1), end: async () => {} };
}

async function inChromium({ folder, benched }: (typeof models)[number]): Promise<Benched> {
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
  const [ours, peer] = [await open(), await open()];
  const longestWord = await ours.evaluate((model) => asking.load(model), benched);
  await peer.evaluate((model) => asking.loadSampler(model), benched);
  return {
    round: (texts, few) => ours.evaluate((call) => asking.round(...call), [texts, few] as const),
    sample: (few) => peer.evaluate((call) => asking.sample(...call), [few, longestWord + 1] as const),
    async end() {
      await browser.close();
      await server.stop();
    },
  };
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
  for (const [where, open] of [
    ['Node', inNode],
    ['Chromium', inChromium],
  ] as const) {
    const rounds = await measure(await open(model));
    const ratio = (of: (round: Measured) => number) => median(rounds.map(of)) ?? NaN;
    const row = [
      model.title,
      where,
      (1 / ratio(({ ours }) => ours)).toFixed(0),
      `${ratio(({ naive, ours }) => naive / ours).toFixed(1)}x`,
      `${ratio(({ sampling, ours }) => sampling / ours).toFixed(1)}x`,
      ratio(({ ours, floorAlone }) => ours / floorAlone).toFixed(2),
      ratio(({ ours, floorTogether }) => ours / floorTogether).toFixed(2),
      Math.max(...rounds.map(({ difference }) => difference)).toExponential(0),
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

Each ratio is the median of ${ROUNDS} rounds, in each of which every way takes its turn; (a) and (b) on ${FEW_TEXTS} texts of a round.

The words of stories260K have up to nine of its 512 tokens, so that there is more of them to read than of a text; those of the
story LM have one, which comes with the text's own pass.

| model | where | texts/s | faster than (a) | faster than (b) | ours / floor, one by one | ours / floor, together | difference |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}`,
);
