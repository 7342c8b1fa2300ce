import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBenchmark } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

const TITLE = 'How far the model is from people';

describe('a chart', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
    await openBenchmark(site.page);
  }, 300_000);
  afterAll(() => site.end());

  function figure() {
    return site.page.getByRole('figure', { name: TITLE, exact: true });
  }

  async function saved(format: string): Promise<Buffer> {
    const download = site.page.waitForEvent('download');
    await figure()
      .getByRole('button', { name: `Save as ${format}` })
      .click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`How-far-the-model-is-from-people.${format.toLowerCase()}`);
    return await readFile(await file.path());
  }

  it('is a table as well, and the same figures as CSV', async () => {
    await figure().getByRole('button', { name: 'Show as table' }).click();
    const table = figure().getByRole('region', { name: `Table: ${TITLE}` });
    const row = table.getByRole('row', { name: /model to all raters/ });
    const [mean] = (await row.getByRole('cell').allTextContents()).map(Number);
    expect(mean).toBeGreaterThan(0.3);
    await figure().getByRole('button', { name: 'Hide table' }).click();
    const lines = (await saved('CSV')).toString('utf8').split('\r\n');
    expect(lines[0]).toBe(',value,interval from,interval to');
    expect(Number(lines[1].split(',')[1])).toBeCloseTo(mean, 4);
  });

  it('goes along as an SVG that needs nothing of the page, in the colours of the theme', async () => {
    const pictures: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await site.page.emulateMedia({ colorScheme });
      pictures.push((await saved('SVG')).toString('utf8'));
    }
    const [light, dark] = pictures;
    for (const picture of pictures) {
      expect(picture).toContain(`<title>${TITLE}</title>`);
      expect(picture).toContain('model to all raters');
      expect(picture).toContain('seed 1');
      expect(picture).toContain('font-family=');
      expect(picture).not.toMatch(/var\(|class=|style=|color\(/);
    }
    expect(light).toContain('fill="rgb(255, 255, 255)"');
    expect(dark).toContain('fill="rgb(25, 31, 39)"');
    await site.page.emulateMedia({ colorScheme: 'light' });
  });

  it('goes along as a PNG that is sharp', async () => {
    const png = await saved('PNG');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(2000);
  });

  it('says exact values by keyboard, one stop for all marks, and opens the texts behind one', async () => {
    const { page } = site;
    const values = figure().getByRole('group', { name: `${TITLE}: values` });
    const stops = values.locator('[tabindex="0"]');
    expect(await stops.count()).toBe(1);
    await stops.focus();
    await page.keyboard.press('ArrowDown');
    const second = values.getByRole('link').nth(1);
    expect(await second.evaluate((mark) => mark === document.activeElement)).toBe(true);
    expect(await second.getAttribute('aria-label')).toMatch(/^.+: 0\.\d{3}/);
    expect(await stops.count()).toBe(1);
    await page.keyboard.press('Home');
    await page
      .getByText(/^0\.\d{3} \(0\.\d{3} to 0\.\d{3}\)$/)
      .last()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Items', level: 2 }).waitFor();
    expect(site.errors).toEqual([]);
  });
});
