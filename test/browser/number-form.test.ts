import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csvFile } from './csv-file.ts';
import { openBenchmark, openView, untilAnalysed, viewNames } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

const LABELS = ['calm', 'tense', 'bored', 'merry'];
const TEXTS = 1_040;
const RATERS = 3;
/** A name that has what looks like an amount. */
const MODEL = 'elsewhere-2.5-7b';

const people = [
  'id,text,score,rater,mood',
  ...Array.from({ length: TEXTS * RATERS }, (_, row) => {
    const [item, rater] = [Math.floor(row / RATERS), row % RATERS];
    const mood = LABELS[(item + (item % 4 === rater ? 1 : 0)) % LABELS.length];
    return `s${item},sentence ${item} of ours,${(item * 3.25 + 0.5).toFixed(2)},w${rater},${mood}`;
  }),
];
const answers = [
  `id,model,${LABELS.join(',')}`,
  ...Array.from({ length: TEXTS }, (_, item) => {
    const sure = item % 9;
    const shares = LABELS.map((_, label) =>
      (
        (label === (item + (item % 5 === 0 ? 1 : 0)) % LABELS.length ? 55 + 3 * sure : 15 - sure) / 100
      ).toFixed(2),
    );
    return `s${item},${MODEL},${shares.join(',')}`;
  }),
];

/** Three digits after a sign may be thousands or decimals, but not before what is counted. */
const COUNTED =
  '(?=[  ](?:text|item|vote|row|comment|sentence|resample|draw|split|permutation|sign flip|line|rater)s?\\b)';
/** What is written in another form than the one that is chosen. */
const WRONG = {
  comma: new RegExp(
    `(?<![\\d.,])(?:0\\.\\d+|\\d+\\.(?:\\d{1,2}|\\d{4,})(?!\\d|\\.\\d)|\\d+,\\d{3}${COUNTED})`,
  ),
  space: new RegExp(`(?<![\\d.,])(?:\\d+\\.\\d+(?!\\.\\d)|\\d+,\\d{3}${COUNTED})`),
  point: new RegExp(
    `(?<![\\d.,])(?:0,\\d+|\\d+,(?:\\d{1,2}|\\d{4,})(?!\\d|,\\d)|\\d+[.\\u202f]\\d{3}${COUNTED})`,
  ),
} as const;
type Form = keyof typeof WRONG;

let site: Visit;
let page: Page;
beforeAll(async () => {
  site = await visit();
  ({ page } = site);
});
afterAll(() => site.end());

/** All words on a page and what a screen reader is told beside them, piece by piece, but for sources and code. */
async function pieces(on: Page): Promise<string[]> {
  return await on.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement!;
      if (!parent.closest('cite, code, pre, script, style, footer'))
        found.push(texts.currentNode.textContent!);
    }
    for (const element of document.querySelectorAll(':not(footer *)'))
      for (const name of ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt'])
        if (element.hasAttribute(name)) found.push(element.getAttribute(name)!);
    for (const input of document.querySelectorAll('input:not([type=checkbox], [type=radio], [type=file])'))
      found.push((input as HTMLInputElement).value);
    return found;
  });
}

/** Pieces with a number in another form. */
async function inOtherForm(on: Page, form: Form): Promise<string[]> {
  const all = await pieces(on);
  expect(all.length).toBeGreaterThan(30);
  return all.filter((piece) => {
    const withoutNames = piece
      .replaceAll(MODEL, '')
      .replace(/arXiv \d+\.\d+|ICC\(2,1\)|CC BY(-SA)? 4\.0|(Qwen|Llama-)\d\.\d-[-\w.]+|Apache-2\.0/g, '');
    return WRONG[form].test(withoutNames);
  });
}

async function choose(form: Form) {
  await page.getByRole('combobox', { name: 'Numbers' }).selectOption(form);
}

