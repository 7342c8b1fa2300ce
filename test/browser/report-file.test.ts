import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { untilAnalysed } from './open-benchmark.ts';
import { LONGEST_TASK_MILLISECONDS } from './strain.ts';
import { visit, type Visit } from './visit.ts';

const DISSENSUS = resolve(import.meta.dirname, '../../bin/dissensus.mjs');
/** Names that are no HTML. */
const LABELS = ['calm', '<b>tense</b>', 'bored & done', 'merry'];
/** Enough for every chart; the figures are computed twice, here and by the command line. */
const TEXTS = 120;
const RATERS = 5;
const MODELS = ['elsewhere-7b', 'elsewhere-1b', 'another-large-instruct-2024-07-18'];
/** Paper of A4 within the margins of the report, in pixels of CSS. */
const PAPER = { width: Math.floor((180 / 25.4) * 96), height: Math.floor((267 / 25.4) * 96) };
const MOST_PAGES = 12;
/** Browser and Node differ in the last digits of a logarithm. */
const NUMBER = /(?<= )-?\d+(\.\d+)?(e[+-]?\d+)?/g;
const UNSAFE = '<img src=x onerror="document.title=1">';

const people = [
  'id,text,rater,mood',
  ...Array.from({ length: TEXTS * RATERS }, (_, row) => {
    const [item, rater] = [Math.floor(row / RATERS), row % RATERS];
    const mood = LABELS[(item + (item % 4 === rater ? 1 : 0)) % LABELS.length];
    return `s${item},"${UNSAFE.replaceAll('"', '""')} sentence ${item} of ours",w${rater},${mood}`;
  }),
  // A rater who answers one text twice is told of.
  's0,again,w0,calm',
].join('\n');
const answers = [
  `id,model,${LABELS.join(',')}`,
  ...MODELS.flatMap((model, place) =>
    Array.from({ length: TEXTS }, (_, item) => {
      // As unsure as the text has it, or there would be no uncertainty to compare.
      const sure = item % 9;
      const shares = LABELS.map((_, label) =>
        (
          (label === (item + (item % 5 === place ? 1 : 0)) % LABELS.length ? 55 + 3 * sure : 15 - sure) / 100
        ).toFixed(2),
      );
      return `s${item},${model},${shares.join(',')}`;
    }),
  ),
].join('\n');

let folder: string;
let site: Visit;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-report-'));
  await writeFile(join(folder, 'moods & <i>.csv'), people);
  await writeFile(join(folder, 'answers.csv'), answers);
  site = await visit();
  const { page } = site;
  page.setDefaultTimeout(120_000);
  await page
    .getByLabel('Files to open')
    .setInputFiles([join(folder, 'moods & <i>.csv'), join(folder, 'answers.csv')]);
  await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor();
  await untilAnalysed(page);
}, 600_000);
afterAll(async () => {
  await site.end();
  await rm(folder, { recursive: true });
});

async function saved(button: RegExp, name: string): Promise<string> {
  const { page } = site;
  const download = page.waitForEvent('download');
  await page.getByRole('dialog', { name: 'Export a report' }).getByRole('button', { name: button }).click();
  const path = join(folder, name);
  await (await download).saveAs(path);
  return path;
}

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Export report' }).click();
  await page.getByRole('dialog', { name: 'Export a report' }).waitFor();
}

