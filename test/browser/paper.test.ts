import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paperTables } from '../../src/analysis/paper/paper-tables.ts';
import { SHIPPED_LEXICON } from '../../src/analysis/paper/shipped-lexicon.ts';
import { paperInput } from '../../src/jobs/paper-input.ts';
import { readPaperFiles } from '../../src/readers/paper/read-paper-files.ts';
import { paperCsv } from '../../src/writers/paper-csv.ts';
import { PAPER_FOLDER, paperFile } from '../analysis/paper/paper-form.ts';
import { nightly } from '../nightly.ts';
import { axeFindings } from './axe.ts';
import { csvFile } from './csv-file.ts';
import { openBenchmark, openView, untilAnalysed } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

/** Each file of answers has those at three temperatures, which are a model each. */
const ANSWERS = ['gpt-5.4-mini_results.parquet', ...(nightly ? ['llama3.1-8b_results.parquet'] : [])];
const FILES = ['goemotions_raw.csv', ...ANSWERS];

/** Of texts of our own: few labels, for every new vector or word has all figures computed again. */
const LABELS = ['anger', 'fear', 'joy', 'love', 'sadness', 'surprise'];
const TEXTS = 20 * LABELS.length;

function ownFiles() {
  const rows = Array.from({ length: 3 * TEXTS }, (_, row) => {
    const [item, rater] = [Math.floor(row / 3), row % 3];
    const label = LABELS[(item + (item % 4 === rater ? 1 : 0)) % LABELS.length];
    const words = item % 2 ? `full of ${LABELS[item % LABELS.length]}` : 'as on any day';
    return `t${item},"The glad and the sad went home, ${words}, number ${item}",r${rater},${label}`;
  });
  const answers = Array.from({ length: TEXTS }, (_, item) => {
    const shares = LABELS.map((_, label) =>
      label === (item + (item % 5 === 0 ? 1 : 0)) % LABELS.length ? 0.75 : 0.05,
    );
    return `t${item},${shares.join()}`;
  });
  return [
    csvFile('own.csv', ['id,text,rater,label', ...rows]),
    csvFile('model.csv', [`id,${LABELS.join()}`, ...answers]),
  ];
}

let site: Visit;
beforeAll(async () => {
  site = await visit();
  site.page.setDefaultTimeout(120_000);
});
afterAll(() => site.end());

/** Saves a table of the view and gives its rows' cells. */
async function saved(page: Page, title: string): Promise<{ name: string; cells: string[][] }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: `Save as CSV: ${title}`, exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), cells: cellsOf(await readFile(await file.path(), 'utf8')) };
}

function cellsOf(csv: string): string[][] {
  return csv
    .trim()
    .split('\n')
    .map((line) => line.split(','));
}

it('on a benchmark the view opens filled, with a reason where a table needs texts', async () => {
  const { page } = site;
  await openBenchmark(page);
  await openView(page, 'The paper');
  await page.getByRole('heading', { name: 'Divergence of distributions' }).waitFor();
  await page.getByRole('figure').filter({ hasText: 'The paper’s divergence of each model' }).waitFor();
  const table = page.getByRole('region', { name: 'Uncertainty of people and models', exact: true });
  await table
    .getByRole('row', { name: /minilm-reddit/ })
    .first()
    .waitFor();
  expect(await page.getByText('The texts are not here.', { exact: true }).count()).toBe(1);
  const { name, cells } = await saved(page, 'Divergence of distributions');
  expect(name).toBe('divergence.csv');
  expect(cells[0].join(',')).toBe('table,model,temperature,level,category,other,metric,value,lo,hi,p,n');
  expect(new Set(cells.slice(1).map(([, model]) => model)).size).toBe(4);
  expect(await axeFindings(page)).toEqual([]);
}, 300_000);

