import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilAnalysed } from './open-benchmark.ts';
import { raterFile } from './rater-file.ts';
import { showModels } from './show-models.ts';
import { forget, visit, type Visit } from './visit.ts';

const RUN = 240_000;

/** Judged texts, each of which a model is asked about in every way. */
const TEXTS = 8;
/** Samples of each. */
const SAMPLES = 2;

/** Judged texts, with the embedded language model chosen. */
async function openTexts({ page }: Visit): Promise<void> {
  await page.getByLabel('Files to open').setInputFiles(raterFile(TEXTS));
  await page.getByRole('button', { name: `Annotate ${TEXTS} texts` }).waitFor({ timeout: 60_000 });
  await (await storyModel(page)).check();
}

/** The page's own language model among those to choose from. */
async function storyModel(page: Page): Promise<Locator> {
  return await showModels(page, page.getByRole('radio', { name: 'story-lm' }));
}

async function annotate(page: Page): Promise<void> {
  await page.getByRole('button', { name: `Annotate ${TEXTS} texts` }).click();
  await page.getByText(`${TEXTS} different texts annotated`).waitFor({ timeout: RUN });
}

/** The detail of a text under the one model that has answered, or one of them. */
async function openWhy(page: Page, model?: RegExp): Promise<Locator> {
  // What is open in a view closes where it is built again with the figures.
  if (!model) await expect.poll(() => new URL(page.url()).hash).toContain('model=');
  await untilAnalysed(page);
  await page.getByRole('link', { name: 'Items' }).click();
  if (model)
    await page
      .getByRole('group', { name: 'Model', exact: true })
      .getByRole('button', { name: model })
      .click();
  await page.getByRole('list', { name: 'Texts' }).getByRole('button').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Show what the model read and said/ }).click();
  await dialog.getByRole('heading', { name: 'What it read' }).waitFor({ timeout: 60_000 });
  return dialog;
}

async function saved(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return await (await download).path();
}

/** The stories in a report by which models were asked, but for those that ship. */
function wordsTold(report: string): string[] {
  return [...report.matchAll(/<pre[^>]*>([^<]*)<\/pre>/g)]
    .map(([, words]) => words)
    .filter((words) => words.includes('she felt'));
}

async function savedReport(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Export report' }).click();
  const path = await saved(page, 'Save the report (HTML)');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  return path;
}

let site: Visit;
beforeAll(async () => {
  site = await visit();
});
afterAll(() => site.end());

