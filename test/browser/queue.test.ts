import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeModelFolder } from '../hub/model-folder.ts';
import { RANDOM_CLASSIFIER, RANDOM_MODELS } from '../hub/random-models.ts';
import { addModel } from './add-model.ts';
import { holdRun } from './held-run.ts';
import { visit, type Visit } from './visit.ts';

const RUN = 300_000;

/** So many rows that no model begins by itself, of few different texts: the first run is held while others are queued. */
const ROWS = 240;
const DIFFERENT = 10;
const TEXTS = Array.from(
  { length: ROWS },
  (_, line) => `It rained on day ${line % DIFFERENT}, and ${line % 2 ? 'nobody minded' : 'we were glad'}.`,
).join('\n');

/** A language model of random weights: the queue is the subject, and not what is answered. It never comes to an end of its own. */
const TALKER = 'talker';
/** The same, but each answer ends with one of the tokens that it repeats. */
const BRIEF = 'brief';
const ENDS = Array.from({ length: 75 }, (_, nth) => 2 + 4 * nth);
const [, ROOMY_MODEL] = RANDOM_MODELS;
const CLASSIFIER = 'random';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-queue-'));
  writeModelFolder(join(folder, TALKER), ROOMY_MODEL.files);
  writeModelFolder(join(folder, BRIEF), {
    ...ROOMY_MODEL.files,
    'generation_config.json': new TextEncoder().encode(JSON.stringify({ eos_token_id: ENDS })),
  });
  writeModelFolder(join(folder, CLASSIFIER), RANDOM_CLASSIFIER);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function openTexts({ page }: Visit): Promise<void> {
  await page
    .getByLabel('Files to open')
    .setInputFiles({ name: 'texts.txt', mimeType: 'text/plain', buffer: Buffer.from(TEXTS) });
  await page.getByRole('button', { name: `Annotate ${ROWS} texts` }).waitFor({ timeout: 60_000 });
}

/** Moves the focus as a person without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let step = 0; step < 150; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No way by keyboard to ${String(target)}.`);
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Of a group of radio buttons only the chosen one is on the way of the Tab key; the arrows lead to the others. */
async function choose(page: Page, chosen: string | RegExp, wanted: string | RegExp): Promise<void> {
  await tabTo(page, page.getByRole('radio', { name: chosen, exact: true }));
  const target = page.getByRole('radio', { name: wanted, exact: true });
  for (let step = 0; step < 5 && !(await target.isChecked()); step++) await page.keyboard.press('ArrowRight');
  expect(await target.isChecked()).toBe(true);
}

function queue(page: Page): Locator {
  return page.getByRole('region', { name: 'Queue' }).getByRole('list', { name: 'Queue' });
}

async function order(page: Page): Promise<string[]> {
  return await queue(page).locator('li strong').allTextContents();
}

