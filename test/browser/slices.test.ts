import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvFile } from './csv-file.ts';
import { visit, type Visit } from './visit.ts';

const TEXTS = 90;
const LABELS = ['joy', 'fear', 'anger'];

/** Texts of two sources, each judged by raters of two groups; a model that is right about one source alone. */
function files() {
  const rows = Array.from({ length: TEXTS }, (_, item) =>
    [0, 1, 2, 3, 4].map((rater) => {
      const label = LABELS[(item + (rater === item % 5 ? 1 : 0)) % 3];
      return `i${item},"Text number ${item} of all",r${rater},${rater < 2 ? 'young' : 'old'},${item % 3 ? 'news' : 'blog'},${label}`;
    }),
  ).flat();
  const answers = Array.from({ length: TEXTS }, (_, item) => {
    const right = item % 3 > 0 ? item : item + 1;
    return `i${item},${LABELS.map((_, label) => (label === right % 3 ? 0.8 : 0.1)).join()}`;
  });
  return [
    csvFile('sliced.csv', ['id,text,rater,age,source,label', ...rows]),
    csvFile('model.csv', [`id,${LABELS.join()}`, ...answers]),
  ];
}

const chart = (page: Page) => page.getByRole('img', { name: /^How far the model is from people/ });
const gap = async (page: Page) =>
  /D is −?\d\.\d+/.exec((await chart(page).getAttribute('aria-label', { timeout: 60_000 }))!)![0];