/** Every view of the open project, all that is folded in it unfolded. */
async function walk(form: Form): Promise<Record<string, string[]>> {
  const wrong: Record<string, string[]> = {};
  for (const name of await viewNames(page)) {
    await openView(page, name);
    await untilAnalysed(page);
    for (const button of await page.getByRole('button', { name: /^Show as table/ }).all())
      if (await button.isVisible()) await button.click();
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await page.getByRole('alert').filter({ visible: true }).count(), name).toBe(0);
    const found = await inOtherForm(page, form);
    if (found.length > 0) wrong[name] = [...new Set(found)].slice(0, 12);
  }
  return wrong;
}

it('holds in the start page and in every view of a benchmark, at once', async () => {
  await choose('comma');
  expect(await inOtherForm(page, 'comma')).toEqual([]);
  await openBenchmark(page);
  expect(await page.locator('main').innerText()).toContain('13.446');
  expect(await walk('comma')).toEqual({});
  await choose('point');
  expect(await inOtherForm(page, 'point')).toEqual([]);
  await choose('space');
  expect(await inOtherForm(page, 'space')).toEqual([]);
  expect(await page.locator('body').innerText()).toContain('13\u202f446');
}, 600_000);

it('holds in every view of one’s own project, over a reload, and names stay', async () => {
  await page.goto(site.server.url);
  await page
    .getByLabel('Files to open')
    .setInputFiles([csvFile('moods.csv', people), csvFile('answers.csv', answers)]);
  await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor();
  await untilAnalysed(page);
  await page.getByText(MODEL).filter({ visible: true }).first().waitFor();
  await choose('comma');
  expect(await walk('comma')).toEqual({});
  await page.reload();
  await untilAnalysed(page);
  expect(await page.getByRole('combobox', { name: 'Numbers' }).inputValue()).toBe('comma');
  await openView(page, 'Overview');
  await page.getByRole('combobox', { name: 'Figures over' }).selectOption({ index: 1 });
  await untilAnalysed(page);
  expect(await inOtherForm(page, 'comma')).toEqual([]);
}, 600_000);

it('holds in dialogs, in what is typed and in the report file, and not in files for programs', async () => {
  await openView(page, 'Guidelines');
  const distance = page.getByRole('spinbutton', { name: /^Distance at most/ });
  expect(await distance.inputValue()).toBe('0,1');
  await distance.fill('0,25');
  await distance.press('Enter');
  expect(new URL(page.url()).hash).toContain('0.25');
  await distance.press('ArrowUp');
  expect(await distance.inputValue()).toBe('0,26');
  await distance.fill('2,5');
  await distance.press('Tab');
  expect(await distance.evaluate((input: HTMLInputElement) => input.validationMessage)).toBe(
    'A number from 0 to 1.',
  );
  await page.getByRole('button', { name: 'Back to the usual lines' }).click();
  expect(await distance.inputValue()).toBe('0,1');

  await openView(page, 'Items');
  await page
    .getByRole('button', { name: /sentence \d+ of ours/ })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
  expect(await inOtherForm(page, 'comma')).toEqual([]);
  await page.keyboard.press('Escape');

  await openView(page, 'Categories');
  const download = page.waitForEvent('download');
  await page
    .getByRole('button', { name: /^Save as CSV/ })
    .first()
    .click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv).toMatch(/,-?0\.\d\d/);
  expect(csv).not.toMatch(/\d,\d+"|"\d+,/);
  expect(await inOtherForm(page, 'comma')).toEqual([]);

  await page.getByRole('button', { name: 'Export report' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export a report' });
  const file = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /HTML/ }).click();
  const path = await (await file).path();
  const read = await site.context.newPage();
  await read.setContent(await readFile(path, 'utf8'));
  expect(await inOtherForm(read, 'comma')).toEqual([]);
  const reported = (await read.locator('.first-page').textContent())!.replace(/\s+/g, ' ');
  expect(reported).toMatch(/ 1\.0\d\d votes/);
  expect(reported).toMatch(/0,\d{3} ?\(0,\d{3} to 0,\d{3}\)/);
  const json = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /JSON/ }).click();
  expect(JSON.parse(await readFile(await (await json).path(), 'utf8'))).toHaveProperty('questions');
  expect(site.errors).toEqual([]);
}, 600_000);
