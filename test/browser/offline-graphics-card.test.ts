import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addRandomClassifier } from './add-model.ts';
import { manyTexts } from './many-texts.ts';
import { visit, type Visit } from './visit.ts';

const TEXTS = 300;

let site: Visit;
beforeAll(async () => {
  site = await visit({ serviceWorkers: true, webgpu: true });
});
afterAll(() => site?.end());

it('a model that was added runs on the graphics card with the server gone', async () => {
  const { page } = site;
  await page.getByRole('button', { name: 'Keep everything for use offline' }).click();
  await page.getByText('Ready offline').waitFor();
  await open(page);
  await addRandomClassifier(page);
  await page.getByLabel('Runs on').waitFor();
  await expect.poll(() => keptRuntimes(page)).toBe(2);

  await site.server.stop();
  await page.goto(site.server.url);
  await open(page);
  await page.getByRole('radio', { name: /random/ }).check();
  await page.getByLabel('Runs on').selectOption({ label: 'graphics card' });
  await page.getByRole('button', { name: `Annotate ${TEXTS} texts` }).click();
  await page.getByText(`${TEXTS} different texts annotated`).waitFor({ timeout: 120_000 });
  expect(await page.getByText(/Goes on on the processor/).count()).toBe(0);
  expect(site.watch.foreignRequests()).toEqual([]);
}, 300_000);

async function open(page: Page): Promise<void> {
  await page.getByLabel('Files to open').setInputFiles(manyTexts(TEXTS));
  await page.getByRole('button', { name: `Annotate ${TEXTS} texts` }).waitFor();
}

/** Files of ONNX Runtime's builds for graphics cards that are kept for use without a network. */
async function keptRuntimes(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const kept = await (await caches.open('dissensus:files')).keys();
    return kept.filter(({ url }) => /ort-wasm-simd-threaded\.(jspi|asyncify)/.test(url)).length;
  });
}
