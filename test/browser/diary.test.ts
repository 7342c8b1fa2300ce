import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvFile } from './csv-file.ts';
import { axeFindings } from './axe.ts';
import { visit, type Visit } from './visit.ts';

const LINES = 400;
const WORRIED = [
  'I heard steps on the stairs again and could not sleep.',
  'The doctor has not called, and I am afraid of what she will say.',
  'Another day alone; nobody wrote.',
  'I was so scared on the way home that I ran.',
];
const GLAD = [
  'We laughed until midnight, what a lovely evening.',
  'Thank you, sun, for this wonderful morning.',
  'She said yes, and I danced through the kitchen.',
  'I am so happy that the garden is in bloom.',
];
const PLAIN = ['Went to the shop.', 'The bus left at nine.', 'Cooked rice and read a little.'];

/** A diary whose first part is worried and whose last is glad, four lines a day. */
function diary() {
  const rows = Array.from({ length: LINES }, (_, line) => {
    const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(line / 4))).toISOString().slice(0, 10);
    const isGlad = (line * 7919) % LINES < line;
    const sentences = line % 5 === 0 ? PLAIN : isGlad ? GLAD : WORRIED;
    return `${day},"${sentences[line % sentences.length].replace('.', `, line ${line + 1}.`)}"`;
  });
  return csvFile('diary.csv', ['date,text', ...rows]);
}

const CHART = /^emotion by date/;

