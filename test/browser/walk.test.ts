import { readFile } from 'node:fs/promises';
import { read, utils } from '@e965/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openView, untilAnalysed } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

const LABELS = ['angry', 'anxious', 'calm', 'hopeful'];
/** The same feelings in the model's words. */
const SPOKEN = ['anger', 'worry', 'calm', 'hope'];
const WORDS = [
  ['shouted at the driver', 'slammed the door', 'will not forgive the landlord'],
  ['could not sleep before the exam', 'keep checking the locked door', 'dread the call of the doctor'],
  ['read by the lake', 'watered the plants', 'walked home slowly'],
  ['planted a tree for next year', 'start the new job on Monday', 'think that we can still win'],
];
const TEXTS = 60;
const RATERS = 5;

function csv(name: string, rows: readonly string[]) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
}

function textOf(item: number): string {
  return `I ${WORDS[item % 4][item % 3]}, day ${item}.`;
}

/** Five people a text, most of whom agree; every third text is one that they part over. */
const people = csv('moods.csv', [
  'id,text,coder,mood',
  ...Array.from({ length: TEXTS * RATERS }, (_, row) => {
    const [item, rater] = [Math.floor(row / RATERS), row % RATERS];
    const other = item % 3 === 0 ? rater > 2 : rater === item % 11;
    return `t${item},"${textOf(item)}",coder ${rater + 1},${LABELS[(item + (other ? 1 : 0)) % 4]}`;
  }),
]);

/** The model's probabilities, surer than people are, wrong about every eighth text. */
function outputs(name: string, from: number, to: number) {
  return csv(name, [
    `id,${SPOKEN.join(',')}`,
    ...Array.from({ length: to - from }, (_, place) => {
      const item = from + place;
      const top = (item + (item % 8 === 0 ? 2 : 0)) % 4;
      const sure = 0.7 + (item % 7) * 0.04;
      const shares = SPOKEN.map((_, label) => (label === top ? sure : (1 - sure) / 3).toFixed(4));
      return `t${item},${shares.join(',')}`;
    }),
  ]);
}

let site: Visit;
let page: Page;
beforeAll(async () => {
  site = await visit();
  ({ page } = site);
  page.setDefaultTimeout(60_000);
});
afterAll(() => site.end());

async function mapLabels() {
  const dialog = page.getByRole('dialog', { name: /^The labels of .* are not the people/ });
  for (const [place, spoken] of SPOKEN.entries())
    if (spoken !== LABELS[place])
      await dialog.getByRole('combobox', { name: new RegExp(`^${spoken}`) }).selectOption(LABELS[place]);
  await dialog.getByText('Every label has a column, and no column is left out.').waitFor();
  await dialog.getByRole('button', { name: 'Read it like this' }).click();
}

async function saved(press: () => Promise<void>) {
  const download = page.waitForEvent('download');
  await press();
  const file = await download;
  return { name: file.suggestedFilename(), path: await file.path() };
}

/** Mean Jensen-Shannon divergence (bits) between two groups of columns, `A: label` and `B: label`. */
function meanDivergence(rows: readonly Record<string, number>[], one: string, other: string): number {
  const entropy = (shares: readonly number[]) =>
    -shares.reduce((sum, share) => sum + (share > 0 ? share * Math.log2(share) : 0), 0);
  const gaps = rows.map((row) => {
    const [p, q] = [one, other].map((who) => LABELS.map((label) => row[`${who}: ${label}`]));
    return entropy(p.map((share, place) => (share + q[place]) / 2)) - (entropy(p) + entropy(q)) / 2;
  });
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

it('a scientist maps a model’s labels to people’s, reads the verdict and takes the figures’ table away', async () => {
  await page.getByLabel('Files to open').setInputFiles([people, outputs('llm.csv', 0, TEXTS)]);
  await mapLabels();
  await page.getByText(/^llm (can|cannot) replace annotators on mood/).waitFor();
  await untilAnalysed(page);
  const [, gap] = /On average the model is (0\.\d+) away/.exec(await page.locator('main').innerText())!;
  await openView(page, 'Items');
  await page.getByLabel('with calibrated distributions').check();
  const { name, path } = await saved(() => page.getByRole('button', { name: 'Download results' }).click());
  expect(name).toBe('moods-csv-results.csv');
  const book = read(await readFile(path));
  const rows = utils.sheet_to_json<Record<string, number>>(book.Sheets[book.SheetNames[0]]);
  expect(rows).toHaveLength(TEXTS);
  expect(meanDivergence(rows, 'people', 'llm').toFixed(2)).toBe(gap);
  for (const row of rows)
    expect(LABELS.reduce((sum, label) => sum + row[`llm, calibrated: ${label}`], 0)).toBeCloseTo(1, 3);
}, 300_000);

it('the view and its figures stay over a reload, and going back leads to where one was', async () => {
  await page.reload();
  await page.getByRole('heading', { name: 'Items', level: 2 }).waitFor();
  await page.goBack();
  await page.getByText(/^llm (can|cannot) replace annotators on mood/).waitFor();
  expect(site.errors).toEqual([]);
  expect(site.watch.foreignRequests()).toEqual([]);
}, 120_000);
