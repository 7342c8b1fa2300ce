/**
 * How fast the embedded model annotates: the page in Chromium, from a host that isolates it and from one that does not, each as
 * a ratio to native ONNX Runtime with a thread per core on the same texts in the same run; and how long a visitor waits for the
 * first result.
 * `npm run build && npm run bench`; absolute figures are written to bench/RESULTS.md.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as ort from 'onnxruntime-node';
import { annotate } from '../src/annotators/annotate.ts';
import { loadClassifier } from '../src/annotators/classifier.ts';
import { EMBEDDED_MODELS } from '../src/annotators/embedded-models.ts';
import { MemoryOutputStore } from '../src/annotators/memory-output-store.ts';
import { launchChromium } from '../test/browser/harness/chromium.ts';
import { serveFolder } from '../test/browser/harness/server.ts';
import { dataFolder } from '../test/data.ts';
import { writeSection } from './results-file.ts';

const PROJECT = resolve(import.meta.dirname, '..');
const TEXTS = 2000;
const ROUNDS = 5;

if (!dataFolder) throw new Error('The texts are GoEmotions’ dev.tsv, which is not here: set DISSENSUS_DATA.');
const texts = (await readFile(join(dataFolder, 'goemotions/dev.tsv'), 'utf8'))
  .split('\n')
  .map((line) => line.split('\t')[0])
  .slice(0, TEXTS);

/** Texts a second in native ONNX Runtime, by the same code that the page runs. */
async function native(): Promise<number> {
  const [model] = EMBEDDED_MODELS;
  const read = (path: string) => readFile(join(PROJECT, 'public', model.folder, path));
  const annotator = await loadClassifier(model, read, ort, { intraOpNumThreads: cpus().length });
  const { textsPerSecond } = await annotate(annotator, texts, new MemoryOutputStore(), { project: 1 });
  return textsPerSecond!;
}

interface PageFigures {
  readonly textsPerSecond: number;
  /** From asking for the page to the first figures about the example texts. */
  readonly firstResult: number;
}

/** Texts a second on the page, in a fresh browser; the example texts get threads only where the server isolates the page. */
async function page(isolated: boolean, file: string): Promise<PageFigures> {
  const server = await serveFolder(join(PROJECT, 'dist'), { isolated });
  const context = await launchChromium();
  const tab = await context.newPage();
  const began = performance.now();
  await tab.goto(server.url);
  await tab.getByRole('button', { name: /example texts/ }).click();
  await tab.getByRole('img', { name: /^Labels against uncertainty/ }).waitFor();
  const firstResult = (performance.now() - began) / 1000;
  await tab.getByRole('link', { name: 'All projects' }).click();
  await tab.getByLabel('Files to open').setInputFiles(file);
  await tab.getByRole('button', { name: /^Annotate [\d,]+ texts/ }).click();
  const done = tab.getByText(/different texts annotated/);
  await done.waitFor({ timeout: 300_000 });
  const textsPerSecond = Number(/(\d+) a second/.exec((await done.textContent())!)![1]);
  await context.close();
  await server.stop();
  return { textsPerSecond, firstResult };
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const folder = await mkdtemp(join(tmpdir(), 'dissensus-bench-'));
const file = join(folder, 'texts.txt');
await writeFile(file, texts.join('\n'));
const rows: string[] = [];
const load = loadavg()[0].toFixed(1);
for (const isolated of [false, true]) {
  const rates: number[] = [];
  const peers: number[] = [];
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    peers.push(await native());
    const figures = await page(isolated, file);
    rates.push(figures.textsPerSecond);
    waits.push(figures.firstResult);
  }
  const ratio = median(rates) / median(peers);
  const host = isolated ? 'yes' : 'no';
  console.log(`isolated: ${host}; page / native ONNX Runtime = ${ratio.toFixed(2)}`);
  rows.push(
    `| ${host} | ${median(rates)} | ${Math.round(median(peers))} | ${ratio.toFixed(2)} | ${median(waits).toFixed(1)} |`,
  );
}
await rm(folder, { recursive: true });

await writeSection(
  'Annotating',
  `Written by \`npm run bench\`. Medians of ${ROUNDS} rounds; load average at the start ${load}.

${EMBEDDED_MODELS[0].model} (${EMBEDDED_MODELS[0].revision}), ${TEXTS.toLocaleString('en')} texts of GoEmotions' dev split, ${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.versions.node}.

| isolated | page in Chromium, texts/s | native ONNX Runtime, a thread per core, texts/s | ratio | page asked for to first result, s |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`,
);
