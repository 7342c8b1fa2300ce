import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/analysis/report.ts';
import { written } from '../../src/pages/read/numbers/number-figures.ts';
import { visit, type Visit } from './visit.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/continuous/${name}`, import.meta.url));
const FILES = [fixture('slider.csv'), fixture('slider-models.csv')];
const PROGRAM = fileURLToPath(new URL('../../bin/dissensus.mjs', import.meta.url));

/** What the command line says of the same files. */
async function commandLineReport(): Promise<Report> {
  const out = join(await mkdtemp(join(tmpdir(), 'continuous-')), 'report.json');
  const args = ['analyse', FILES[0], '--predictions', FILES[1], '--out', out];
  await promisify(execFile)(process.execPath, [PROGRAM, ...args]);
  return JSON.parse(await readFile(out, 'utf8')) as Report;
}

describe('a slider’s answers and models’ numbers', () => {
  let site: Visit;
  let report: Report;
  beforeAll(async () => {
    report = await commandLineReport();
    site = await visit();
    site.page.setDefaultTimeout(90_000);
  });
  afterAll(() => site.end());

  it('are drawn with the figures of the command line', async () => {
    const { page } = site;
    await page.getByLabel('Files to open').setInputFiles(FILES);
    await page.getByRole('heading', { name: 'The model’s mean against people’s' }).waitFor();
    await page.getByRole('heading', { name: 'Residuals over the mean' }).waitFor();
    const [question] = report.continuous!;
    const [model] = question.models;
    const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) }).first();
    const shown: [string, number | null, number | null, number | null][] = [
      ['Pearson', ...ends(model.agreement!.pearson)],
      ['Lin’s concordance', ...ends(model.agreement!.concordance)],
      ['MAE', ...ends(model.error!.mae)],
      ['CRPS', ...ends(model.error!.crps)],
      ['ICC\\(2,1\\), one rater', ...ends(question.people!.among!.icc1)],
      ['ICC\\(2,k\\)', ...ends(question.people!.among!.iccK)],
    ];
    for (const [name, mean, lo, hi] of shown) {
      const cells = row(name).getByRole('cell');
      await expect.poll(() => cells.first().innerText(), { timeout: 60_000 }).toBe(written(mean));
      expect(await cells.nth(1).innerText()).toBe(`${written(lo)} to ${written(hi)}`);
    }
  });

  it('compare models, and say where the figures are that need labels', async () => {
    const { page } = site;
    await page.getByRole('link', { name: 'Models', exact: true }).click();
    const table = page.getByRole('region', { name: 'All figures' });
    const rows = await table.getByRole('row').allInnerTexts();
    expect(rows.slice(1).map((row) => row.split('\t')[0])).toEqual([
      'warm-model',
      'flat-model',
      'other texts’ ratings',
    ]);
    await page.getByRole('link', { name: 'Categories', exact: true }).click();
    await page.getByText('Categories is not drawn for “pleasantness (0-100)”').waitFor();
    await page.getByRole('link', { name: 'People', exact: true }).first().click();
    await page.getByRole('region', { name: 'People among themselves' }).waitFor();
    expect(site.errors).toEqual([]);
  });
});

function ends({ mean, lo, hi }: { mean: number | null; lo: number | null; hi: number | null }) {
  return [mean, lo, hi] as [number | null, number | null, number | null];
}