describe('slices of a project', () => {
  let site: Visit;
  let page: Page;
  beforeAll(async () => {
    site = await visit();
    ({ page } = site);
    page.setDefaultTimeout(60_000);
    await page.getByLabel('Files to open').setInputFiles(files());
    await chart(page).waitFor();
    await finished(page);
  });
  afterAll(() => site.end());

  it('filter every figure, stand in the address and in every caption, and are left with one press', async () => {
    const whole = await gap(page);
    const chooser = page.getByRole('group', { name: 'Slice' });
    const over = chooser.getByLabel('Figures over');
    expect(
      await over.locator('optgroup').evaluateAll((groups) => groups.map((one) => one.getAttribute('label'))),
    ).toEqual(['age, of raters', 'source, of texts', 'length in characters, of texts']);
    await over.selectOption({ label: 'source: blog (30 texts)' });
    await finished(page);
    expect(new URL(page.url()).hash).toContain('slice=source%3Dblog');
    expect(await gap(page)).not.toBe(whole);
    await page.getByText('All figures and charts are over texts with source: blog, 30 of 90.').waitFor();
    await page.getByText('30 of 90 texts').first().waitFor();
    const captions = page.locator('figcaption');
    expect(await captions.count()).toBeGreaterThan(1);
    for (const caption of await captions.all())
      expect(await caption.textContent()).toContain('Only texts with source: blog, 30 of 90.');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as SVG' }).first().click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toMatch(/-source-blog-n30\.svg$/);
    expect(await readFile(await saved.path(), 'utf8')).toContain('source: blog');
    // It stays where one goes.
    await page.getByRole('link', { name: 'Items' }).click();
    await page
      .getByText(/^30 of 30 texts|^30 texts/)
      .first()
      .waitFor();
    expect(new URL(page.url()).hash).toContain('slice=source%3Dblog');
    await page.getByRole('link', { name: 'Overview' }).click();
    const part = await gap(page);
    await page.reload();
    await finished(page);
    expect(await gap(page)).toBe(part);
    await page.getByRole('button', { name: 'All texts' }).click();
    // The slice's figures stay, and are named as such, until the others are computed.
    await expect.poll(() => gap(page)).toBe(whole);
    expect(new URL(page.url()).hash).not.toContain('slice');
    expect(site.errors).toEqual([]);
  });

  it('of raters change what people say, and it is said', async () => {
    const over = page.getByLabel('Figures over');
    await over.selectOption({ label: 'age: young (2 raters)' });
    await page
      .getByText(
        /over the answers of raters with age: young, 2 of 5, to 90 of 90 texts\. The votes of other raters do not count/,
      )
      .waitFor();
    await finished(page);
    await page
      .getByText(/180 votes/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'All texts' }).click();
    await page
      .getByText(/450 votes/)
      .first()
      .waitFor();
    await finished(page);
  });

  it('are put beside one another, with the difference and what it allows for', async () => {
    await page.getByLabel('Figures over').selectOption({ label: 'source: blog (30 texts)' });
    await page.getByLabel('compared with').selectOption({ label: 'source: news (60 texts)' });
    // In every view, not beside the table alone.
    await page
      .getByText(/is closer to people on source: news than on source: blog: Squared gap D differs by/)
      .waitFor();
    await page.getByRole('link', { name: /^Beside texts with source: news, 60 of 90/ }).click();
    const table = page.getByRole('region', { name: 'Two slices' });
    await table.getByRole('row', { name: /Squared gap D/ }).waitFor();
    const cells = await table
      .getByRole('row', { name: /Same top label/ })
      .getByRole('cell')
      .allTextContents();
    expect(cells[0]).toMatch(/^0\.\d+ \(.*\), n = 30$/);
    expect(cells[1]).toMatch(/, n = 60$/);
    expect(Number.parseFloat(cells[2].replace('−', '-'))).toBeLessThan(-0.5);
    await page
      .getByRole('img', { name: /is closer to people on source: news than on source: blog/ })
      .waitFor();
    await page
      .getByText(/First: texts with source: blog, 30 of 90\. Second: texts with source: news, 60 of 90\./)
      .first()
      .waitFor();
    const hash = new URL(page.url()).hash;
    expect(hash).toContain('compare=source%3Dnews');
    // A report has them too.
    await finished(page);
    await page.getByRole('button', { name: 'Export report' }).click();
    const figures = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save its figures (JSON)' }).click();
    const saved = await figures;
    expect(saved.suggestedFilename()).toMatch(/-source-blog-n30-report\.json$/);
    const report = JSON.parse(await readFile(await saved.path(), 'utf8')) as { slices: { other: object } };
    expect(report.slices.other).toMatchObject({ attribute: 'source', value: 'news', items: 60 });
    const written = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the report (HTML)' }).click();
    const html = await readFile(await (await written).path(), 'utf8');
    expect(html).toContain('All figures and charts are over texts with source: blog, 30 of 90.');
    expect(html).toContain('Two slices');
    await page.getByRole('button', { name: 'Close' }).click();
    expect(site.errors).toEqual([]);
  });

  it('that a link names and that are not there are said', async () => {
    const { hash } = new URL(page.url());
    await page.goto(page.url().replace(hash, hash.replace('slice=source%3Dblog', 'slice=source%3Dbook')));
    await page.getByText(/This link names the slice “source=book”, which is not here/).waitFor();
  });

  it('show no other model’s figures while those of the chosen one are computed', async () => {
    const { href, hash } = new URL(page.url());
    await page.goto(href.replace(hash, ''));
    const wrong = Array.from({ length: TEXTS }, (_, item) => `i${item},0.05,0.05,0.9`);
    await page
      .getByLabel('Files to open')
      .setInputFiles([...files(), csvFile('other.csv', [`id,${LABELS.join()}`, ...wrong])]);
    await chart(page).waitFor();
    await finished(page);
    const first = await gap(page);
    await page.getByRole('group', { name: 'Model' }).getByRole('button', { name: 'other' }).click();
    await expect.poll(() => gap(page)).not.toBe(first);
    const whole = await gap(page);
    // Every gap that the page shows from here on, however short.
    await page.evaluate(() => {
      const seen = new Set<string>();
      const look = () => {
        for (const one of document.querySelectorAll('[aria-label^="How far the model is from people"]')) {
          const found = /D is −?\d\.\d+/.exec(one.getAttribute('aria-label')!);
          if (found) seen.add(found[0]);
        }
      };
      new MutationObserver(look).observe(document.body, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      Object.assign(globalThis, { seenGaps: seen });
    });
    await page.getByLabel('Figures over').selectOption({ label: 'source: blog (30 texts)' });
    await page.getByText('The figures of other are being computed.').waitFor();
    await page.getByText('All figures and charts are over texts with source: blog, 30 of 90.').waitFor();
    await chart(page).waitFor();
    await finished(page);
    const part = await gap(page);
    expect(part).not.toBe(whole);
    const seen = await page.evaluate(() => [
      ...(globalThis as unknown as { seenGaps: Set<string> }).seenGaps,
    ]);
    expect(seen.filter((one) => one !== whole)).toEqual([part]);
    expect(site.errors).toEqual([]);
  });
});

async function finished(page: Page): Promise<void> {
  await page
    .getByText(/figures are being computed|Computing the figures/)
    .waitFor({ state: 'detached', timeout: 120_000 });
}
