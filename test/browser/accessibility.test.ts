import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBenchmark, openView, untilAnalysed, viewNames } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

declare global {
  /** axe-core, once its script has run in the page. */
  var axe: { run(context: Document, options: RunOptions): Promise<AxeResults> };
}

/** What axe finds fault with: rule and element, each once. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate((rules) => axe.run(document, rules), RULES);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
    await site.page.emulateMedia({ colorScheme });
    await site.page.evaluate(await readFile(AXE, 'utf8'));
  });
  afterAll(() => site.end());

  it('axe finds nothing on the start page', async () => {
    await site.page.getByRole('button', { name: 'GoEmotions, rater by rater' }).waitFor();
    expect(await faults(site.page)).toEqual([]);
  });

  it('axe finds nothing on any view, at either width', async () => {
    const { page } = site;
    await openBenchmark(page);
    await untilAnalysed(page);
    const found: string[] = [];
    const views = await viewNames(page);
    expect(views).toHaveLength(9);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const view of views) {
        await openView(page, view);
        found.push(...(await faults(page)).map((fault) => `${view} at ${width}: ${fault}`));
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) found.push(`${view} at ${width} is ${over} pixels too wide`);
      }
    }
    expect(found).toEqual([]);
  }, 600_000);

  it('axe finds nothing on a chart’s table, a text’s detail and the texts without a model', async () => {
    const { page } = site;
    await openView(page, 'Categories');
    await page.getByRole('button', { name: 'Show as table' }).first().click();
    await page.getByRole('region', { name: /^Table:/ }).waitFor();
    expect(await faults(page)).toEqual([]);
    await openView(page, 'Items');
    await page.getByText('Models and texts').click();
    await page.getByRole('list', { name: 'Texts' }).getByRole('button').first().click();
    await page.getByRole('dialog').waitFor();
    expect(await faults(page)).toEqual([]);
  });
});