describe('an exported report', () => {
  let read: Page;
  beforeAll(async () => {
    await site.page.emulateMedia({ colorScheme: 'dark' });
    await openDialog(site.page);
    expect(await axeFindings(site.page)).toEqual([]);
    await site.page.emulateMedia({ colorScheme: 'dark' });
    const path = await saved(/HTML/, 'report.html');
    read = await site.context.newPage();
    await read.goto(pathToFileURL(path).href);
  });

  it('has a summary, every topic with all models, the inputs and the method, under headings', async () => {
    expect(await read.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Summary',
      'Question: mood',
      'Data and settings',
      'Method',
    ]);
    for (const chart of [
      'How far each model is from people: mood',
      'Labels against uncertainty',
      'What calibration takes off',
      'How far people agree',
      ...MODELS.flatMap((model) => [
        `What ${model} says where people say another`,
        `Entropy of people and ${model}`,
        `Reliability diagram: ${model}`,
      ]),
    ]) {
      const figure = read.getByRole('figure', { name: chart, exact: true });
      expect(await figure.count(), chart).toBe(1);
      const picture = figure.getByRole('img');
      expect((await picture.getAttribute('aria-label'))!.length).toBeGreaterThan(chart.length + 20);
      expect(await picture.locator('text').count(), chart).toBeGreaterThan(3);
      await figure.getByText('Table', { exact: true }).click();
      expect(await figure.getByRole('row').count(), chart).toBeGreaterThan(2);
    }
    await read.getByText('D_i = Σ_c [(p_ic − q_ic)² − s²_ic / n_i]').waitFor();
    const file = read.getByRole('group', { name: 'Files' }).getByRole('row', { name: /moods/ });
    expect(await file.textContent()).toMatch(/[0-9a-f]{64}/);
    await read
      .getByText(/^Seed 1; gap figures over texts with at least 2 raters/)
      .first()
      .waitFor();
    await read.getByText(/Lines: worth at least 1; distance at most 0\.1;/).waitFor();
  });

  it('begins with the verdict on each model, its numbers and three charts', async () => {
    const summary = read.locator('.first-page');
    const verdicts = summary.getByRole('group', { name: 'Verdicts on mood' });
    expect(await verdicts.getByRole('rowheader').allTextContents()).toEqual(MODELS);
    for (const model of MODELS) {
      const cells = await verdicts.getByRole('row', { name: model }).getByRole('cell').allTextContents();
      expect(cells[0], model).toMatch(/substitute|cannot tell/);
      expect(cells[1], model).toMatch(/^0\.\d{3} \(0\.\d{3} to 0\.\d{3}\)$/);
    }
    expect(await summary.getByRole('figure').count()).toBe(3);
    await summary.getByText(`${TEXTS} texts, ${TEXTS * RATERS} votes, ${RATERS} raters`).waitFor();
  });

  it('says nothing twice: no chart, no table, no sentence of some length', async () => {
    const names = await read
      .getByRole('figure')
      .evaluateAll((figures) => figures.map((figure) => figure.querySelector('h3, h4, h5')!.textContent));
    expect(new Set(names).size).toBe(names.length);
    const sentences = await read.locator('main > p, main section > p, main .finding').allTextContents();
    const long = sentences.map((words) => words.trim()).filter((words) => words.length > 120);
    expect(long.filter((words, place) => long.indexOf(words) !== place)).toEqual([]);
  });

  it('counts a row that was left out once, and says why and where', async () => {
    const row = read.getByRole('group', { name: 'Files' }).getByRole('row', { name: /moods/ });
    expect((await row.getByRole('cell').allTextContents()).slice(-2)).toEqual([
      String(TEXTS * RATERS + 1),
      '1',
    ]);
    const why = read
      .getByRole('listitem')
      .filter({ hasText: 'An earlier row with the id "s0" has another text.' });
    expect((await why.textContent())!.replace(/\s+/g, ' ')).toMatch(
      new RegExp(`^1: .* Line ${TEXTS * RATERS + 2} ?$`),
    );
  });

  it('prints to a page of summary and twelve at the most, and breaks no figure and no table', async () => {
    // As it is opened: tables that were looked at before are closed again.
    await read.reload();
    const pdf = await read.pdf({ format: 'A4', preferCSSPageSize: true });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length;
    expect(pages).toBeLessThanOrEqual(MOST_PAGES);
    await read.emulateMedia({ media: 'print' });
    await read.setViewportSize({ width: PAPER.width, height: PAPER.height });
    const summary = (await read.locator('.first-page').boundingBox())!;
    expect(summary.height).toBeLessThanOrEqual(PAPER.height);
    const faults = await read.evaluate((width) => {
      const found: string[] = [];
      for (const table of document.querySelectorAll('table'))
        if (table.getBoundingClientRect().right > width + 0.5)
          found.push(`wider than paper: ${table.textContent.slice(0, 60)}`);
      const texts = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const node = texts.currentNode as Text;
        // Names of models and files end in numbers, and may break after a hyphen.
        if (!node.parentElement!.closest('td')) continue;
        for (const { index, 0: number } of node.data.matchAll(/[−+-]?\d[\d.,]*(e[−+-]?\d+)?/g)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + number.length);
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1)
            found.push(`broken: ${number} in ${node.data}`);
        }
      }
      return found;
    }, PAPER.width);
    expect(faults).toEqual([]);
    await read.emulateMedia({ media: null });
    await read.setViewportSize({ width: 1280, height: 720 });
  });

  it('is light whatever the page’s theme, without script, and may reach nothing', async () => {
    const html = await readFile(join(folder, 'report.html'), 'utf8');
    expect(html).toContain(
      `http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`,
    );
    expect(html).not.toMatch(/<script|<link|<button|<input|var\(--|svelte-|https?:\/\/(?!www\.w3\.org)/);
    expect(html).toContain('fill="rgb(27, 34, 44)"');
    expect(await axeFindings(read)).toEqual([]);
    await read.setViewportSize({ width: 390, height: 844 });
    expect(await read.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });

  it('shows names with HTML in them as they are, and no text unless it is wanted', async () => {
    expect(await read.getByText('<b>tense</b>').count()).toBeGreaterThan(5);
    await read.getByRole('heading', { name: /^moods & <i>/, level: 1 }).waitFor();
    expect(await read.locator('main b, main i, main img').count()).toBe(0);
    expect(await read.content()).not.toContain('of ours');

    await site.page.getByRole('checkbox', { name: /^Also the 100 texts/ }).check();
    await read.goto(pathToFileURL(await saved(/HTML/, 'with-texts.html')).href);
    expect(await read.getByText(`${UNSAFE} sentence`).count()).toBe(300);
    expect(await read.locator('main img').count()).toBe(0);
    expect(await read.title()).toMatch(/^moods & <i>.*: how far models are from people$/);
    await read.close();
  });

  it('has raters by number where that is wanted, in its file of figures too, and keeps the choice', async () => {
    const { page } = site;
    const box = page.getByRole('dialog').getByRole('checkbox', { name: 'Numbers instead of raters’ names' });
    await box.check();
    const numbered = await readFile(await saved(/HTML/, 'numbered.html'), 'utf8');
    const figures = await readFile(await saved(/JSON/, 'numbered.json'), 'utf8');
    for (const file of [numbered, figures]) {
      expect(file).toContain('rater 5');
      expect(file).not.toMatch(/\bw[0-4]\b/);
    }
    expect(await page.evaluate(() => localStorage.getItem('dissensus:raters by number'))).toBe('yes');
    await box.uncheck();
  });

  it('has beside it the very document that the command line writes', async () => {
    const ours = await readFile(await saved(/JSON/, 'page.json'), 'utf8');
    await promisify(execFile)(process.execPath, [
      DISSENSUS,
      'analyse',
      join(folder, 'moods & <i>.csv'),
      '--predictions',
      join(folder, 'answers.csv'),
      '--out',
      join(folder, 'command.json'),
    ]);
    const theirs = await readFile(join(folder, 'command.json'), 'utf8');
    expect(ours.replace(NUMBER, '#')).toBe(theirs.replace(NUMBER, '#'));
    const [page, command] = [ours, theirs].map((document) => document.match(NUMBER)!.map(Number));
    for (const [place, value] of page.entries())
      expect(Math.abs(value - command[place])).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)));
  });

  it('leaves the page as it was, without a long task', async () => {
    const { page } = site;
    await page.evaluate(() => {
      const tasks = ((globalThis as unknown as { tasks: number[] }).tasks = []);
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) (tasks as number[]).push(duration);
      }).observe({ type: 'longtask' });
    });
    await saved(/HTML/, 'again.html');
    await page.getByText(/report\.html is saved/).waitFor();
    const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
    expect(Math.max(0, ...tasks)).toBeLessThan(LONGEST_TASK_MILLISECONDS);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('heading', { name: 'Overview', level: 2 }).waitFor();
    await expect
      .poll(() => page.getByRole('figure', { name: 'How far the model is from people' }).count())
      .toBe(1);
    expect(site.errors).toEqual([]);
    expect(site.watch.foreignRequests()).toEqual([]);
  });
});

describe('printing', () => {
  it('draws the open view black on white, as wide as paper, without what can be pressed', async () => {
    const { page } = site;
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.getByText('Overview. Question: mood. Model: elsewhere-7b.').waitFor();
    const figure = page.getByRole('figure', { name: 'How far the model is from people' });
    const [ink, paper] = await figure.evaluate((element) => {
      const { color, breakInside } = getComputedStyle(element);
      return [color, getComputedStyle(document.documentElement).backgroundColor, breakInside];
    });
    expect([ink, paper]).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    await figure
      .getByText(/texts with at least 2 raters/)
      .first()
      .waitFor();
    await page.emulateMedia({ media: null });

    await page.evaluate(() => {
      addEventListener('beforeprint', () => {
        document.title = [...document.querySelectorAll('svg[role=img]')]
          .map((picture) => picture.getAttribute('width'))
          .join(' ');
      });
    });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 4).toString()).toBe('%PDF');
    expect(new Set((await page.title()).split(' '))).toEqual(new Set(['680']));
    const after = await page.getByRole('img', { name: /^How far/ }).getAttribute('width');
    expect(Number(after)).toBeGreaterThan(700);
  });
});
