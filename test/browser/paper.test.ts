import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paperTables } from '../../src/analysis/paper/paper-tables.ts';
import { SHIPPED_LEXICON } from '../../src/analysis/paper/shipped-lexicon.ts';
import { paperInput } from '../../src/jobs/paper-input.ts';
import { readPaperFiles } from '../../src/readers/paper/read-paper-files.ts';
import { paperCsv } from '../../src/writers/paper-csv.ts';
import { PAPER_FOLDER, paperFile } from '../analysis/paper/paper-form.ts';
import { axeFindings } from './axe.ts';
import { openBenchmark, openView, untilAnalysed } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

const FILES = ['goemotions_raw.csv', 'gpt-5.4-mini_results.parquet', 'llama3.1-8b_results.parquet'];

let site: Visit;
beforeAll(async () => {
  site = await visit();
  site.page.setDefaultTimeout(120_000);
});
afterAll(() => site.end());

/** Six texts for each of five labels, by three raters who agree. */
function everydayFile(): string {
  const said = {
    joy: 'What a happy, sunny day we had',
    fear: 'I am afraid of the dark stairs',
    anger: 'He broke my bike again and I am furious',
    sadness: 'We said goodbye to our old dog and cried',
    gratitude: 'Thank you for helping me with the boxes',
  };
  const rows = Object.entries(said).flatMap(([label, text], place) =>
    Array.from({ length: 6 }, (_, day) =>
      ['ann', 'ben', 'cem'].map((rater) => `${place * 6 + day},"${text}, day ${day + 1}.",${rater},${label}`),
    ).flat(),
  );
  return `id,text,rater,emotion\n${rows.join('\n')}\n`;
}

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

it('of texts that are here it computes the embedding score when it is asked to, keeps the vectors, and shows the score', async () => {
  const { page } = site;
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.getByRole('link', { name: 'All projects' }).click();
  await page.getByLabel('Files to open').setInputFiles({
    name: 'everyday.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(everydayFile()),
  });
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  await page.getByText(/models? ha(s|ve) answered/).waitFor();
  await untilAnalysed(page);
  await openView(page, 'The paper');
  const table = page.getByRole('region', { name: 'Lexical transparency and the gradient', exact: true });
  await table.getByText('need vectors of the texts').waitFor();
  const isOfEncoder = (url: string) => url.includes('/models/all-minilm-l6-v2-');
  expect(requests.filter(isOfEncoder)).toEqual([]);
  await table.getByRole('button', { name: 'Compute the embedding score' }).click();
  await table.getByText('need vectors of the texts').waitFor({ state: 'hidden' });
  await untilAnalysed(page);
  expect(requests.some(isOfEncoder)).toBe(true);
  const scores = async () => {
    const { cells } = await saved(page, 'Lexical transparency and the gradient');
    return cells
      .filter((row) => row[6] === 'embedding' && row[4] !== '')
      .map((row) => [row[4], Number(row[7])]);
  };
  const found = await scores();
  expect(found.map(([label]) => label).sort()).toEqual(['anger', 'fear', 'gratitude', 'joy', 'sadness']);
  for (const [, score] of found) expect(score).toBeGreaterThan(0.1);
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await untilAnalysed(page);
  await page.getByRole('button', { name: 'Save as CSV: Lexical transparency and the gradient' }).waitFor();
  expect(await scores()).toEqual(found);
  expect(site.errors).toEqual([]);
}, 300_000);

it('on files of the study a saved table has the figures that `dissensus replicate` writes', async () => {
  const { page } = site;
  await page.getByRole('link', { name: 'All projects' }).click();
  await page.getByLabel('Files to open').setInputFiles(FILES.map((name) => `${PAPER_FOLDER}${name}`));
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  // The page asks its own model about so few texts by itself.
  await page.getByText('7 models have answered').waitFor();
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
    const mine = about(cells.filter(([, model]) => !model.startsWith('dissensus/')));
    expect([...mine.keys()].sort()).toEqual([...about(replicated).keys()].sort());
    for (const [key, figures] of about(replicated))
      for (const [place, figure] of figures.entries())
        if (figure === '' || key.startsWith('table')) expect(mine.get(key)![place], key).toBe(figure);
        else expect(Number(mine.get(key)![place]), key).toBeCloseTo(Number(figure), 8);
  }
  expect(site.errors).toEqual([]);
}, 600_000);
