import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBenchmark, openView, untilAnalysed } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

let site: Visit;
beforeAll(async () => {
  site = await visit();
});
afterAll(() => site.end());

it('a calibrator is saved where people judged, refused there, and applied to other texts', async () => {
  const { page } = site;
  await openBenchmark(page);
  await untilAnalysed(page);
  await openView(page, 'Calibration');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Save the .* calibrator$/ }).click();
  const path = await (await download).path();
  const buffer = await readFile(path);
  const { calibrators } = JSON.parse(buffer.toString('utf8'));
  expect(calibrators).toHaveLength(1);
  expect(calibrators[0]).toMatchObject({
    model: 'dissensus/minilm-everyday',
    fitted: { items: 257, seed: 1 },
  });
  const file = { name: 'calibrator.json', mimeType: 'application/json', buffer };
  await page.getByLabel('File of calibrators').setInputFiles(file);
  await page.getByRole('alert').filter({ hasText: 'figures under it would flatter it' }).waitFor();

  await page.getByRole('link', { name: 'All projects' }).click();
  await page.getByRole('button', { name: /example texts/ }).click();
  await page.getByText(/62 different texts annotated/).waitFor();
  await untilAnalysed(page);
  await openView(page, 'Calibration');
  await page.getByLabel('File of calibrators').setInputFiles(file);
  await page.getByText('calibrated; they stand among the models').waitFor();
  await page
    .getByRole('group', { name: 'Model' })
    .getByRole('button', { name: /calibrated to emotion/ })
    .waitFor();
  // The model that was open is called otherwise beside the calibrated one, and is the open one still.
  await expect.poll(() => new URL(page.url()).hash).toContain('model=minilm-everyday%20(softmax)');
  await untilAnalysed(page);
  expect(await page.getByText(/^This link names/).count()).toBe(0);
  await page.getByText('calibrated; they stand among the models').waitFor();
  await page
    .getByRole('group', { name: 'Model' })
    .getByRole('button', { name: /calibrated to emotion/ })
    .click();
  await openView(page, 'Items');
  await page.getByRole('list', { name: 'Texts' }).getByRole('listitem').first().waitFor();
  expect(site.errors).toEqual([]);
}, 600_000);
