import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { writeModelFolder } from '../hub/model-folder.ts';
import { RANDOM_CLASSIFIER } from '../hub/random-models.ts';

/** What {@link addRandomClassifier} adds is called so. */
export const RANDOM = 'random';

/** Copies a model's folder into the browser, in a project that has no run at work. */
export async function addModel(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a model…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a model' });
  await dialog.getByLabel("Folder of a model's files").setInputFiles(folder);
  await dialog.getByRole('button', { name: /^Copy .* into this browser/ }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Adds a classifier of random weights, for tests of runs: it takes a tenth of the time, and what it answers is not their subject. */
export async function addRandomClassifier(page: Page): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dissensus-random-'));
  try {
    writeModelFolder(join(folder, RANDOM), RANDOM_CLASSIFIER);
    await addModel(page, join(folder, RANDOM));
  } finally {
    await rm(folder, { recursive: true });
  }
}
