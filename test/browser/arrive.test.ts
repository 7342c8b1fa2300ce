import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FINDINGS, SIZES } from '../../src/pages/finding/finding.ts';
import { findingWords } from '../../src/pages/finding/finding-words.ts';
import { sizeWords } from '../../src/pages/finding/size-words.ts';
import { axeFindings } from './axe.ts';
import { visit, type Visit } from './visit.ts';

describe('arriving', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit({ serviceWorkers: true });
  });
  afterAll(() => site.end());

  it('shows the finding before anything is loaded that could have made it', async () => {
    const { page } = site;
    const { title, sentence } = sizeWords(SIZES);
    await page.getByRole('img', { name: `${title}. ${sentence}` }).waitFor();
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
    );
    expect(loaded.length).toBeGreaterThan(0);
    expect(loaded.filter((path) => /\.(onnx|wasm|bin|parquet)$|\/models\//.test(path))).toEqual([]);
  });

  it('moves nothing while it draws, on a wide screen and on a phone', async () => {
    const { page, context, server } = site;
    for (const width of [1440, 390]) {
      const fresh = await context.newPage();
      await fresh.setViewportSize({ width, height: 844 });
      await fresh.goto(server.url);
      await fresh.getByRole('img', { name: sizeWords(SIZES).title }).waitFor();
      await fresh.waitForTimeout(500);
      const shift = await fresh.evaluate(
        () =>
          new Promise<number>((settle) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
            }).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => settle(sum), 200);
          }),
      );
      expect(shift, `${width} wide`).toBeLessThan(0.01);
      const overflow = await fresh.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBe(0);
      await fresh.close();
    }
    await page.bringToFront();
  });

  it('has finding, live box and the ways on within the first screen of a laptop', async () => {
    const { page } = site;
    await page.setViewportSize({ width: 1440, height: 900 });
    const bottom = async (role: 'img' | 'textbox' | 'navigation', name: RegExp) => {
      const box = await page.getByRole(role, { name }).boundingBox();
      return box!.y + box!.height;
    };
    expect(await bottom('img', /^Tuned on people/)).toBeLessThan(900);
    expect(await bottom('textbox', /Try a sentence/)).toBeLessThan(900);
    expect(await bottom('navigation', /Ways on/)).toBeLessThan(900);
  });

  it('gives the exact values of models of every size as a table', async () => {
    const { page } = site;
    await page.getByRole('button', { name: 'Show as table' }).click();
    for (const { name, parameters, gap } of SIZES.models) {
      const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
      const cells = (await row.textContent())!.replaceAll(',', '');
      for (const figure of [parameters, gap.mean, gap.lo, gap.hi]) expect(cells).toContain(String(figure));
    }
    await page.getByRole('button', { name: 'Hide table' }).click();
  });

  it('switches to labels beside uncertainty on a benchmark, with what an exactly right model would reach', async () => {
    const { page } = site;
    for (const [place, finding] of FINDINGS.entries()) {
      const { title } = findingWords(finding);
      await page.getByRole('radio', { name: finding.name }).check();
      await page.getByRole('img', { name: new RegExp(title.slice(0, 40)) }).waitFor();
      await page
        .getByText(`${finding.items.toLocaleString('en')} items that no model was trained on`)
        .waitFor();
      if (place > 0) continue;
      await page.getByRole('button', { name: 'Show as table' }).click();
      const { labels, uncertainty, ifExact } = finding.models.find(({ name }) => name === 'minilm-everyday')!;
      const row = page.getByRole('row', { name: /^minilm-everyday 0\.\d/ });
      for (const figure of [labels.mean, uncertainty.mean, uncertainty.lo, uncertainty.hi, ifExact!])
        expect(await row.textContent()).toContain(String(figure));
      await page.getByRole('button', { name: 'Hide table' }).click();
    }
  });

  it('says what it is for, and has one primary button, which leads to texts and annotations', async () => {
    const { page } = site;
    const focused = () =>
      page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.id);
    await page.getByRole('button', { name: 'Explore the benchmarks' }).click();
    expect(await focused()).toBe('Explore the benchmarks');
    await page.getByText(/^For anyone with annotated texts: compare the labels of language models/).waitFor();
    const primary = page.locator('button.main:visible');
    expect(await primary.allTextContents()).toEqual(['Open my texts or annotations']);
    await primary.click();
    expect(await focused()).toBe('Your texts or annotations');
  });

  it('has no finding of axe in either theme, wide or narrow', async () => {
    const { page } = site;
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await axeFindings(page)).toEqual([]);
  });

  it('has used no network and left no error', () => {
    expect(site.watch.foreignRequests()).toEqual([]);
    expect(site.errors).toEqual([]);
  });
});
