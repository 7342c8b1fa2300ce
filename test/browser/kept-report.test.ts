import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emotionQuestion } from '../../src/readers/goemotions-labels.ts';
import { raterFile } from './rater-file.ts';
import { visit, type Visit } from './visit.ts';

/** So many that a verdict needs no more. */
const TEXTS = 60;

describe('a finished report', () => {
  let site: Visit;
  let gap: string;
  beforeAll(async () => {
    site = await visit();
    site.page.setDefaultTimeout(60_000);
  });
  afterAll(() => site.end());

  it('is kept with its project once the analysis is done', async () => {
    const { page } = site;
    await page.getByLabel('Files to open').setInputFiles(raterFile(TEXTS));
    await page.getByRole('button', { name: `Annotate ${TEXTS} texts` }).click();
    gap = await gapOf(page);
    await expect.poll(() => changeKept(page, null), { timeout: 60_000 }).toBeGreaterThan(0);
  });

  it('is shown when the project is opened again, and not computed', async () => {
    const { page } = site;
    // Nothing but the kept report can show this.
    await changeKept(page, 0.123);
    await page.reload();
    expect(await gapOf(page)).toBe('D is 0.123');
    await page.getByRole('link', { name: 'Guidelines' }).click();
    await page
      .getByText(/too little data|cannot tell yet|do not substitute/)
      .first()
      .waitFor();
    await page.goBack();
  });

  it('is not shown where what it was computed from has changed', async () => {
    const { page } = site;
    const { labels } = emotionQuestion;
    const even = labels.map(() => 1 / labels.length).join(',');
    const rows = [
      `id,${labels.join(',')}`,
      ...Array.from({ length: TEXTS }, (_, item) => `t${item},${even}`),
    ];
    await page.getByRole('heading', { name: 'Models and texts' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Add model predictions' }).click();
    await (
      await chooser
    ).setFiles({ name: 'even.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: /even/ }).first().waitFor();
    expect(await gapOf(page)).toBe(gap);
    expect(site.errors).toEqual([]);
  });
});

async function gapOf(page: Page): Promise<string> {
  const chart = page.getByRole('img', { name: /^How far the model is from people/ });
  await chart.waitFor();
  return /D is −?\d\.\d+/.exec((await chart.getAttribute('aria-label'))!)![0];
}

/** How many models, baselines aside, the kept reports are about; with a number it takes the place of every mean gap in them. */
async function changeKept(page: Page, mean: number | null): Promise<number> {
  return await page.evaluate(async (mean) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('dissensus:store');
      opening.onsuccess = () => resolve(opening.result);
    });
    const reports = database.transaction('reports', 'readwrite').objectStore('reports');
    const asked = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const [keys, values] = [await asked(reports.getAllKeys()), await asked(reports.getAll())];
    if (mean !== null)
      for (const [place, value] of values.entries()) {
        for (const { models } of value.report.questions)
          for (const model of models) if (model.gap) model.gap.squared.mean = mean;
        await asked(reports.put(value, keys[place]));
      }
    database.close();
    return values.flatMap(({ report }) => report.questions[0].models).filter(({ reference }) => !reference)
      .length;
  }, mean);
}
