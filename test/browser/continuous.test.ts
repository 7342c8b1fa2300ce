import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/analysis/report.ts';
import { written } from '../../src/pages/read/numbers/number-figures.ts';
import { axeFindings } from './axe.ts';
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
    const names = async () => {
      const rows = await table.getByRole('row').allInnerTexts();
      return rows.slice(1).map((row) => row.split('\t')[0]);
    };
    await expect.poll(names).toEqual(['warm-model', 'flat-model', 'other texts’ ratings']);
    await page.getByRole('link', { name: 'Categories', exact: true }).click();
    await page.getByText('Categories is not drawn for “pleasantness (0-100)”').waitFor();
    expect(await page.getByRole('main').getByRole('link', { name: 'Items' }).count()).toBeGreaterThan(1);
    await page.getByRole('link', { name: 'People', exact: true }).first().click();
    await page.getByRole('region', { name: 'People among themselves' }).waitFor();
    expect(site.errors).toEqual([]);
  });
});

describe('the texts of a slider, in Items, the report file and a talk', () => {
  /** As wide as names of files of weights are, in letters as wide as letters are. */
  const LONG = 'ORGANISATION/WARM-MODEL-MMMMMMMM-WWWWWWWW-70B-INSTRUCT-Q4_K_M';
  let site: Visit;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'continuous-'));
    const models = (await readFile(FILES[1], 'utf8')).replaceAll('warm-model', LONG);
    await writeFile(join(folder, 'models.csv'), models);
    site = await visit();
    const { page } = site;
    page.setDefaultTimeout(90_000);
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.getByLabel('Files to open').setInputFiles([FILES[0], join(folder, 'models.csv')]);
    await page.getByRole('heading', { name: 'The model’s mean against people’s' }).waitFor();
    await page.getByRole('button', { name: 'Export report' }).and(page.locator(':enabled')).waitFor();
  });
  afterAll(() => site.end());

  it('are listed with the numbers of both, by residual and by spread', async () => {
    const { page } = site;
    await page.getByRole('link', { name: 'Items', exact: true }).click();
    const list = page.getByRole('list', { name: 'Texts' });
    await list.locator('strong').first().waitFor();
    const residuals = async () =>
      (await list.locator('strong').allInnerTexts()).map((words) => Number(words.replace('−', '-')));
    const descending = (values: number[]) => [...values].sort((a, b) => b - a);
    const sizes = (await residuals()).map(Math.abs);
    expect(sizes.length).toBeGreaterThan(5);
    expect(sizes).toEqual(descending(sizes));
    await page.getByLabel('Order').selectOption('over');
    await expect.poll(async () => (await residuals()).join()).toBe(descending(await residuals()).join());
    await page.getByLabel('Order').selectOption('people');
    await list
      .getByRole('img', { name: /people mean .* of \d+, .* model mean/ })
      .first()
      .waitFor();
    await list.getByRole('button').first().click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(/rater \w+:/)
      .first()
      .waitFor();
    await dialog.getByText('the residual is').waitFor();
    // The other model's answer to this text, under people's.
    const other = dialog.getByRole('listitem').filter({ hasText: 'flat-model' });
    await other.getByText(/^mean \d/).waitFor();
    await other.getByRole('img', { name: /people mean .*; model/ }).waitFor();
    const [place, texts] = (await dialog.getByText(/^\d+ of \d+$/).textContent())!.split(' of ').map(Number);
    expect([place, texts]).toEqual([1, 24]);
    const first = await dialog.locator('#item-text').textContent();
    await page.keyboard.press('ArrowRight');
    await dialog.getByText('2 of 24', { exact: true }).waitFor();
    expect(await dialog.locator('#item-text').textContent()).not.toBe(first);
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  it('stay within a phone’s width in every view', async () => {
    const { page } = site;
    await page.setViewportSize({ width: 390, height: 844 });
    for (const view of ['Overview', 'People', 'Models', 'Items', 'Method']) {
      await page.getByRole('link', { name: view, exact: true }).first().click();
      await page.getByRole('heading', { name: view, level: 2, exact: true }).waitFor();
      await page.getByText(`Opening ${view}`).waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBeLessThanOrEqual(390);
    }
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  it('are in the report file, with both charts, every figure and every reason', async () => {
    const { page } = site;
    await page.getByRole('button', { name: 'Export report' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: /^Also the 100 texts/ }).check();
    const saved = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save the report (HTML)' }).click();
    const path = join(folder, 'report.html');
    await (await saved).saveAs(path);
    await dialog.getByRole('button', { name: 'Close' }).click();
    const opened = await site.context.newPage();
    await opened.setContent(await readFile(path, 'utf8'));
    const { compact, ...counts } = await opened.evaluate(() => ({
      compact: document.body.innerText.replace(/\s+/g, ' '),
      scatters: document.querySelectorAll('svg[aria-label^="The model’s mean against people’s"]').length,
      residuals: document.querySelectorAll('svg[aria-label^="Residuals over the mean"]').length,
      intervals: document.querySelectorAll('svg[aria-label^="Models side by side"]').length,
    }));
    expect(counts).toEqual({ scatters: 2, residuals: 2, intervals: 1 });
    for (const words of [
      'Question: pleasantness',
      'People among themselves',
      'ICC(2,1), one rater',
      'other texts’ ratings: It says nearly the same of every text.',
      'The bakery closed early',
      'Lin 1989, Biometrics 45(1)',
    ])
      expect(compact).toContain(words);
    await opened.close();
  });

  it('go through a talk, every word large enough and within its chart', async () => {
    const { page } = site;
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await page.getByRole('button', { name: 'Present' }).click();
    const stage = page.getByRole('region', { name: 'Talk' });
    for (const view of ['Overview', 'People', 'Models', 'Items', 'Method']) {
      await stage.getByRole('heading', { name: view, level: 2, exact: true }).waitFor();
      await stage.getByRole('heading', { level: 3 }).first().waitFor();
      await page.getByText(`Opening ${view}`).waitFor({ state: 'detached' });
      const { smallest, beyond } = await page.evaluate(wordsOnStage);
      expect(smallest, view).toBeGreaterThanOrEqual(18);
      expect(beyond, view).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('ArrowDown');
    await stage
      .getByText(/, flat-model$/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    expect(site.errors).toEqual([]);
  });
});

/** Size of the smallest words that are shown on the stage, and the words that reach out of their chart. */
function wordsOnStage(): { smallest: number; beyond: string[] } {
  const shown = document.querySelector('.stage .shown')!;
  const sizes: number[] = [];
  const beyond: string[] = [];
  const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement!;
    const box = element.getBoundingClientRect();
    if (walker.currentNode.textContent!.trim() === '' || box.width <= 1) continue;
    const cut = shown.getBoundingClientRect();
    if (box.left < cut.left - 1 || box.right > cut.right + 1) beyond.push(element.textContent!);
    const picture = (element as Element as SVGElement).ownerSVGElement;
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    sizes.push(size * (picture?.getScreenCTM()?.a ?? 1));
    if (!picture) continue;
    const frame = picture.getBoundingClientRect();
    if (box.left < frame.left - 1 || box.right > frame.right + 1) beyond.push(element.textContent!);
  }
  return { smallest: Math.min(...sizes), beyond };
}

function ends({ mean, lo, hi }: { mean: number | null; lo: number | null; hi: number | null }) {
  return [mean, lo, hi] as [number | null, number | null, number | null];
}