describe('a language model that is asked', () => {
  /** Version of the prompt that a person changed. */
  let changed = '';
  beforeAll(() => openTexts(site));

  it(
    'by label likelihood gives every label its share, and shows how likely it found each',
    async () => {
      const { page } = site;
      await annotate(page);
      const dialog = await openWhy(page);
      expect(await dialog.textContent()).toMatch(/"[^"]+, number \d+" She was/);
      const bars = dialog.getByRole('listitem').filter({ hasText: '%' });
      expect(await bars.count()).toBe(28);
      const shares = (await bars.allTextContents()).map((text) => Number(/([\d.]+)%/.exec(text)![1]));
      expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100)).toBeLessThan(1.5);
      expect(shares).toEqual([...shares].sort((a, b) => b - a));
      await page.keyboard.press('Escape');
    },
    RUN,
  );

  it(
    'for samples counts what failed, and shows every answer',
    async () => {
      const { page } = site;
      await page.getByRole('radio', { name: 'Samples' }).check();
      await page.getByLabel('Answers to each text').fill(String(SAMPLES));
      await page.getByLabel('Seed').fill('7');
      await page.getByLabel('Seed').blur();
      await annotate(page);
      const outcome = await page.getByText(`of ${TEXTS * SAMPLES} answers gave no label`).textContent();
      const failed = Number(/(\d+) of \d+ answers/.exec(outcome!)![1]);
      expect(failed).toBeGreaterThan(0);
      expect(failed).toBeLessThan(TEXTS * SAMPLES);
      const dialog = await openWhy(page, /story-lm \(samples\)/);
      const said = dialog.getByRole('listitem').filter({ hasText: '×' });
      const times = (await said.allTextContents()).map((text) => Number(/(\d+) ×/.exec(text)![1]));
      expect(times.reduce((sum, count) => sum + count, 0)).toBe(SAMPLES);
      await page.keyboard.press('Escape');
    },
    RUN,
  );

  it(
    'for percentages fails honestly, and shows what it said instead',
    async () => {
      const { page } = site;
      await page.getByRole('radio', { name: 'Percentages' }).check();
      await page
        .getByText('Every answer that fails is counted')
        .or(page.getByText('every answer that fails is counted'))
        .first()
        .waitFor();
      await annotate(page);
      await page.getByText(`${TEXTS} of ${TEXTS} answers gave no label and were counted as failed`).waitFor();
      expect(site.errors).toEqual([]);
    },
    RUN,
  );

  it(
    'with a changed prompt is another annotator beside the first',
    async () => {
      const { page } = site;
      await page.getByRole('radio', { name: 'Label likelihood' }).check();
      await page.getByText(/All texts are annotated/).waitFor();
      await page.getByRole('button', { name: 'See or change the prompt for emotion' }).click();
      const dialog = page.getByRole('dialog');
      const story = dialog.getByLabel('Story', { exact: true });
      await story.fill('"{text}" and she felt');
      await dialog.getByRole('alert').getByText('{label} must stand in it once').waitFor();
      expect(await story.getAttribute('aria-invalid')).toBe('true');
      expect(await dialog.getByRole('button', { name: 'Keep this prompt' }).isDisabled()).toBe(true);
      await story.fill('"{text}" she said, and she felt {label}');
      await dialog.getByText(/"[^"]+, number \d+" she said, and she felt$/).waitFor();
      await dialog.locator('summary').click();
      await dialog.getByLabel('anger', { exact: true }).fill('angry, sad');
      await dialog
        .getByRole('alert')
        .getByText('the word “sad” stands for “anger” and for “sadness”')
        .waitFor();
      await dialog.getByLabel('anger', { exact: true }).fill('angry');
      const use = dialog.getByRole('button', { name: 'Use this prompt' });
      await expect.poll(() => use.isEnabled()).toBe(true);
      expect(await dialog.getByLabel('anger', { exact: true }).isVisible()).toBe(true);
      await use.click();
      const described = await page.getByText(/changed, version/).textContent();
      changed = /version\s+([0-9a-f]{8})/.exec(described!)![1];
      await annotate(page);
      const names = page.getByRole('group', { name: 'Model' }).getByRole('button');
      await expect
        .poll(() => names.filter({ hasText: /label likelihood, prompt [0-9a-f]{8}/ }).count(), {
          timeout: 60_000,
        })
        .toBe(2);
      const why = await openWhy(page, new RegExp(`prompt ${changed}`));
      await why.getByText(/"[^"]+, number \d+" she said, and she felt$/).waitFor();
      await page.keyboard.press('Escape');
    },
    RUN,
  );

  it(
    'takes a changed prompt along in the project’s file, and its words into the report',
    async () => {
      const { page } = site;
      const report = await readFile(await savedReport(page), 'utf8');
      expect(wordsTold(report)).toEqual(['"{text}" she said, and she felt {label}']);
      await page.getByRole('button', { name: 'Export the project' }).click();
      const project = await saved(page, 'Save the file');
      const other = await visit();
      try {
        const importing = other.page.getByLabel('Project file to import');
        await importing.setInputFiles({
          name: 'asked.dissensus',
          mimeType: 'application/octet-stream',
          buffer: await readFile(project),
        });
        await other.page.getByRole('img', { name: /^Labels against/ }).waitFor({ timeout: 60_000 });
        await untilAnalysed(other.page);
        const again = await readFile(await savedReport(other.page), 'utf8');
        expect(wordsTold(again)).toEqual(['"{text}" she said, and she felt {label}']);
        expect(other.errors).toEqual([]);
      } finally {
        await other.end();
      }
    },
    RUN,
  );

  it('keeps a changed prompt over a reload, and gives the one that ships back', async () => {
    const { page } = site;
    await page.reload();
    await storyModel(page);
    await page.getByRole('radio', { name: 'story-lm' }).check();
    await page.getByText(/changed, version/).waitFor();
    await page.getByText(/All texts are annotated/).waitFor();
    await page.getByRole('button', { name: 'See or change the prompt for emotion' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Back to what ships' }).click();
    await dialog.getByRole('button', { name: 'Use this prompt' }).click();
    await page.getByText(/as shipped, version/).waitFor();
    await page.getByText(/All texts are annotated/).waitFor();
    expect(site.errors).toEqual([]);
    expect(site.watch.foreignRequests()).toEqual([]);
  });
});

