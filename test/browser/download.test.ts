import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csvFile } from './csv-file.ts';
import { openView } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

const LABELS = ['calm', 'joy', 'fear'];
const TEXTS = 60;
const MODEL = 'elsewhere-7b';

/** Three raters of each text, and a model that is surer than they are. */
function judgedFiles() {
  const rows = Array.from({ length: 3 * TEXTS }, (_, row) => {
    const [item, rater] = [Math.floor(row / 3), row % 3];
    return `t${item},sentence ${item} of ours,r${rater},${LABELS[(item + (item % 4 === rater ? 1 : 0)) % 3]}`;
  });
  const answers = Array.from({ length: TEXTS }, (_, item) => {
    const shares = LABELS.map((_, label) => (label === (item + (item % 9 === 0 ? 1 : 0)) % 3 ? 0.9 : 0.05));
    return `t${item},${MODEL},${shares.join()}`;
  });
  return [
    csvFile('moods.csv', ['id,text,rater,mood', ...rows]),
    csvFile('answers.csv', [`id,model,${LABELS.join()}`, ...answers]),
  ];
}

let folder: string;
let site: Visit;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-take-home-'));
  site = await visit();
});
afterAll(async () => {
  await site.end();
  await rm(folder, { recursive: true });
});

it('people’s answers can be taken away as they were read, a row for each', async () => {
  const { page, end } = await visit();
  await page.getByLabel('Files to open').setInputFiles(judgedFiles()[0]);
  await page.getByText('1 file read, no row left out').click();
  await page.getByLabel('Numbers instead of raters’ names').check();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download people’s answers as read, one row per rater' }).click();
  const path = join(folder, 'answers.csv');
  await (await download).saveAs(path);
  const book = read(await readFile(path));
  const rows = utils.sheet_to_json<Record<string, string>>(book.Sheets[book.SheetNames[0]]);
  expect(rows).toHaveLength(3 * TEXTS);
  expect(rows.find(({ item, rater }) => item === 't1' && rater === 'rater 2')).toMatchObject({
    text: 'sentence 1 of ours',
    label: 'fear',
  });
  await end();
});

it('a table of results has people’s shares, and every model’s distribution as it is and calibrated', async () => {
  const { page, end } = await visit();
  await page.getByLabel('Files to open').setInputFiles(judgedFiles());
  await page.getByText('1 model has answered').waitFor();
  await openView(page, 'Items');
  await page.getByLabel('with calibrated distributions').waitFor();
  const tables = new Map<string, unknown[][]>();
  for (const format of ['csv', 'xlsx']) {
    await page.getByLabel('Format of the table').selectOption(format);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download results' }).click();
    const path = join(folder, `results.${format}`);
    await (await download).saveAs(path);
    const book = read(await readFile(path));
    tables.set(format, utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 }));
  }
  const [names, ...rows] = tables.get('csv')!;
  expect(rows).toHaveLength(TEXTS);
  expect(tables.get('xlsx')![0]).toEqual(names);
  const place = (name: string) => {
    expect(names).toContain(name);
    return names.indexOf(name);
  };
  const [n, own, answer] = [place('people: n'), place(`${MODEL}: joy`), place(`${MODEL}: answer`)];
  const [joy, by] = [place(`${MODEL}, calibrated: joy`), place(`${MODEL}, calibrated: by`)];
  for (const row of rows) {
    expect(row[n]).toBeLessThanOrEqual(3);
    expect(row[answer]).toBe('answered');
    // Answers are kept rounded to 16 bits.
    expect(['0.05', '0.90']).toContain(Number(row[own]).toFixed(2));
    expect(row[joy]).toBeGreaterThan(0);
    expect(row[joy]).not.toBe(row[own]);
    expect(row[by]).toMatch(/cross-fitted|fitted to all judged texts/);
  }
  await end();
});

it('a downloaded file, opened in a browser that has nothing, shows the same without running the model', async () => {
  const { page } = site;
  await page.getByLabel(/Or paste texts/).fill('I won the lottery!\n=1+1, she said\nשלום, מה שלומך היום?');
  await page.getByRole('button', { name: 'Annotate these texts' }).click();
  const chart = page.getByRole('img', { name: /^Label by label/ });
  const shown = await chart.getAttribute('aria-label');
  await page.getByText('a file that opens here again').click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download annotations' }).click();
  const path = join(folder, 'annotations.csv');
  await (await download).saveAs(path);

  const other = await visit();
  await other.page.getByLabel('Files to open').setInputFiles(path);
  expect(await other.page.getByRole('img', { name: /^Label by label/ }).getAttribute('aria-label')).toBe(
    shown,
  );
  await other.page.getByText('had been annotated before').waitFor();
  await other.end();
});

it('a file without its texts asks for the file that has them', async () => {
  const { page } = site;
  await page.getByLabel('with the texts').uncheck();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download annotations' }).click();
  const path = join(folder, 'without-texts.csv');
  await (await download).saveAs(path);
  await page.getByRole('link', { name: 'All projects' }).click();
  await page.getByLabel('Files to open').setInputFiles(path);
  const problem = page.getByRole('alert');
  await problem.waitFor();
  expect(await problem.textContent()).toContain('together with the file that holds the texts');
});
