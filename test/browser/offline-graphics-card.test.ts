import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeModelFolder } from '../hub/model-folder.ts';
import { RANDOM_CLASSIFIER } from '../hub/random-models.ts';
import { manyTexts } from './many-texts.ts';
import { visit, type Visit } from './visit.ts';

const TEXTS = 300;

let folder: string;
let site: Visit;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-classifier-'));
  writeModelFolder(join(folder, 'random'), RANDOM_CLASSIFIER);
  site = await visit({ serviceWorkers: true, webgpu: true });
});
afterAll(async () => {
  await site?.end();
  await rm(folder, { recursive: true, force: true });
});

it('a model that was added runs on the graphics card with the server gone', async () => {
  const { page } = site;
  await page.getByRole('button', { name: 'Keep everything for use offline' }).click();
  await page.getByText('Ready offline').waitFor();
  await open(page);
  await page.getByRole('button', { name: 'Add a model…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a model' });
  await dialog.getByLabel("Folder of a model's files").setInputFiles(join(folder, 'random'));
  await dialog.getByRole('button', { name: /^Copy .* into this browser/ }).click();
  await dialog.waitFor({ state: 'detached' });
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
