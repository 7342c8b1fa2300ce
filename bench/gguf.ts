/**
 * The page's own language model in llama.cpp, in Chromium: tokens a second, texts a second by label likelihood and by samples, and
 * memory. `npm run models` and then `npm run bench:gguf` write them to bench/RESULTS.md.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from 'd3';
import type { BrowserContext } from 'playwright-core';
import { pageModels } from '../page-models.ts';
import type { Asking } from '../src/annotators/language-model/ask.ts';
import { shippedPrompts } from '../src/annotators/language-model/prompts.ts';
import { buildPages } from '../test/browser/harness/build-pages.ts';
import { launchChromium } from '../test/browser/harness/chromium.ts';
import { serveFolder } from '../test/browser/harness/server.ts';
import { dataFolder } from '../test/data.ts';
import { writeSection } from './results-file.ts';
// For the type of `globalThis.gguf`.
import type {} from '../test/browser/gguf-page/page.ts';

const PAGE = 'test/browser/gguf-page/index.html';
const TEXTS = 4;
const SAMPLED_TEXTS = 1;
const SAMPLES = 10;
const ROUNDS = 3;

const [held] = pageModels();
if (!held) throw new Error('The weights are not here: run "npm run models".');
if (!dataFolder) throw new Error('The texts are GoEmotions’ dev.tsv, which is not here: set DISSENSUS_DATA.');
const lines = (await readFile(join(dataFolder, 'goemotions/dev.tsv'), 'utf8')).split('\n');
const texts = [...new Set(lines.map((line) => line.split('\t')[0]))].slice(0, TEXTS * ROUNDS);
const [{ words }] = await shippedPrompts(held.model.prompts);
const load = loadavg()[0];

/** Megabytes that the browser's processes hold. */
async function memory(context: BrowserContext): Promise<number> {
  const session = await context.browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const kilobytes = processInfo.map(({ id }) =>
    Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1000;
}

const folder = await mkdtemp(join(tmpdir(), 'dissensus-gguf-bench-'));
await buildPages([PAGE], folder);
const server = await serveFolder(folder, { isolated: true });
const parts = held.model.files.map(({ path }) => `${server.url}${held.folder}/${path}`);
const rows: string[] = [];
for (const threads of [...new Set([1, cpus().length])]) {
  const context = await launchChromium();
  const tab = await context.newPage();
  await tab.goto(server.url + PAGE);
  await tab.waitForFunction(() => 'gguf' in globalThis);
  const before = await memory(context);
  await tab.evaluate(([urls, count]) => gguf.load(urls, count), [parts, threads] as const);
  const rate = async (asking: Asking, some: readonly string[]) => {
    const call = [words, asking, some] as const;
    return some.length / (await tab.evaluate((asked) => gguf.time(...asked), call));
  };
  const measured: { read: number; written: number; likelihood: number; sampled: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const some = texts.slice(round * TEXTS, (round + 1) * TEXTS);
    const samples = { method: 'samples', samples: SAMPLES, temperature: 1, seed: 1, tokens: 12 } as const;
    measured.push({
      ...(await tab.evaluate(() => gguf.rates())),
      likelihood: await rate({ method: 'label likelihood' }, some),
      sampled: await rate(samples, some.slice(0, SAMPLED_TEXTS)),
    });
  }
  const used = (await memory(context)) - before;
  const middle = (what: keyof (typeof measured)[number]) => median(measured, (each) => each[what])!;
  rows.push(
    `| ${threads} | ${middle('read').toFixed(0)} | ${middle('written').toFixed(0)} | ${middle('likelihood').toFixed(2)} | ${middle('sampled').toFixed(2)} | ${used.toFixed(0)} |`,
  );
  await context.close();
}
await server.stop();
await rm(folder, { recursive: true, force: true });

await writeSection(
  'The page’s own language model',
  `Written by \`npm run bench:gguf\`. ${held.model.name} (${held.model.dtype}) in llama.cpp (wllama), in Chromium on
${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.versions.node}; load average at the start ${load.toFixed(1)}.

Medians of ${ROUNDS} rounds: tokens read and written; texts of GoEmotions' dev split by label likelihood over 28 emotions (the words of
the labels are found with the first) and by ${SAMPLES} free samples of at most 12 tokens; memory that the browser's processes take more
than before the model was loaded.

| threads | read, tokens/s | written, tokens/s | likelihood, texts/s | ${SAMPLES} samples, texts/s | memory, MB |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}`,
);
console.log(rows.join('\n'));