describe('a run over several questions', () => {
  beforeAll(async () => {
    await forget(site);
    await site.page
      .getByLabel('Files to open')
      .setInputFiles({ name: 'texts.txt', mimeType: 'text/plain', buffer: Buffer.from(MANY.join('\n')) });
    // The panel opens by itself once it is known that no model has answered.
    await site.page.getByRole('button', { name: /^Annotate \d+ texts/ }).waitFor({ timeout: 60_000 });
    await site.page.getByRole('radio', { name: 'story-lm' }).check();
  });

  it(
    'goes on after a reload in the way it was asked',
    async () => {
      const { page } = site;
      await page.getByRole('radio', { name: 'Samples' }).check();
      await page.getByLabel('Answers to each text').fill('3');
      await page.getByLabel('Answers to each text').blur();
      await page.getByRole('button', { name: /^Annotate \d+ texts/ }).click();
      await page.getByText(/question 1 of 4, [1-9]\d* of/).waitFor({ timeout: 60_000 });
      await page.reload();
      await page.getByText(/question 1 of 4, [1-9]\d* of/).waitFor({ timeout: 60_000 });
      expect(await page.getByRole('radio', { name: 'Samples' }).isChecked()).toBe(true);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText(/^Cancelled at/).waitFor({ timeout: 60_000 });
    },
    RUN,
  );

  it(
    'stops when it is cancelled between two of them',
    async () => {
      const { page } = site;
      await page.getByRole('radio', { name: 'Label likelihood' }).check();
      const stopped = page.getByText(/^Cancelled at/);
      // The moment between two questions is short: the click waits in the page for the first question's last text. On a
      // machine that shows no such moment it comes right after.
      await page.evaluate(() => {
        const watcher = new MutationObserver(() => {
          const bar = document.querySelector('main')?.textContent ?? '';
          const [, question, done, total] = /question (\d) of 4, ([\d,]+) of ([\d,]+) texts/.exec(bar) ?? [];
          if (!question || (question === '1' && done !== total)) return;
          const cancel = [...document.querySelectorAll('button')].find(
            ({ textContent }) => textContent === 'Cancel',
          );
          // Not there in every moment: without it the run would go on to its end, and this wait for what never comes.
          if (!cancel) return;
          watcher.disconnect();
          cancel.click();
        });
        watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
      });
      await page.getByRole('button', { name: /^Annotate \d+ texts/ }).click();
      await stopped.waitFor({ timeout: RUN / 2 }).catch(async () => {
        expect.fail(`It was not cancelled. The page says: ${await page.locator('main').innerText()}`);
      });
      expect(site.errors).toEqual([]);
    },
    RUN,
  );
});

/** Enough for a run to be met in the middle. */
const MANY = Array.from({ length: 80 }, (_, line) => `This is text number ${line}, and it rained all day.`);
