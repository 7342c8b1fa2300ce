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

  it('is gone along from within a text, as it is narrowed and sorted, and the address follows', async () => {
    const { page } = site;
    await page.getByLabel('Order', { exact: true }).selectOption('Smallest gap first');
    const rows = page.getByRole('list', { name: 'Texts' }).getByRole('button');
    const [first, second, third] = await rows.allTextContents();
    const listed = /^[\d,]+/.exec((await page.getByText(/^[\d,]+ texts of 13,446$/).textContent())!)![0];
    const dialog = page.getByRole('dialog');
    const standsAt = async (place: number, text: string) => {
      await dialog.getByText(`${place} of ${listed}`, { exact: true }).waitFor();
      expect(await dialog.locator('#item-text').textContent()).toBe(text);
      const id = await dialog.locator('p').first().textContent();
      expect(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('item')).toBe(id);
    };
    await rows.first().click();
    await standsAt(1, first);
    await page.keyboard.press('ArrowLeft');
    await standsAt(1, first);
    await page.keyboard.press('ArrowRight');
    await standsAt(2, second);
    await dialog.getByRole('button', { name: 'Next' }).click();
    await standsAt(3, third);
    await dialog.getByRole('button', { name: 'Previous' }).click();
    await standsAt(2, second);
    await page.reload();
    await standsAt(2, second);
    // Texts that were gone along are no steps on the way back.
    await page.goBack();
    await expect.poll(() => dialog.count()).toBe(0);
  });

  it('shows every model’s answer to a text beside people’s, and counts the labels that nobody gives', async () => {
    const { page } = site;
    const rows = page.getByRole('list', { name: 'Texts' }).getByRole('listitem');
    const dialog = page.getByRole('dialog');
    const models = page.getByRole('group', { name: 'Model', exact: true }).getByRole('button');
    /** Labels that a row names, with their shares as written, and how many more there are. */
    const answers = async () => {
      await rows.first().getByRole('button').click();
      const table = dialog.getByRole('table', { name: 'Every answer to this text' });
      await table.waitFor();
      await expect.poll(() => table.getByText('no answer').count()).toBe(0);
      const said = new Map<string, { shares: Map<string, string>; rest: number }>();
      for (const row of await table.locator('tbody tr').all()) {
        const pairs = (await row.locator('.said').allInnerTexts()).map((words) => words.trim().split(/\s+/));
        const rest = await row.locator('[data-rest]').allInnerTexts();
        said.set(await row.getByRole('rowheader').innerText(), {
          shares: new Map(pairs.map(([label, share]) => [label, share])),
          rest: rest.length > 0 ? Number(/^(\d+) more at 0%$/.exec(rest[0])![1]) : 0,
        });
      }
      await page.keyboard.press('Escape');
      await expect.poll(() => dialog.count()).toBe(0);
      return said;
    };
    const open = async (place: number) => {
      await models.nth(place).click();
      const drawn = rows.first().getByRole('img', { name: /^people and model: / });
      await drawn.waitFor();
      return { name: (await models.nth(place).innerText()).replace('dissensus/', ''), drawn };
    };
    await open(0);
    const said = await answers();
    expect([...said.keys()][0]).toBe('people');
    expect(said.size).toBe((await models.count()) + 1);
    for (const [who, { shares, rest }] of said) {
      expect(shares.size + rest, who).toBe(28);
      const sum = [...shares.values()].reduce((total, share) => total + Number.parseInt(share, 10), 0);
      expect(Math.abs(sum - 100), who).toBeLessThanOrEqual(10);
    }
    // What the dialog said of a model that was not open is what its own row says of it.
    await page.getByLabel('Label', { exact: true }).selectOption('Any label');
    await page.getByLabel('Gap', { exact: true }).selectOption('Any gap');
    await page.getByLabel('Order', { exact: true }).selectOption('As in the file');
    await open(0);
    const beside = await answers();
    const { name, drawn } = await open(1);
    const inRow = [...(await drawn.getAttribute('aria-label'))!.matchAll(/([a-z]+) (\d+%) (\d+%)/g)];
    expect(inRow.length).toBeGreaterThan(0);
    for (const [, label, voted, given] of inRow) {
      const shareOf = (who: string) => beside.get(who)!.shares.get(label) ?? '0%';
      expect([shareOf('people'), shareOf(name)], label).toEqual([voted, given]);
    }
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
    await page.getByRole('heading', { name: 'No model has answered this question yet' }).waitFor();
    await openView(page, 'Items');
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
    expect(await printed.nth(299).textContent()).toBe('t299\u2002Line 299 of our own');
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
