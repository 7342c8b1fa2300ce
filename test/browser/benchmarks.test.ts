import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHIPPED_BENCHMARKS } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { dataFolder } from '../data.ts';
import { forget, visit, type Visit } from './visit.ts';

if (dataFolder === null)
  console.warn('DISSENSUS_DATA is absent: texts are not joined with the shipped figures in the browser.');

const RATERS = `${dataFolder}goemotions/goemotions_raters_partial.csv`;
/** What is said where every text has its output before anything is run. */
const KEPT = 'All texts are annotated; the outputs came from this browser';

describe('the benchmarks that come with the page', () => {
  let site: Visit;
  let requests: string[];
  let gap: string | null;
  beforeAll(async () => {
    site = await visit();
    // Figures wait for an analysis, on a machine that may be busy.
    site.page.setDefaultTimeout(120_000);
    requests = [];
    site.context.on('request', (request) => requests.push(request.url()));
  });
  afterAll(() => site.end());

  it('show figures at once, by id, with no text and no model', async () => {
    const { page } = site;
    await page.getByRole('button', { name: 'GoEmotions, rater by rater' }).click();
    gap = await gapOf(page);
    expect(gap).toMatch(/0\.\d/);
    await page.getByRole('heading', { name: 'Models and texts' }).click();
    await page.getByText('The texts are not included.').waitFor();
    expect(await page.getByRole('button', { name: /^Annotate/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'Demszky et al. 2020' }).waitFor();
    await page.getByRole('link', { name: 'Items' }).click();
    await page.getByText('(text not included)').first().waitFor();
    await page.goBack();
    const shipped = SHIPPED_BENCHMARKS.find(({ id }) => id === 'goemotions-raters')!;
    expect(requests.some((url) => url.endsWith(shipped.path))).toBe(true);
    expect(requests.filter((url) => url.endsWith('.onnx'))).toEqual([]);
  });

  it('show every figure without computing any', async () => {
    const { page } = site;
    const question = new URL(page.url()).hash.includes('question=');
    expect(question).toBe(true);
    await page.getByRole('link', { name: 'Guidelines' }).click();
    await page
      .getByText(/cannot tell yet|do not substitute|substitute/)
      .first()
      .waitFor({ timeout: 5000 });
    expect(await workersFor(page, 'parts of the analysis')).toBe(0);
    expect(await page.getByText(/figures are being computed|Computing the figures/).count()).toBe(0);
    await page.goBack();
  });

  it('are a project like any other: there after a reload, and only once', async () => {
    const { page } = site;
    await page.reload();
    expect(await gapOf(page)).toBe(gap);
    const { hash } = new URL(page.url());
    await page.getByRole('link', { name: 'All projects' }).click();
    await page.getByRole('button', { name: 'GoEmotions, rater by rater' }).click();
    expect(await gapOf(page)).toBe(gap);
    expect(new URL(page.url()).hash).toBe(hash);
    expect(site.watch.foreignRequests()).toEqual([]);
    expect(site.errors).toEqual([]);
  });

  it('have links that work in a browser that has never seen them', async () => {
    const { page } = site;
    const link = page.url();
    expect(new URL(link).hash).toContain('project=goemotions-raters');
    await forget(site);
    await page.goto(link);
    expect(await gapOf(page)).toBe(gap);
    await page.reload();
    expect(await gapOf(page)).toBe(gap);
    await page.getByRole('link', { name: 'All projects' }).click();
    const project = page.getByRole('link', { name: /GoEmotions raters/ });
    await expect.poll(() => project.count()).toBe(1);
    await project.click();
    expect(await gapOf(page)).toBe(gap);
  });

  it('say when other files are opened for their texts', async () => {
    const { page } = site;
    const other = {
      name: 'other.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('id,text\n1,A note of ours\n'),
    };
    await page.getByLabel('Files with the texts').setInputFiles(other);
    const problem = page.getByRole('alert');
    await problem.waitFor();
    expect(await problem.textContent()).toContain('None of its ids is one of GoEmotions raters');
  });

  it.skipIf(dataFolder === null)('take the texts from the data set’s own file, by id', async () => {
    const { page } = site;
    await page.getByLabel('Files with the texts').setInputFiles(RATERS);
    await page.getByText(/missing texts found/).waitFor();
    await page.getByRole('button', { name: /^Add( anyway)?$/ }).click();
    await page.getByText('2 files read').waitFor();
    await page.getByRole('heading', { name: 'Models and texts' }).click();
    await page.getByText(KEPT).waitFor();
    expect(await gapOf(page)).toBe(gap);
    expect(await page.getByText('text not included').count()).toBe(0);
    expect(requests.filter((url) => url.endsWith('.onnx'))).toEqual([]);
  });

  it.skipIf(dataFolder === null)('keep their answers for the same file opened as usual', async () => {
    const { page } = site;
    await page.getByRole('link', { name: 'All projects' }).click();
    await page.getByLabel('Files to open').setInputFiles(RATERS);
    await page.getByRole('heading', { name: 'GoEmotions raters', exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Models and texts' }).click();
    await page.getByText(KEPT).waitFor();
    expect(await gapOf(page)).toBe(gap);
    expect(requests.filter((url) => url.endsWith('.onnx'))).toEqual([]);
  });
});

describe('a benchmark that is opened at a perspective', () => {
  let site: Visit;
  beforeAll(async () => {
    // Without a server the page is there by its copy for use offline.
    site = await visit({ serviceWorkers: true });
    site.page.setDefaultTimeout(120_000);
  });
  afterAll(() => site.end());

  it('opens at the one that was chosen', async () => {
    const { page } = site;
    await page.getByRole('button', { name: 'EmoBank, as the writer' }).click();
    const chosen = page.getByRole('button', { name: 'valence (writer)' });
    await chosen.waitFor();
    expect(await chosen.getAttribute('aria-pressed')).toBe('true');
    await gapOf(page);
  });

  it.skipIf(dataFolder === null)('gets its texts from the host that a button names, for good', async () => {
    const { page, server } = site;
    const asked: string[] = [];
    await page.route('https://raw.githubusercontent.com/**', (route) => {
      const name = new URL(route.request().url()).pathname.split('/').at(-1)!;
      asked.push(name);
      return route.fulfill({ path: `${dataFolder}emobank/${name}` });
    });
    await page.getByRole('heading', { name: 'Models and texts' }).click();
    const button = page.getByRole('button', { name: 'Get the texts: 4.5 MB from raw.githubusercontent.com' });
    await button.waitFor();
    expect(asked).toEqual([]);
    await button.click();
    await page.getByText(/4 files read/).waitFor();
    expect(asked).toEqual(['emobank.csv', 'individual_reader_ratings.csv', 'individual_writer_ratings.csv']);
    await page.getByRole('button', { name: /^Keep everything for use offline/ }).waitFor();
    await server.stop();
    await page.reload();
    await page.getByRole('heading', { name: 'Models and texts' }).click();
    await page.getByText(/4 files read/).waitFor();
    expect(await page.getByText('The texts are not included.').count()).toBe(0);
    expect(asked).toHaveLength(3);
  });
});

/** What the chart of the gap says, once it stands. */
async function gapOf(page: Page): Promise<string | null> {
  const chart = page.getByRole('img', { name: /^How far the model is from people/ });
  await chart.waitFor();
  const words = (await chart.getAttribute('aria-label')) ?? '';
  // The floor comes later; the model's own interval is there from the first.
  return /\d\.\d+[^;.]*/.exec(words)?.[0] ?? null;
}

/** How many workers of the page are for this. */
async function workersFor(page: Page, purpose: string): Promise<number> {
  const ours = page.workers().filter((worker) => worker.url().startsWith('blob:'));
  const names = await Promise.all(ours.map((worker) => worker.evaluate(() => self.name)));
  return names.filter((name) => name === purpose).length;
}
