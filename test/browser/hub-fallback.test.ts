import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeModelFolder } from '../hub/model-folder.ts';
import { RANDOM_CLASSIFIER } from '../hub/random-models.ts';
import { loseGraphicsCard } from './lost-graphics-card.ts';
import { manyTexts } from './many-texts.ts';
import { visit, type Visit } from './visit.ts';

let folder: string;
let site: Visit;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-classifier-'));
  writeModelFolder(join(folder, 'random'), RANDOM_CLASSIFIER);
  site = await visit({ webgpu: true });
});
afterAll(async () => {
  await site?.end();
  await rm(folder, { recursive: true, force: true });
});

it('a run whose graphics card is lost goes on on the processor, from the last kept text', async () => {
  const { page } = site;
  await page.getByLabel('Files to open').setInputFiles(manyTexts(3000));
  await page.getByRole('button', { name: 'Add a model…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a model' });
  await dialog.getByLabel("Folder of a model's files").setInputFiles(join(folder, 'random'));
  await dialog.getByRole('button', { name: /^Copy .* into this browser/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(/the only graphics card is an imitation in software, which is slower/).waitFor();
  await page.getByLabel('Runs on').selectOption({ label: 'graphics card' });
  await page.getByRole('button', { name: 'Annotate 3,000 texts' }).click();
  await page.getByText(/^[1-9][\d,]* of 3,000 texts/).waitFor({ timeout: 120_000 });

  await loseGraphicsCard(page);
  const end = page.getByText(/3,000 different texts annotated, [1-9][\d,]* of them before/);
  await end.waitFor({ timeout: 120_000 });
  expect(site.watch.foreignRequests()).toEqual([]);
}, 400_000);
