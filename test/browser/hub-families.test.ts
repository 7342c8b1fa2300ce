import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RANDOM_MODELS, type RandomModel } from '../hub/random-models.ts';
import { launchChromium } from './harness/chromium.ts';
import { watchRequests, type RequestWatch } from './harness/requests.ts';
import { serveFolder, type StaticServer } from './harness/server.ts';
import { TEST_PAGES, testPages } from './harness/test-pages.ts';
// For the type of `globalThis.added`.
import type {} from './hub-page/page.ts';

let server: StaticServer;
let watch: RequestWatch;
let browser: BrowserContext;

beforeAll(async () => {
  server = await serveFolder(await testPages());
  watch = await watchRequests(server.origin);
  browser = await launchChromium({ watch, webgpu: true });
}, 150_000);

afterAll(async () => {
  await browser?.close();
  await watch?.stop();
  await server?.stop();
});

/** A page of its own for each model: one build of ONNX Runtime, and one model, in the life of each. */
async function score({ files, dtype }: RandomModel, device: 'wasm' | 'webgpu') {
  const tab: Page = await browser.newPage();
  await tab.goto(server.url + TEST_PAGES.hub);
  await tab.waitForFunction(() => 'added' in globalThis);
  const contents = Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path, Buffer.from(content).toString('base64')]),
  );
  const result = await tab.evaluate(([files, dtype, device]) => added.score(files, dtype, device), [
    contents,
    dtype,
    device,
  ] as const);
  await tab.close();
  expect(watch.foreignRequests()).toEqual([]);
  return result;
}

describe.each(RANDOM_MODELS)('$family', (model) => {
  const tolerance = model.dtype === 'fp16' ? 2e-2 : 1e-4;

  test('is loaded from the browser’s storage, and scores labels as reading every word from the start does', async () => {
    const { scores, kept } = await score(model, 'wasm');
    for (const { prompt, ours, naive } of scores) {
      expect(prompt).toMatch(/^<s>user\nWhich\?\n.*<\/s>\n<s>assistant\n$/s);
      for (const [label, log] of naive.entries()) expect(Math.abs(ours[label] - log)).toBeLessThan(tolerance);
      expect(new Set(ours.map((log) => log.toFixed(6))).size).toBe(ours.length);
    }
    expect(kept).toBe(0);
  });
});

test('a graphics card gives what the processor gives', async () => {
  const [model] = RANDOM_MODELS;
  const [card, processor] = [await score(model, 'webgpu'), await score(model, 'wasm')];
  for (const [place, { ours, naive }] of card.scores.entries())
    for (const [label, log] of ours.entries()) {
      expect(Math.abs(log - naive[label])).toBeLessThan(1e-4);
      expect(Math.abs(log - processor.scores[place].ours[label])).toBeLessThan(1e-3);
    }
});
