import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { raterFile } from './rater-file.ts';
import { visit, type Visit } from './visit.ts';

/** Few: what becomes of their figures is the subject. */
const TEXTS = 40;

/** What is said of the gap once the baselines are there too. */
function gapOn(page: Page): Promise<string | null> {
  const chart = page.getByRole('img', { name: /^How far the model is from people.* baselines/s });
  return chart.getAttribute('aria-label');
}

describe('projects', () => {
  let site: Visit;
  let folder: string;
  let gap: string | null;
  beforeAll(async () => {
    site = await visit();
    site.page.setDefaultTimeout(60_000);
    folder = await mkdtemp(join(tmpdir(), 'dissensus-projects-'));
  });
  afterAll(async () => {
    await site.end();
    await rm(folder, { recursive: true });
  });

  const link = (name: string) => site.page.getByRole('link', { name, exact: true });
  const home = () => site.page.getByRole('link', { name: 'Dissensus' }).click();
  const button = (name: string) => site.page.getByRole('button', { name, exact: true });
  const gapShown = () => gapOn(site.page);

  it('are kept as they are opened, with the storage that they use', async () => {
    const { page } = site;
    await page.getByText('Nothing yet.').waitFor();
    await page.getByLabel('Files to open').setInputFiles(raterFile(TEXTS));
    await page.getByRole('button', { name: `Annotate ${TEXTS} texts` }).click();
    gap = await gapShown();
    expect(gap).toMatch(/0\.\d/);
    await home();
    await page.getByText(/\d of storage used by this site|[kM]B of storage used by this site/).waitFor();
  });

  it('are renamed and duplicated', async () => {
    const { page } = site;
    const name = (await page.getByRole('listitem').getByRole('link').first().textContent())!;
    await button(`Rename ${name}`).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Mine');
    await page.getByRole('textbox', { name: 'Name' }).press('Enter');
    await link('Mine').waitFor();
    await button('Duplicate Mine').click();
    await link('Mine (copy)').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('are renamed, duplicated and exported where they are open as well', async () => {
    const { page } = site;
    const rename = async (name: string) => {
      await button('Rename the project').click();
      await page.getByRole('textbox', { name: 'Name' }).fill(name);
      await page.getByRole('textbox', { name: 'Name' }).press('Enter');
      await page.getByRole('heading', { name, level: 1, exact: true }).waitFor();
    };
    await link('Mine (copy)').click();
    await rename('Yours');
    expect(await page.title()).toBe('Yours – Dissensus');
    await rename('Mine (copy)');
    await button('Duplicate the project').click();
    await page.getByText('Copied Mine (copy).').waitFor();
    await link('Open the copy').click();
    await page.getByRole('heading', { name: 'Mine (copy) (copy)', level: 1, exact: true }).waitFor();
    expect(await gapShown()).toBe(gap);
    await button('Export the project').click();
    const [download] = await Promise.all([page.waitForEvent('download'), button('Save the file').click()]);
    expect(download.suggestedFilename()).toMatch(/^Mine.*copy.*\.dissensus$/);
    await home();
    await expect.poll(() => page.title()).toBe('Dissensus');
    await link('Mine (copy) (copy)').waitFor();
    await link('Mine (copy)').waitFor();
  });

  it('come back from a file with every figure', async () => {
    const { page } = site;
    const path = await exported('Mine', true);
    await page.getByLabel('Project file to import').setInputFiles(path);
    await page.getByRole('heading', { name: 'Mine' }).waitFor();
    expect(await gapShown()).toBe(gap);
    await home();
    await expect.poll(() => link('Mine').count()).toBe(2);
  });

  it('leave their texts behind where asked to, and keep the figures', async () => {
    const { page } = site;
    const path = await exported('Mine', false);
    const content = await readFile(path, 'latin1');
    const [text] = raterFile(TEXTS).buffer.toString('utf8').split('\n')[1].split(',').slice(1);
    expect(text.length).toBeGreaterThan(5);
    expect(content).not.toContain(text);
    await page.getByLabel('Project file to import').setInputFiles(path);
    await page.getByText('The texts are not included.').waitFor({ state: 'attached' });
    expect(await gapShown()).toBe(gap);
    await home();
  });

  it('open in a browser that has never seen them, answers and all', async () => {
    const other = await visit();
    try {
      const { page } = other;
      page.setDefaultTimeout(60_000);
      await page
        .getByLabel('Project file to import')
        .setInputFiles(join(folder, 'Mine-without-texts.dissensus'));
      expect(await gapOn(page)).toBe(gap);
      expect(other.server.requests.filter((request) => request.endsWith('.onnx'))).toEqual([]);
      expect(other.errors).toEqual([]);
    } finally {
      await other.end();
    }
  });

  it('refuse a file that was edited', async () => {
    const { page } = site;
    const file = await readFile(await exported('Mine', true));
    file[file.length - 5] ^= 1;
    const path = join(folder, 'edited.dissensus');
    await writeFile(path, file);
    await page.getByLabel('Project file to import').setInputFiles(path);
    const problem = page.getByRole('alert');
    await problem.waitFor();
    expect(await problem.textContent()).toContain('cut off or altered after it was saved');
    await button('Dismiss').click();
  });

  it('are deleted with a way back, and then for good', async () => {
    const { page } = site;
    const stored = () =>
      page.evaluate(
        () =>
          new Promise<number>((settle) => {
            const open = indexedDB.open('dissensus:store');
            open.onsuccess = () => {
              const count = open.result.transaction('projects').objectStore('projects').count();
              count.onsuccess = () => settle(count.result);
            };
          }),
      );
    const before = await stored();
    await button('Delete Mine (copy)').click();
    await page.getByText('gone for good after 10 seconds, or when this page is left').waitFor();
    expect(await link('Mine (copy)').count()).toBe(0);
    expect(await stored()).toBe(before);
    expect(await button('Undo').evaluate((undo) => undo === document.activeElement)).toBe(true);
    await button('Undo').click();
    await link('Mine (copy)').waitFor();
    await button('Delete Mine (copy)').click();
    await expect.poll(stored, { timeout: 20_000 }).toBe(before - 1);
    expect(await link('Mine (copy)').count()).toBe(0);
    await button('Undo').waitFor({ state: 'detached' });
  });

  it('are renamed, deleted and brought back in one tab for another to see', async () => {
    const { page } = site;
    const other = await site.context.newPage();
    await other.goto(page.url());
    await other.getByRole('button', { name: 'Duplicate Mine', exact: true }).first().click();
    await link('Mine (copy)').waitFor();
    await link('Mine (copy)').click();
    await page.getByRole('heading', { name: 'Mine (copy)' }).waitFor();
    await other.getByRole('button', { name: 'Rename Mine (copy)', exact: true }).click();
    await other.getByRole('textbox', { name: 'Name' }).fill('Ours');
    await other.getByRole('textbox', { name: 'Name' }).press('Enter');
    await page.getByRole('heading', { name: 'Ours' }).waitFor();
    await other.getByRole('button', { name: 'Delete Ours', exact: true }).click();
    const notice = page.getByText('This project was deleted in another tab');
    await notice.filter({ hasText: 'brought back there' }).waitFor();
    await other.getByRole('button', { name: 'Undo', exact: true }).click();
    await notice.waitFor({ state: 'detached' });
    await other.getByRole('button', { name: 'Delete Ours', exact: true }).click();
    await notice.filter({ hasText: 'nothing more of it is kept' }).waitFor({ timeout: 20_000 });
    await other.close();
  });

  it('have sent nothing to anyone and left no error in the console', () => {
    expect(site.watch.foreignRequests()).toEqual([]);
    expect(site.errors).toEqual([]);
  });

  /** Exports the first project of a name and gives the file's path. */
  async function exported(name: string, withTexts: boolean): Promise<string> {
    const { page } = site;
    await page
      .getByRole('button', { name: `Export ${name}`, exact: true })
      .first()
      .click();
    if (!withTexts) await page.getByRole('radio', { name: /^Without the texts/ }).check();
    const [download] = await Promise.all([page.waitForEvent('download'), button('Save the file').click()]);
    expect(download.suggestedFilename()).toMatch(withTexts ? /^Mine\.dissensus$/ : /^Mine-without-texts\./);
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  }
});