it('on files of the study a saved table has the figures that `dissensus replicate` writes', async () => {
  const { page } = site;
  await page.goto(site.server.url);
  await page.getByLabel('Files to open').setInputFiles(FILES.map((name) => `${PAPER_FOLDER}${name}`));
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  await page.getByText(`${3 * ANSWERS.length} models have answered`).waitFor();
  await untilAnalysed(page);
  await openView(page, 'The paper');
  const files = await readPaperFiles(FILES.map(paperFile), { unreadable: 'failed' });
  const wanted = paperTables(paperInput(files), { groups: [], lexicon: SHIPPED_LEXICON, embeddings: null });
  for (const [table, title] of [
    ['divergence', 'Divergence of distributions'],
    ['calibration', 'Calibration'],
  ]) {
    const { name, cells } = await saved(page, title);
    expect(name).toBe(`${table}.csv`);
    const replicated = cellsOf(paperCsv(wanted.filter((row) => row.table === table)));
    const about = (rows: string[][]) => new Map(rows.map((row) => [row.slice(0, 7).join(), row.slice(7)]));
    const mine = about(cells);
    expect([...mine.keys()].sort()).toEqual([...about(replicated).keys()].sort());
    for (const [key, figures] of about(replicated))
      for (const [place, figure] of figures.entries())
        if (figure === '' || key.startsWith('table')) expect(mine.get(key)![place], key).toBe(figure);
        else expect(Number(mine.get(key)![place]), key).toBeCloseTo(Number(figure), 8);
  }
  expect(site.errors).toEqual([]);
}, 600_000);

it('of texts that are here it computes the embedding score when it is asked to, and keeps the vectors', async () => {
  const { page } = site;
  await page.goto(site.server.url);
  await page.getByLabel('Files to open').setInputFiles(ownFiles());
  await page.getByText('1 model has answered').waitFor();
  await untilAnalysed(page);
  await openView(page, 'The paper');
  const title = 'Lexical transparency and the gradient';
  const table = page.getByRole('region', { name: title, exact: true });
  await table.getByText('need vectors of the texts').waitFor();
  const isOfEncoder = (request: string) => request.includes('/models/all-minilm-l6-v2-');
  expect(site.server.requests.filter(isOfEncoder)).toEqual([]);
  expect(await axeFindings(page)).toEqual([]);
  await table.getByRole('button', { name: 'Compute the embedding score' }).click();
  await table.getByText('need vectors of the texts').waitFor({ state: 'hidden' });
  await untilAnalysed(page);
  expect(site.server.requests.some(isOfEncoder)).toBe(true);
  const scores = async () => {
    const { cells } = await saved(page, title);
    const own = cells.filter((row) => row[6] === 'embedding' && row[4] !== '');
    return own.map((row) => [row[4], Number(row[7])] as const);
  };
  const found = await scores();
  expect(found.map(([label]) => label).sort()).toEqual(LABELS);
  for (const [, score] of found) expect(Math.abs(score)).toBeLessThan(1);
  await page.reload();
  await untilAnalysed(page);
  await page.getByRole('button', { name: `Save as CSV: ${title}` }).waitFor();
  expect(await scores()).toEqual(found);
  expect(site.errors).toEqual([]);
}, 300_000);

it('takes words of labels that a person brings, names their file, and goes back to ours', async () => {
  const { page } = site;
  const table = page.getByRole('region', { name: 'Lexical transparency and the gradient', exact: true });
  const wrong = { name: 'wrong.txt', mimeType: 'text/plain', buffer: Buffer.from('joy glad 1') };
  await page.getByLabel('Lexicon of labels').setInputFiles(wrong);
  await table
    .getByRole('alert')
    .getByText(/is no line of a lexicon/)
    .waitFor();
  const words = 'glad\tjoy\t1\nthe\tjoy\t1\nthe\tfear\t1\nsad\tjoy\t0\n';
  const own = { name: 'words.txt', mimeType: 'text/plain', buffer: Buffer.from(words) };
  await page.getByLabel('Lexicon of labels').setInputFiles(own);
  await page.getByText('counts the words of each label in words.txt').waitFor();
  await page.reload();
  await page.getByText('counts the words of each label in words.txt').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Use ours again' }).click();
  await page.getByText('counts the words of each label in our list').waitFor();
  expect(site.errors).toEqual([]);
}, 300_000);