describe('a diary that nobody has judged', () => {
  let site: Visit;
  let page: Page;
  beforeAll(async () => {
    site = await visit();
    ({ page } = site);
    page.setDefaultTimeout(60_000);
    await page.getByLabel('Files to open').setInputFiles(diary());
    await page.getByRole('button', { name: 'Annotate 400 texts' }).click();
    await page.getByRole('img', { name: CHART }).waitFor({ timeout: 120_000 });
  }, 300_000);
  afterAll(() => site.end());

  it('has its figures in sight at the end of the run, and says above them what it came to', async () => {
    const card = page.locator('summary', { hasText: 'Models and texts' });
    const outcome = card.getByText(/finished: 400 different texts annotated, \d+ a second/);
    const chart = page.getByRole('img', { name: CHART });
    await expect.poll(async () => (await outcome.boundingBox())!.y).toBeLessThan(100);
    expect((await chart.boundingBox())!.y).toBeLessThan(500);
    await page.setViewportSize({ width: 390, height: 844 });
    await card.click();
    await page
      .getByRole('region', { name: 'Model', exact: true })
      .getByText(/400 different texts/)
      .waitFor();
    expect(await outcome.count()).toBe(0);
    await page.getByRole('button', { name: 'Show the figures' }).click();
    await expect.poll(async () => (await outcome.boundingBox())!.y).toBeLessThan(100);
    expect((await chart.boundingBox())!.y).toBeLessThan(700);
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  it('names the weeks that stand out, each with the text that shows it best', async () => {
    const weeks = page.locator('section', {
      has: page.getByRole('heading', { name: /^Highest (days|weeks|months): / }),
    });
    const links = weeks.getByRole('link');
    expect(await links.count()).toBeGreaterThan(1);
    expect(await links.first().textContent()).toMatch(/^(week of )?\d{4}-\d{2}(-\d{2})?\u2002./);
    expect(await weeks.getByText(/^\d+%, \d+ texts?$/).count()).toBe(await links.count());
    await page.getByRole('heading', { name: /^Lowest (days|weeks|months): valence$/ }).waitFor();
  });

  it('is shown over its dates: every label stacked, one label and valence with a band', async () => {
    const words = (await page.getByRole('img', { name: CHART }).getAttribute('aria-label'))!;
    expect(words).toMatch(/fear falls from \d+% to \d+%; joy rises from \d+% to \d+%/);
    const valence = page.getByRole('img', { name: /^valence by date/ });
    const [, low, high] = /lowest at (\S+) \(.*highest at (\S+) \(/.exec(
      (await valence.getAttribute('aria-label'))!,
    )!;
    expect(low < high).toBe(true);
    await page
      .getByText(/400 texts\. At each place a local linear fit/)
      .first()
      .waitFor();
    await page.getByRole('combobox', { name: 'Label', exact: true }).selectOption('fear');
    const fear = (await page.getByRole('img', { name: /^fear by date/ }).getAttribute('aria-label'))!;
    const [, leastFear, mostFear] = /lowest at (\S+) \(.*highest at (\S+) \(/.exec(fear)!;
    expect(leastFear > mostFear).toBe(true);
    await page.getByLabel('Texts in the order of').selectOption('the file');
    await page.getByRole('img', { name: /^emotion from the first text to the last/ }).waitFor();
  });

  it('hides neutral when asked, and shows the strongest and the least sure texts of a label', async () => {
    const stack = page.getByRole('img', { name: /^emotion from the first/ });
    await page
      .getByRole('figure', { name: /^emotion from/ })
      .getByRole('button', { name: 'Show as table' })
      .click();
    const heads = () =>
      page
        .getByRole('figure', { name: /^emotion from/ })
        .getByRole('columnheader')
        .allTextContents();
    expect(await heads()).toContain('neutral');
    await page.getByLabel('Hide “neutral”').check();
    await expect.poll(heads).not.toContain('neutral');
    await stack.waitFor();
    // What is hidden stays so over a reload.
    await page.reload();
    await stack.waitFor();
    expect(await page.getByLabel('Hide “neutral”').isChecked()).toBe(true);
    await page.getByLabel('Hide “neutral”').uncheck();
    await page.getByLabel('Texts in the order of').selectOption('date');
    const strongest = page.locator('section', {
      has: page.getByRole('heading', { name: 'Strongest: fear' }),
    });
    expect(await strongest.getByRole('listitem').count()).toBe(5);
    expect(await strongest.getByRole('link').first().textContent()).toMatch(/afraid|scared|steps/);
    expect(await strongest.getByText(/^\d{4}-\d\d-\d\d, \d+%/).count()).toBe(5);
    await page.getByRole('heading', { name: 'Least sure: fear' }).waitFor();
    await strongest.getByRole('link').first().click();
    await page
      .getByRole('dialog')
      .getByText(/, \d{4}-\d\d-\d\d$/)
      .waitFor();
    await page.keyboard.press('Escape');
  });

  it('has only tabs that can show something, and sorts its texts by any label', async () => {
    const tabs = page.getByRole('navigation', { name: 'Views' }).getByRole('link');
    expect(await tabs.allTextContents()).toEqual(['Overview', 'Items', 'Map', 'Method']);
    await tabs.nth(1).click();
    await page.getByLabel('Order').selectOption('Most joy first');
    const first = page.getByRole('list', { name: 'Texts' }).getByRole('listitem').first();
    await expect.poll(() => first.textContent()).toMatch(/danced|happy|laughed|lovely/);
    await page.getByRole('button', { name: 'valence' }).click();
    await page.getByLabel('Order').selectOption('Lowest mean first');
    await expect.poll(() => first.textContent()).toMatch(/afraid|alone|scared|steps/);
  });

  it('is without fault for axe, wide and narrow', async () => {
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('button', { name: 'emotion', exact: true }).click();
    await page.getByRole('img', { name: CHART }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForTimeout(300);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  it('is in a report with its charts, and without a text that nobody asked for', async () => {
    await page.getByRole('button', { name: 'Export report' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('dialog', { name: 'Export a report' }).getByRole('button', { name: /HTML/ }).click();
    const report = await readFile(await (await download).path(), 'utf8');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    expect(report).toContain('emotion by date');
    expect(report).toContain('valence by date');
    for (const sentence of [...GLAD, ...WORRIED, ...PLAIN])
      expect(report).not.toContain(sentence.slice(0, -1));
  });

  it('has a talk without a blank slide', async () => {
    await page.keyboard.press('F2');
    const stage = page.getByRole('region', { name: 'Talk' });
    await stage.getByRole('img', { name: CHART }).waitFor();
    await stage.getByText(/^1 of 3/).waitFor();
    await stage.getByRole('link').nth(4).click();
    const texts = page.getByRole('dialog', { name: /^Around 2024-\d\d-\d\d: 3 texts$/ });
    await expect.poll(() => texts.getByText(/line \d+/).count()).toBe(3);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('PageDown');
    await stage.getByText(/^1 of 3/).waitFor();
    await texts.getByRole('button', { name: 'Close' }).click();
    await texts.waitFor({ state: 'detached' });
    await page.keyboard.press('PageDown');
    await stage.getByRole('heading', { name: 'The texts that the model is surest about' }).waitFor();
    await page.keyboard.press('PageDown');
    // Nobody has laid a map out.
    await stage.getByText(/^3 of 3/).waitFor();
    await stage.getByRole('heading', { name: 'Texts without people' }).waitFor();
    await page.keyboard.press('Escape');
    expect(site.watch.foreignRequests()).toEqual([]);
    expect(site.errors).toEqual([]);
  });
});

it('a diary of plain text has the dates of its lines apart from them, or not, as its writer says', async () => {
  const site = await visit();
  const { page } = site;
  page.setDefaultTimeout(60_000);
  const lines = Array.from({ length: 60 }, (_, day) => {
    const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
    return `${date}: ${WORRIED[day % WORRIED.length]}`;
  });
  await page
    .getByLabel('Files to open')
    .setInputFiles({ name: 'diary.txt', mimeType: 'text/plain', buffer: Buffer.from(lines.join('\n')) });
  const said = page.getByRole('list', { name: 'How the files were read' });
  await said.getByText('60 lines, each with a date. The date is not part of the text.').waitFor();
  await said.getByRole('button', { name: 'Change: The date is part of the text.' }).click();
  await said.getByText('60 lines, each with a date. The date is part of the text.').waitFor();
  await said.getByRole('button', { name: 'Change: The date is not part of the text.' }).click();
  await said.getByText('60 lines, each with a date. The date is not part of the text.').waitFor();
  await page.getByRole('button', { name: 'Annotate 60 texts' }).click();
  await page.getByRole('img', { name: CHART }).waitFor({ timeout: 120_000 });
  await page.getByRole('link', { name: 'Items' }).click();
  const texts = page.getByRole('list', { name: 'Texts' });
  await texts.getByText(WORRIED[0]).first().waitFor();
  expect(await texts.getByText(/^2026-01-\d\d: /).count()).toBe(0);
  await texts.getByText('2026-01-01').waitFor();
  expect(site.errors).toEqual([]);
  await site.end();
}, 300_000);
