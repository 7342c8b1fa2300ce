import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nightly } from '../nightly.ts';
import { axeFindings, RULES_OF_WIDTH } from './axe.ts';
import { openBenchmark, openView, untilAnalysed, viewNames } from './open-benchmark.ts';
import { raterFile } from './rater-file.ts';
import { visit, type Visit } from './visit.ts';

describe('axe finds nothing, in either theme,', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
  });
  afterAll(() => site.end());

  it('on the start page, with what it says of its copy for use offline', async () => {
    const keeping = await visit({ serviceWorkers: true });
    await keeping.page.getByRole('button', { name: 'GoEmotions, rater by rater' }).waitFor();
    expect(await axeFindings(keeping.page)).toEqual([]);
    await keeping.end();
  });

  it('on any view, at either width, whose colours are the same', async () => {
    const { page } = site;
    await openBenchmark(page);
    await untilAnalysed(page);
    const found: string[] = [];
    const views = await viewNames(page);
    expect(views).toHaveLength(12);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const view of views) {
        await openView(page, view);
        const findings =
          width === 1440 || nightly
            ? await axeFindings(page)
            : await axeFindings(page, ['light'], RULES_OF_WIDTH);
        found.push(...findings.map((finding) => `${view} at ${width}: ${finding}`));
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) found.push(`${view} at ${width} is ${over} pixels too wide`);
      }
    }
    expect(found).toEqual([]);
  }, 600_000);

  it('on a chart’s table, a text’s detail and the texts without a model', async () => {
    const { page } = site;
    await openView(page, 'Categories');
    await page.getByRole('button', { name: 'Show as table' }).first().click();
    await page.getByRole('region', { name: /^Table:/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await openView(page, 'Items');
    await page.getByRole('heading', { name: 'Models and texts' }).click();
    await page.getByRole('list', { name: 'Texts' }).getByRole('button').first().click();
    await page.getByRole('dialog').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('on texts that no model has answered yet', async () => {
    const { page } = site;
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Dissensus' }).click();
    await page.getByLabel('Files to open').setInputFiles(raterFile(250));
    await page.getByRole('heading', { name: 'No model has answered this question yet' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await openView(page, 'Items');
    await page.getByRole('list', { name: 'Texts' }).getByRole('listitem').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});
