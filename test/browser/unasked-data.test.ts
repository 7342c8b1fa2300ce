import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { csvFile } from './csv-file.ts';
import { openView, untilAnalysed } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

/** What a page may fetch on a phone without being asked for it, as it lies on the server: a host that compresses sends a third. */
const MOST_BYTES = 5e6;
const IDLE_MILLISECONDS = 20_000;

const labels = ['joy', 'anger', 'fear'];
const own = [
  'id,text,rater,emotion',
  ...Array.from({ length: 300 }, (_, row) => {
    const item = Math.floor(row / 3);
    return `t${item},I feel something on day ${item},w${row % 3},${labels[(row * 7) % 3]}`;
  }),
];
const answers = ['id,joy,anger,fear', ...Array.from({ length: 100 }, (_, item) => `t${item},0.5,0.25,0.25`)];
const diary = Array.from({ length: 40 }, (_, day) => `I was glad on day ${day} and slept well.`).join('\n');

describe('on a phone', () => {
  let site: Visit;
  let counted = 0;
  beforeAll(async () => {
    site = await visit({ phone: true, serviceWorkers: true });
    site.page.setDefaultTimeout(60_000);
  }, 120_000);
  afterAll(() => site.end());

  /** What the server was asked for since this was called last, by the page, its workers and its service worker. */
  function fetched(during: string) {
    const requests = site.server.requests.slice(counted);
    counted = site.server.requests.length;
    const files = requests.map((request) => {
      const path = request.replace(/^\w+ \/dissensus\/|[?].*$/g, '') || 'index.html';
      return { path, bytes: statSync(join(inject('site'), path), { throwIfNoEntry: false })?.size ?? 0 };
    });
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const [largest] = [...files].sort((a, b) => b.bytes - a.bytes);
    console.log(
      `${during}: ${(bytes / 1e6).toFixed(2)} MB in ${files.length} files${largest ? `, the largest ${largest.path}` : ''}`,
    );
    return {
      bytes,
      models: files
        .filter(({ path }) => /\.(onnx|wasm|gguf|bin)$/.test(path) && !path.startsWith('models/seen/'))
        .map(({ path }) => path),
    };
  }

  it('the start page fetches itself and no model, however long it stands', async () => {
    expect(await site.page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
    await site.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await site.page.waitForTimeout(IDLE_MILLISECONDS);
    const { bytes, models } = fetched('Start page');
    expect(bytes).toBeGreaterThan(1e6);
    expect(bytes).toBeLessThan(MOST_BYTES);
    expect(models).toEqual([]);
  }, 60_000);

  it('one’s own labelled file, the map and a file of texts fetch no model', async () => {
    const { page } = site;
    await page
      .getByLabel('Files to open')
      .setInputFiles([csvFile('own.csv', own), csvFile('llm.csv', answers)]);
    await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor();
    await untilAnalysed(page);
    await openView(page, 'Map');
    await page.waitForTimeout(3_000);
    const labelled = fetched('Labelled file, with the map');
    expect(labelled.bytes).toBeLessThan(MOST_BYTES);
    expect(labelled.models).toEqual([]);
    await page.getByRole('link', { name: 'All projects' }).click();
    await page
      .getByLabel('Files to open')
      .setInputFiles({ name: 'diary.txt', mimeType: 'text/plain', buffer: Buffer.from(diary) });
    await page.getByRole('button', { name: 'Annotate 40 texts' }).waitFor();
    await page.waitForTimeout(5_000);
    const texts = fetched('File of texts');
    expect(texts.bytes).toBeLessThan(MOST_BYTES);
    expect(texts.models).toEqual([]);
  }, 120_000);

  it('a benchmark fetches what it says beside its button, and scripts', async () => {
    const { page } = site;
    await page.getByRole('link', { name: 'All projects' }).click();
    const button = page.getByRole('button', { name: 'GoEmotions, rater by rater' });
    await button.waitFor();
    const said = await page.getByText(/13,446 items, [\d.]+ MB\. Single raters/).innerText();
    const [, megabytes] = /items, ([\d.]+) MB/.exec(said)!;
    fetched('Back on the start page');
    await button.click();
    await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor();
    await page.waitForTimeout(5_000);
    const { bytes, models } = fetched('Benchmark');
    expect(models).toEqual([expect.stringMatching(/^benchmarks\/goemotions-raters-\w+\.bin$/)]);
    expect(bytes / 1e6).toBeGreaterThan(Number(megabytes) - 0.1);
    expect(bytes / 1e6).toBeLessThan(Number(megabytes) + 1);
  }, 120_000);

  it('what a model has run with is all that it fetches, and the rest is only offered to be kept', async () => {
    const { page } = site;
    await page.getByRole('link', { name: 'All projects' }).click();
    await page.getByRole('textbox', { name: 'Try a sentence' }).fill('Thank you so much');
    await page
      .getByRole('row', { name: /^gratitude/ })
      .first()
      .waitFor();
    fetched('A sentence');
    // Longer than the rest after which a computer is filled.
    await page.waitForTimeout(8000);
    await page.getByRole('button', { name: /^Keep everything for use offline \(\d+\.?\d* MB\)$/ }).waitFor();
    expect(fetched('After a model has run').bytes).toBe(0);
  }, 120_000);
});
