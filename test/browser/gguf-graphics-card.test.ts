import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageModels } from '../../page-models.ts';
import { randomMergedBytesGguf } from '../hub/random-gguf.ts';
import { buildPage } from './harness/build-page.ts';
import { launchChromium } from './harness/chromium.ts';
import { watchRequests, type RequestWatch } from './harness/requests.ts';
import { serveFolder, type StaticServer } from './harness/server.ts';
import { manyTexts } from './many-texts.ts';
import { NO_PAGE_MODEL } from './page-model-files.ts';
import { visit } from './visit.ts';
// For the type of `globalThis.gguf`.
import type {} from './gguf-page/page.ts';

const PAGE = 'test/browser/gguf-page/index.html';
const WORDS = { sadness: ['sadness'], joy: ['joy'], curiosity: ['quite curious'], neutral: ['neutral'] };

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-gguf-card-'));
  file = join(folder, 'random.gguf');
  await writeFile(file, randomMergedBytesGguf());
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a GGUF model in ONNX Runtime answers on the graphics card as on the processor', () => {
  let server: StaticServer;
  let watch: RequestWatch;
  let browser: BrowserContext;
  beforeAll(async () => {
    const site = join(folder, 'site');
    await buildPage(PAGE, site);
    await writeFile(join(site, 'random.gguf'), randomMergedBytesGguf());
    server = await serveFolder(site);
    watch = await watchRequests(server.origin);
    browser = await launchChromium({ watch, webgpu: true });
  }, 120_000);
  afterAll(async () => {
    expect(watch.foreignRequests()).toEqual([]);
    await browser?.close();
    await watch?.stop();
    await server?.stop();
  });

  /** A page holds one build of ONNX Runtime, so that each device has one of its own. */
  async function answers(device: 'wasm' | 'webgpu', parts: readonly string[], texts: readonly string[]) {
    const tab = await browser.newPage();
    await tab.goto(server.url + PAGE);
    await tab.waitForFunction(() => 'gguf' in globalThis);
    await tab.evaluate((call) => gguf.loadRows(...call), [parts, 1, device] as const);
    const found = await tab.evaluate((call) => gguf.shareRows(...call), [WORDS, texts] as const);
    const samples = await tab.evaluate((call) => gguf.sampleRows(...call), [WORDS, texts[0]] as const);
    await tab.close();
    return { shares: found.shares, samples };
  }

  /** How far label likelihoods are apart, and the first text's samples by each. */
  async function compared(parts: readonly string[], texts: readonly string[]) {
    const [card, processor] = [await answers('webgpu', parts, texts), await answers('wasm', parts, texts)];
    const each = card.shares.map((row, text) =>
      row.reduce((sum, share, label) => sum + Math.abs(share - processor.shares[text][label]) / 2, 0),
    );
    return { distance: Math.max(...each), card: card.samples, processor: processor.samples };
  }

  it('with random weights in single precision', async () => {
    const texts = ['joy', '[joy] and hope, 1234 times', 'é 🥹', 'no hope. '.repeat(20)];
    const { distance, card, processor } = await compared([`${server.url}random.gguf`], texts);
    expect(distance).toBeLessThan(1e-4);
    expect(card).toEqual(processor);
    expect(new Set(card).size).toBeGreaterThan(1);
  }, 120_000);

  it.skipIf(NO_PAGE_MODEL)(
    'SmolLM2, in blocks of 4 bits',
    async () => {
      const [{ folder: held, model }] = pageModels();
      const parts = model.files.map(({ path }) => `${server.url}${held}/${path}`);
      const { distance, card, processor } = await compared(parts, ['The bus leaves at ten.']);
      expect(distance).toBeLessThan(1e-3);
      expect(card).toEqual(processor);
    },
    300_000,
  );
});

it('a run of a GGUF model whose graphics card is lost goes on on the processor', async () => {
  const site = await visit({ webgpu: true });
  const { page, context } = site;
  await page.getByLabel('Files to open').setInputFiles(manyTexts(400));
  await page.getByRole('button', { name: 'Add a model…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a model' });
  await dialog.getByLabel('GGUF file of a model').setInputFiles(file);
  await dialog.getByRole('button', { name: /^Copy .* into this browser/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(/That is for label likelihood and free samples, by ONNX Runtime/).waitFor();
  await page.getByLabel('Runs on').selectOption({ label: 'graphics card' });
  await page.getByRole('button', { name: 'Annotate 400 texts' }).click();
  await page.getByText(/[1-9][\d,]* of 400 texts/).waitFor({ timeout: 60_000 });

  await (await context.browser()!.newBrowserCDPSession()).send('Browser.crashGpuProcess');
  await page
    .getByRole('status')
    .getByText(
      /^Goes on on the processor, from the last finished text, because: The graphics device was lost/,
    )
    .waitFor({ timeout: 60_000 });
  await page.getByText(/400 different texts annotated/).waitFor({ timeout: 120_000 });
  expect(site.watch.foreignRequests()).toEqual([]);
  await site.end();
}, 400_000);
