import { readFile } from 'node:fs/promises';
import { read, utils } from '@e965/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csvFile } from './csv-file.ts';
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
/** Texts that nobody judged. */
const NEW = 40;

function textOf(item: number): string {
  return `I ${WORDS[item % 4][item % 3]}, day ${item}.`;
}

/** Five people a text, most of whom agree; every third text is one that they part over. */
const people = csvFile('moods.csv', [
  'id,text,coder,mood',
  ...Array.from({ length: TEXTS * RATERS }, (_, row) => {
    const [item, rater] = [Math.floor(row / RATERS), row % RATERS];
    const other = item % 3 === 0 ? rater > 2 : rater === item % 11;
    return `t${item},"${textOf(item)}",coder ${rater + 1},${LABELS[(item + (other ? 1 : 0)) % 4]}`;
  }),
]);

/** The model's probabilities, surer than people are, wrong about every eighth text. */
function outputs(name: string, from: number, to: number, labels = SPOKEN) {
  return csvFile(name, [
    `id,${labels.join(',')}`,
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
  await page.getByRole('combobox', { name: 'Distance' }).selectOption({ label: 'Jensen-Shannon divergence' });
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

it('the report file begins with the question, the data, the verdict with its numbers and three charts', async () => {
  await page.getByRole('button', { name: 'Export report' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export a report' });
  const { path } = await saved(() => dialog.getByRole('button', { name: /HTML/ }).click());
  await page.keyboard.press('Escape');
  const read = await site.context.newPage();
  await read.setContent(await readFile(path, 'utf8'));
  const first = read.locator('.first-page');
  await first.getByText(/60 texts, 300 votes, 5 raters/).waitFor();
  const verdicts = first.getByRole('group', { name: 'Verdicts on mood' });
  const cells = await verdicts.getByRole('row', { name: 'llm' }).getByRole('cell').allTextContents();
  expect(cells[0]).toMatch(/substitute|cannot tell/);
  expect(cells[1]).toMatch(/^0\.\d{3} \(0\.\d{3} to 0\.\d{3}\)$/);
  expect(await first.getByRole('figure').count()).toBe(3);
  await read.close();
}, 120_000);

it('the view and its figures stay over a reload, and going back leads to where one was', async () => {
  await page.reload();
  await page.getByRole('heading', { name: 'Items', level: 2 }).waitFor();
  await page.goBack();
  await page.getByText(/^llm (can|cannot) replace annotators on mood/).waitFor();
  expect(site.errors).toEqual([]);
  expect(site.watch.foreignRequests()).toEqual([]);
}, 120_000);

it('in a talk every mark of every slide opens its texts', async () => {
  await page.keyboard.press('F2');
  const stage = page.getByRole('region', { name: 'Talk' });
  const [, slides] = /of (\d+)/.exec((await stage.getByText(/^1 of \d+/).textContent())!)!;
  let charts = 0;
  for (let slide = 1; slide <= Number(slides); slide++) {
    await stage.getByText(new RegExp(`^${slide} of ${slides}`)).waitFor();
    await stage.getByRole('heading', { level: 3 }).waitFor();
    const marks = stage.getByRole('group', { name: /: values$/ });
    if ((await marks.count()) > 0) {
      charts++;
      expect(await marks.getByRole('img').count(), `slide ${slide}`).toBe(0);
      await marks.getByRole('link').first().press('Enter');
      const texts = page.getByRole('dialog', { name: /\d+ texts?$/ });
      await texts.waitFor();
      expect(await texts.getByText(/day \d+\./).count(), `slide ${slide}`).toBeGreaterThan(0);
      await texts.getByRole('button', { name: 'Close' }).click();
      await texts.waitFor({ state: 'detached' });
    }
    await stage.press('ArrowRight');
  }
  expect(charts).toBeGreaterThan(5);
  await page.keyboard.press('Escape');
  await stage.waitFor({ state: 'detached' });
}, 120_000);

it('a calibrator from there is applied to texts that nobody judged, and they are downloaded calibrated', async () => {
  await openView(page, 'Calibration');
  const calibrator = await saved(() =>
    page.getByRole('button', { name: /^Save the .* calibrator$/ }).click(),
  );
  await page.getByRole('link', { name: 'All projects' }).click();
  const texts = csvFile('new.csv', [
    'id,text',
    ...Array.from({ length: NEW }, (_, place) => `t${TEXTS + place},"${textOf(TEXTS + place)}"`),
  ]);
  await page
    .getByLabel('Files to open')
    .setInputFiles([texts, outputs('llm.csv', TEXTS, TEXTS + NEW, LABELS)]);
  await page.getByText('1 model has answered').waitFor();
  await openView(page, 'Items');
  const file = {
    name: calibrator.name,
    mimeType: 'application/json',
    buffer: await readFile(calibrator.path),
  };
  await page.getByLabel('File of calibrators').setInputFiles(file);
  await page.getByText('calibrated; they stand among the models').waitFor();
  await untilAnalysed(page);
  const { name, path } = await saved(() => page.getByRole('button', { name: 'Download results' }).click());
  expect(name).toBe('new-csv-results.csv');
  const book = read(await readFile(path));
  const rows = utils.sheet_to_json<Record<string, number>>(book.Sheets[book.SheetNames[0]]);
  expect(rows).toHaveLength(NEW);
  const columns = Object.keys(rows[0]).filter((column) => column.startsWith('llm'));
  const calibrated = columns.filter(
    (column) => column.includes('calibrated') && !/: (answer|top label)$/.test(column),
  );
  expect(calibrated).toHaveLength(LABELS.length);
  const raw = LABELS.map((label) => `llm (imported): ${label}`);
  // The model was surer than people are, so that its greatest shares came down.
  const greatest = (names: readonly string[]) =>
    rows.reduce((sum, row) => sum + Math.max(...names.map((column) => row[column])), 0) / rows.length;
  expect(columns).toEqual(expect.arrayContaining(raw));
  expect(greatest(calibrated)).toBeLessThan(greatest(raw) - 0.05);
  for (const row of rows) expect(calibrated.reduce((sum, column) => sum + row[column], 0)).toBeCloseTo(1, 3);
  expect(site.errors).toEqual([]);
}, 300_000);
