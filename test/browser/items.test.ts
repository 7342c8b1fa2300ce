import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBenchmark, openView } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

const MANY = 58_000;
const MOST_ROWS = 60;
const HEBREW = 'שלום, מה שלומך היום? 🎉';

describe('the table of texts', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
    await openBenchmark(site.page);
    await openView(site.page, 'Items');
  }, 300_000);
  afterAll(() => site.end());

  it('is narrowed by label and by gap, each in the address', async () => {
    const { page } = site;
    await page.getByText('13,446 texts', { exact: true }).waitFor();
    await page.getByLabel('Label', { exact: true }).selectOption('gratitude');
    const narrowed = page.getByText(/^[\d,]+ texts of 13,446$/);
    await narrowed.waitFor();
    const byLabel = await narrowed.textContent();
    await page.getByLabel('Gap', { exact: true }).selectOption('Gap: below 0.2');
    await expect.poll(() => narrowed.textContent()).not.toBe(byLabel);
    const both = await narrowed.textContent();
    expect(new URL(page.url()).hash).toMatch(/category=gratitude&gap=0\.\.0\.2/);
    await page.reload();
    await expect.poll(() => narrowed.textContent()).toBe(both);
  });

  it('opens a text with its votes at an address of its own, and back closes it', async () => {
    const { page } = site;
    await page.getByRole('list', { name: 'Texts' }).getByRole('button').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: /votes?/ }).waitFor();
    await dialog
      .getByText(/^rater /)
      .first()
      .waitFor();
    expect(new URL(page.url()).hash).toMatch(/item=\w+/);
    await page.goBack();
    await expect.poll(() => dialog.count()).toBe(0);
    await page.goForward();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).hash).not.toContain('item=');
    expect(site.errors).toEqual([]);
  });
});

describe('a link that is followed', () => {
  it('is not taken back by what is adjusted at the same moment', async () => {
    const site = await visit();
    const { page } = site;
    await openBenchmark(page);
    await openView(page, 'Items');
    const search = await page.getByRole('searchbox').elementHandle();
    const link = await page.getByRole('link', { name: 'Overview' }).elementHandle();
    await page.evaluate(
      ([link, search]) => {
        (link as HTMLAnchorElement).click();
        (search as HTMLInputElement).value = 'cake';
        search.dispatchEvent(new Event('input', { bubbles: true }));
      },
      [link!, search!] as const,
    );
    await page.getByRole('heading', { name: 'Overview' }).waitFor({ state: 'attached' });
    expect(new URL(page.url()).hash).not.toContain('view=');
    await site.end();
  });
});

describe(`${MANY.toLocaleString('en')} texts`, () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
  });
  afterAll(() => site.end());

  it(`scroll with at most ${MOST_ROWS} rows in the page, and right to left where they are`, async () => {
    const { page } = site;
    page.setDefaultTimeout(120_000);
    const rows = ['id,text,rater,mood'];
    for (let item = 0; item < MANY; item++)
      rows.push(
        `t${item},"${item === 29_000 ? HEBREW : `Line ${item} of our own`}",r${item % 7},${item % 3 ? 'calm' : 'tense'}`,
      );
    const buffer = Buffer.from(rows.join('\n'));
    await page.getByLabel('Files to open').setInputFiles({ name: 'many.csv', mimeType: 'text/csv', buffer });
    const list = page.getByRole('list', { name: 'Texts' });
    await list.getByRole('button', { name: 'Line 0 of our own' }).waitFor();
    const shown = async (share: number) => {
      await list.evaluate((element, share) => (element.scrollTop = share * element.scrollHeight), share);
      await page.waitForTimeout(150);
      return await list.getByRole('listitem').count();
    };
    for (const share of [0.25, 0.5, 0.9, 1]) expect(await shown(share)).toBeLessThanOrEqual(MOST_ROWS);
    await list.getByRole('button', { name: `Line ${MANY - 1} of our own` }).waitFor();
    // On paper the first of them are there, with their words.
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const printed = page.locator('.rows button[data-printed]:visible');
    expect(await printed.count()).toBe(300);
    expect(await printed.nth(299).textContent()).toBe('Line 299 of our own');
    const bottom = await printed.nth(299).evaluate((element) => element.getBoundingClientRect().bottom);
    const first = await printed.first().evaluate((element) => element.getBoundingClientRect().top);
    expect(bottom - first).toBeGreaterThan(300 * 40);
    await page.getByText('The first 300 of 58,000.').waitFor();
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await expect.poll(() => list.getByRole('listitem').count()).toBeLessThanOrEqual(MOST_ROWS);
    await page.getByRole('searchbox').fill('🎉');
    const text = list.getByRole('button', { name: HEBREW });
    await text.waitFor();
    expect(await text.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    expect(site.errors).toEqual([]);
  }, 240_000);
});
    await page.getByRole('heading', { name: 'No model has answered this question yet' }).waitFor();
    await openView(page, 'Items');
