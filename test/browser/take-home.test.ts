import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visit, type Visit } from './visit.ts';

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

it('a downloaded file, opened in a browser that has nothing, shows the same without running the model', async () => {
  const { page } = site;
  await page.getByLabel(/Or paste texts/).fill('I won the lottery!\n=1+1, she said\nשלום, מה שלומך היום?');
  await page.getByRole('button', { name: 'Annotate these texts' }).click();
  const chart = page.getByRole('img', { name: /^Label by label/ });
  const shown = await chart.getAttribute('aria-label');
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
