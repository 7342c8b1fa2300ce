/**
 * How long a kept project of 58,000 texts takes from being asked for to its drawn overview: with its report kept, and with
 * the report taken away, so that the figures are computed from the stored outputs. `npm run build && npm run bench`;
 * written to bench/RESULTS.md.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median } from 'd3';
import type { Page } from 'playwright-core';
import { emotionQuestion } from '../src/readers/goemotions-labels.ts';
import { launchChromium } from '../test/browser/harness/chromium.ts';
import { serveFolder } from '../test/browser/harness/server.ts';
import { raterFile } from '../test/browser/rater-file.ts';
import { writeSection } from './results-file.ts';

const TEXTS = 58_000;
const ROUNDS = 5;
const PATIENCE = 600_000;

/** Distributions with a peak that is not the same for every text. */
function predictionFile(): string {
  const { labels } = emotionQuestion;
  const rows = Array.from({ length: TEXTS }, (_, text) => {
    const shares = labels.map((_, label) => (label === (text * 7) % labels.length ? 0.46 : 0.02));
    return `t${text},${shares.join(',')}`;
  });
  return [`id,${labels.join(',')}`, ...rows].join('\n');
}

const overview = (page: Page) => page.getByRole('img', { name: /^How far the model is from people/ });

/** Whether the finished report is kept, which is the last thing that the analysis does. */
const reportKept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<boolean>((settle) => {
        const open = indexedDB.open('dissensus:store');
        open.onsuccess = () => {
          const count = open.result.transaction('reports').objectStore('reports').count();
          count.onsuccess = () => settle(count.result > 0);
        };
      }),
  );

const forgetReport = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((settle) => {
        const open = indexedDB.open('dissensus:store');
        open.onsuccess = () => {
          const change = open.result.transaction('reports', 'readwrite');
          change.objectStore('reports').clear();
          change.oncomplete = () => settle();
        };
      }),
  );

const folder = await mkdtemp(join(tmpdir(), 'dissensus-bench-'));
const people = join(folder, 'raters.csv');
const predictions = join(folder, 'model.csv');
await writeFile(people, raterFile(TEXTS).buffer);
await writeFile(predictions, predictionFile());

const server = await serveFolder(resolve(import.meta.dirname, '../dist'), { isolated: true });
const context = await launchChromium();
const load = loadavg()[0].toFixed(1);
const first = await context.newPage();
first.setDefaultTimeout(PATIENCE);
await first.goto(server.url);
await first.getByLabel('Files to open').setInputFiles([people, predictions]);
await overview(first).waitFor();
const address = first.url();
while (!(await reportKept(first))) await first.waitForTimeout(1000);
await first.close();

/** Seconds from asking for the project in a new tab to its drawn overview. */
async function opened(prepare?: (page: Page) => Promise<void>): Promise<number> {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  if (prepare) {
    await page.goto(server.url);
    await prepare(page);
    await page.goto('about:blank');
  }
  const began = performance.now();
  await page.goto(address);
  await overview(page).waitFor();
  const seconds = (performance.now() - began) / 1000;
  await page.close();
  return seconds;
}

const waits = { kept: [] as number[], computed: [] as number[] };
for (let round = 0; round < ROUNDS; round++) waits.kept.push(await opened());
for (let round = 0; round < ROUNDS; round++) waits.computed.push(await opened(forgetReport));
await context.close();
await server.stop();
await rm(folder, { recursive: true });

const seconds = (values: number[]) => (median(values) ?? NaN).toFixed(1);
console.log(`report kept ${seconds(waits.kept)} s, computed anew ${seconds(waits.computed)} s`);
await writeSection(
  'Opening a kept project',
  `Written by \`npm run bench\`. ${TEXTS.toLocaleString('en')} texts with three raters each and one model's stored distributions over ${emotionQuestion.labels.length} labels,
from asking for the project's address in a new tab to its drawn overview, in Chromium; medians of ${ROUNDS}, ${cpus()[0].model.trim()}, ${cpus().length} cores,
Node ${process.versions.node}; load average at the start ${load}. The aim: 1.5 s.

| report | s |
| --- | --- |
| kept with the project | ${seconds(waits.kept)} |
| computed from the stored outputs | ${seconds(waits.computed)} |
`,
);
