import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBenchmark } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

const TITLE = 'How far the model is from people';

/** Millimetres that a program which reads a PNG's density makes it wide. */
function widthInPrint(png: Buffer): number {
  const density = png.indexOf('pHYs');
  expect(png[density + 12]).toBe(1);
  return (png.readUInt32BE(16) / png.readUInt32BE(density + 4)) * 1000;
}

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
    // Whose figures, over which data and how many texts.
    expect(file.suggestedFilename()).toMatch(
      new RegExp(`^How-far-the-model-is-from-people-.*minilm.*-n\\d+\\.${format.toLowerCase()}$`, 'u'),
    );
    return await readFile(await file.path());
  }

  it('is a table as well, and the same figures as CSV', async () => {
    await figure().getByRole('button', { name: 'Show as table' }).click();
    const table = figure().getByRole('region', { name: `Table: ${TITLE}` });
    const row = table.getByRole('row', { name: /model to all raters/ });
    const [mean] = (await row.getByRole('cell').allTextContents()).map(Number);
    expect(mean).toBeGreaterThan(0.03);
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
      expect(picture).toMatch(new RegExp(`<title>${TITLE}\\. .+ · .+ · n = [\\d,]+ texts</title>`));
      expect(picture).toContain('model to all raters');
      expect(picture).toContain('bootstrap');
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
    // At 288 dots an inch, so that a program sets it as large as it is in the page.
    expect(widthInPrint(png)).toBeCloseTo((png.readUInt32BE(16) / 288) * 25.4, 1);
  });

  it('is a figure for a paper: the plot alone or with its words, as wide as asked for, words of a size', async () => {
    await figure().getByRole('button', { name: 'Figure…' }).click();
    const form = figure().getByRole('form', { name: `Figure: ${TITLE}` });
    await form.getByLabel('Width').fill('85');
    await form.getByLabel('Words').fill('6.5');
    const before = await figure().getByRole('img').getAttribute('width');
    const save = async () => {
      const download = site.page.waitForEvent('download');
      await form.getByRole('button', { name: 'Save the figure' }).click();
      return await readFile(await (await download).path());
    };
    const plot = (await save()).toString('utf8');
    expect(plot).toMatch(/^<svg[^>]* width="85mm" height="[\d.]+mm"/);
    // Words are 13 of its own pixels: at 6.5 pt half a point each.
    const across = Number(/viewBox="0 0 ([\d.]+) /.exec(plot)![1]);
    expect(across / 2).toBeCloseTo((85 / 25.4) * 72, 1);
    const wordsIn = (svg: string) =>
      [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, words]) => words).join(' ');
    expect(wordsIn(plot)).not.toContain(TITLE);
    expect(wordsIn(plot)).toContain('model to all raters');
    // The page is as it was.
    expect(await figure().getByRole('img').getAttribute('width')).toBe(before);

    await form.getByLabel('Contents').selectOption('with title and caption');
    expect(wordsIn((await save()).toString('utf8'))).toContain(TITLE);

    await form.getByLabel('Contents').selectOption('plot only');
    await form.getByLabel('Format').selectOption('PNG');
    for (const scale of [1, 4]) {
      await form.getByLabel('Pixels').selectOption(String(scale));
      const png = await save();
      expect(png.readUInt32BE(16)).toBe(Math.floor((85 / 25.4) * 96) * scale);
      expect(widthInPrint(png)).toBeCloseTo(85, 1);
    }
  });

  it('prints a figure on a page of its own size, and leaves the page as it was', async () => {
    const { page } = site;
    // The dialog of the browser itself cannot be pressed here: its moment is taken to print by other means.
    await page.evaluate(() => (globalThis.print = () => undefined));
    const form = figure().getByRole('form', { name: `Figure: ${TITLE}` });
    await form.getByLabel('Format').selectOption({ label: 'PDF, by the print dialog' });
    await form.getByRole('button', { name: 'Print the figure' }).click();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const [, width] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf)!.map(Number);
    expect(Math.abs(width - (85 / 25.4) * 72)).toBeLessThan(1);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await page.locator('.printed-picture').count()).toBe(0);
    await figure().getByRole('button', { name: 'Figure…' }).click();
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

  it('stands beside tables that are sorted and taken along in the formats of papers', async () => {
    const { page } = site;
    await page.getByRole('link', { name: 'Categories', exact: true }).click();
    const table = page.getByRole('region', { name: 'Label by label', exact: true });
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', {
        value: {
          writeText: (text: string) => {
            (globalThis as unknown as { copied: string }).copied = text;
            return Promise.resolve();
          },
        },
      });
    });
    const first = async () =>
      Number(await table.getByRole('row').nth(1).getByRole('cell').nth(3).textContent());
    await table.getByRole('button', { name: /^F1/ }).click();
    const greatest = await first();
    await table.getByRole('button', { name: /^F1/ }).click();
    expect(await first()).toBeLessThan(greatest);
    const tools = page.getByRole('group', { name: 'Take along: Label by label' });
    for (const [format, begins] of [
      ['TSV', /^Label\tSupport\tPrecision/],
      ['Markdown', /^\| Label \| Support \| Precision/],
      ['LaTeX', /^\\begin\{tabular\}\{lr+\}\n\\toprule\nLabel & Support & Precision/],
    ] as const) {
      await tools.getByRole('button', { name: `Copy as ${format}` }).click();
      await tools.getByText(new RegExp(`rows copied as ${format}`)).waitFor();
      expect(await page.evaluate(() => (globalThis as unknown as { copied: string }).copied)).toMatch(begins);
    }
    const download = page.waitForEvent('download');
    await tools.getByRole('button', { name: 'Save as CSV' }).click();
    const csv = await readFile(await (await download).path(), 'utf8');
    expect(csv.split('\r\n')[0]).toMatch(/^Label,Support,Precision,/);
  });
});