describe('a queue of runs, by keyboard alone', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
    await openTexts(site);
    await addModel(site.page, join(folder, TALKER));
  });
  afterAll(() => site.end());

  it(
    'keeps its order as it was changed over a reload, and comes to its end',
    async () => {
      const { page } = site;
      const add = page.getByRole('button', { name: 'Add to queue' });
      await choose(page, /^talker/, /^talker/);
      await choose(page, 'Label likelihood', 'Percentages');
      const start = page.getByRole('button', { name: `Annotate ${ROWS} texts` });
      // Something is kept of it, and the most of it is not.
      await holdRun(page, 1, () => press(page, start));
      // One run alone is no queue.
      await page.getByRole('progressbar', { name: 'Annotating' }).waitFor();
      expect(await queue(page).count()).toBe(0);
      await choose(page, 'Percentages', 'Samples');
      await press(page, add);
      await choose(page, 'Samples', 'Label likelihood');
      await press(page, add);
      await choose(page, /^talker/, 'roberta-emotion');
      await press(page, add);
      await expect
        .poll(() => order(page))
        .toEqual([
          `${TALKER}, percentages`,
          `${TALKER}, samples`,
          `${TALKER}, label likelihood`,
          'roberta-emotion',
        ]);
      expect(await add.count()).toBe(0);

      const up = queue(page).getByRole('button', { name: 'Up roberta-emotion' });
      await press(page, up);
      await page.getByRole('status').getByText('roberta-emotion is now number 3 of 4.').waitFor();
      expect(await up.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText('roberta-emotion is now number 2 of 4.').waitFor();
      // Nothing goes before the run at work, and the focus is not lost.
      expect(await up.isDisabled()).toBe(true);
      const down = queue(page).getByRole('button', { name: 'Down roberta-emotion' });
      expect(await down.evaluate((element) => element === document.activeElement)).toBe(true);
      await press(page, queue(page).getByRole('button', { name: `Remove ${TALKER}, samples` }));
      const left = [`${TALKER}, percentages`, 'roberta-emotion', `${TALKER}, label likelihood`];
      await expect.poll(() => order(page)).toEqual(left);

      const working = page.getByRole('progressbar', { name: `${TALKER}, percentages` });
      await working.waitFor({ timeout: 60_000 });
      await page.getByText(new RegExp(`question [1-4] of 4, \\d+ of ${DIFFERENT} texts`)).waitFor();
      await page.reload();
      await working.waitFor({ timeout: 60_000 });
      expect(await order(page)).toEqual(left);

      const names = page.getByRole('group', { name: 'Model', exact: true }).getByRole('button');
      await queue(page).getByText(`${DIFFERENT} different texts annotated`).nth(2).waitFor({ timeout: RUN });
      await queue(page)
        .getByText(`of ${4 * DIFFERENT} answers gave no label`)
        .waitFor();
      // By percentages this model answers nothing that can be read, and can be chosen to see that.
      const shown = async () => (await names.allTextContents()).map((name) => name.replace(/^.*\//, ''));
      await expect
        .poll(shown, { timeout: 60_000 })
        .toEqual([`${TALKER} (percentages)`, 'roberta-emotion', `${TALKER} (label likelihood)`]);
      expect(site.errors).toEqual([]);
      expect(site.watch.foreignRequests()).toEqual([]);
    },
    RUN,
  );
});

describe('a queue in which a run fails', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
    await openTexts(site);
    await addModel(site.page, join(folder, BRIEF));
  });
  afterAll(() => site.end());

  it(
    'says so in its place, goes on with the others, and tries again when told to',
    async () => {
      const { page } = site;
      await page.getByRole('radio', { name: /^brief/ }).check();
      await page.getByRole('radio', { name: 'Percentages' }).check();
      const start = page.getByRole('button', { name: `Annotate ${ROWS} texts` });
      const first = await holdRun(page, 1, () => start.click());
      await addModel(page, join(folder, CLASSIFIER));
      await page.getByRole('button', { name: 'Add to queue' }).click();
      await page.getByRole('radio', { name: 'roberta-emotion' }).check();
      await page.getByRole('button', { name: 'Add to queue' }).click();
      await page.getByRole('button', { name: 'Add a model…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Add a model' });
      await dialog.getByRole('button', { name: /^Delete random/ }).click();
      await dialog.getByRole('button', { name: 'Close' }).click();
      await first.letGo();

      const failed = queue(page).getByRole('alert');
      await failed.waitFor({ timeout: RUN });
      expect(await failed.textContent()).toMatch(/random.*not|not.*random/i);
      await queue(page)
        .getByText(`${DIFFERENT} different texts annotated`)
        .nth(1)
        .waitFor({ timeout: 60_000 });
      await addModel(page, join(folder, CLASSIFIER));
      await queue(page)
        .getByRole('button', { name: /^Try again/ })
        .click();
      await queue(page)
        .getByText(`${DIFFERENT} different texts annotated`)
        .nth(2)
        .waitFor({ timeout: 60_000 });
      expect(await failed.count()).toBe(0);
    },
    RUN,
  );
});
