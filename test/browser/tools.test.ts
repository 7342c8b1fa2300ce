import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { axeFindings } from './axe.ts';
import { openBenchmark, untilAnalysed } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

describe('what helps around a project', () => {
  let site: Visit;
  let page: Page;
  const dialog = (name: string) => page.getByRole('dialog', { name });
  const closed = (name: string) => dialog(name).waitFor({ state: 'detached' });
  beforeAll(async () => {
    site = await visit();
    ({ page } = site);
    page.setDefaultTimeout(60_000);
    await site.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  afterAll(() => site.end());

  it('is the list of keys, by “?” and by the mouse, but not while typing', async () => {
    await page.keyboard.press('?');
    await dialog('Keyboard').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await closed('Keyboard');
    await page.getByLabel(/Or paste texts/).press('?');
    await page.getByLabel(/Or paste texts/).press('/');
    expect(await page.getByLabel(/Or paste texts/).inputValue()).toBe('?/');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'Keyboard' }).click();
    await dialog('Keyboard').getByRole('button', { name: 'Close' }).click();
    await closed('Keyboard');
  });

  it('is the choice of colours, which stays', async () => {
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await background();
    await page.getByLabel('Colours').selectOption('dark');
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.reload();
    await page.getByLabel('Colours').waitFor();
    expect(await background()).toBe(dark);
    await page.emulateMedia({ media: 'print' });
    expect(await background()).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ media: 'screen' });
    await page.getByLabel('Colours').selectOption('as the system');
    expect(await background()).toBe(light);
  });

  it('is a search over views and texts, by “/” and by the mouse', async () => {
    await openBenchmark(page);
    await untilAnalysed(page);
    await page.keyboard.press('/');
    const search = dialog('Search in views and texts');
    await search.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.type('calib');
    expect(await search.getByRole('link').allTextContents()).toEqual(['Calibration']);
    await page.keyboard.press('Enter');
    await closed('Search in views and texts');
    expect(new URL(page.url()).hash).toContain('view=calibration');
    await page.getByRole('button', { name: 'Search' }).click();
    await search.getByRole('searchbox').fill('not included');
    await search.getByText(/[\d,]+ texts, the first 8 of them here/).waitFor();
    await search
      .getByRole('link', { name: /not included/ })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
    expect(new URL(page.url()).hash).toMatch(/view=items.*item=.*search=not%20included/);
    await page.keyboard.press('Escape');
  }, 300_000);

  it('is the citation, as a reference and as BibTeX', async () => {
    await page.getByRole('button', { name: 'Cite' }).click();
    const cite = dialog('Cite this analysis');
    await cite.getByText('@software{dissensus,').waitFor();
    const words = await cite.innerText();
    expect(words).toContain(`version ${packageFile.version}`);
    expect(words).toMatch(/data SHA-256 [0-9a-f]{64}, seed 1, default settings/);
    await cite.getByRole('button', { name: 'Copy BibTeX' }).click();
    await cite.getByText('BibTeX copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^@software\{dissensus,/);
    expect(await axeFindings(page)).toEqual([]);
    await cite.getByRole('button', { name: 'Close' }).click();
    await closed('Cite this analysis');
  });

  it('is a link, which says where it works', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    const link = dialog('Link to this view');
    await link.getByText('in any browser').waitFor();
    expect(await link.getByRole('textbox').inputValue()).toBe(page.url());
    expect(await axeFindings(page)).toEqual([]);
    const width = (await link.boundingBox())!.width;
    expect(width).toBeLessThanOrEqual(390);
    await page.keyboard.press('Escape');
    await closed('Link to this view');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  it('leaves a talk its keys: “?” lists them, Escape then closes the list alone, “/” does nothing', async () => {
    await page.keyboard.press('F2');
    const stage = page.getByRole('region', { name: 'Talk' });
    await stage.waitFor();
    const place = () => stage.getByText(/^\d+ of \d+/).textContent();
    await page.keyboard.press('/');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('?');
    await dialog('Keyboard').waitFor();
    const before = await place();
    await page.keyboard.press('ArrowRight');
    expect(await place()).toBe(before);
    await dialog('Keyboard').getByRole('button', { name: 'Close' }).click();
    await closed('Keyboard');
    await stage.waitFor();
    await page.keyboard.press('ArrowLeft');
    expect(await place()).not.toBe(before);
    await page.keyboard.press('Escape');
    await stage.waitFor({ state: 'detached' });
    expect(site.errors).toEqual([]);
    expect(site.watch.foreignRequests()).toEqual([]);
  });
});
