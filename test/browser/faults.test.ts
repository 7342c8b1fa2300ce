import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { nightly } from '../nightly.ts';
import { addRandomClassifier, RANDOM } from './add-model.ts';
import { killChromium, launchChromium } from './harness/chromium.ts';
import { holdRun } from './held-run.ts';
import { keptOutputs } from './harness/kept-outputs.ts';
import { serveFolder, type StaticServer } from './harness/server.ts';
import { raterFile, textFile } from './rater-file.ts';

/** Of so many some are left when a run is held, for 250 of them are kept at once; and one worker does them all. */
const TEXTS = nightly ? 1200 : 290;
/** Judged ones, enough for a fault to strike while their figures are computed. */
const JUDGED = nightly ? 1200 : 200;
/** So many are kept when it strikes. */
const DONE = nightly ? 200 : 64;
/** Enough for a fault to strike while they are read. */
const LARGE = nightly ? 40_000 : 15_000;
/** The button that starts a run. */
const ASK = /^Annotate [\d,]+ texts/;

describe('a finished output is never lost or computed twice', () => {
  let server: StaticServer;
  let profile: string;
  let browser: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    server = await serveFolder(inject('site'), { basePath: '/dissensus/' });
    profile = await mkdtemp(join(tmpdir(), 'dissensus-faults-'));
    await start();
  });

  beforeEach(openPage);

  /** The next test begins with an empty storage, in the browser that is there: one is started only where another was killed. */
  afterEach(async () => {
    const empty = await browser.newPage();
    for (const tab of browser.pages()) if (tab !== empty) await tab.close();
    const session = await browser.newCDPSession(empty);
    await session.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes: 'all' });
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    await rm(profile, { recursive: true, maxRetries: 5 });
  });

  async function start() {
    browser = await launchChromium({ profile, serviceWorkers: false });
  }

  async function openPage() {
    page = await browser.newPage();
    await page.goto(server.url);
  }

  async function restart() {
    await killChromium(browser);
    await start();
    await openPage();
  }

  it('when the tab dies in the middle of annotating', async () => {
    await open(page);
    const { kept } = await holdRun(page, DONE, () => ask(page));
    const address = page.url();
    const session = await browser.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    void session.send('Page.crash').catch(() => undefined);
    await crashed;
    page = await browser.newPage();
    await page.goto(address);
    await goOn(page, kept);
  });

  it('when the browser is killed in the middle of annotating', async () => {
    await open(page);
    const { kept } = await holdRun(page, DONE, () => ask(page));
    const address = page.url();
    await restart();
    await page.goto(address);
    await goOn(page, kept);
  });

  it('when the browser is killed in the middle of the analysis', async () => {
    await openRaters(page);
    await ask(page);
    await expect
      .poll(() => keptOutputs(page), { timeout: 60_000 })
      .toEqual({ kept: JUDGED, different: JUDGED });
    await page.getByText('More figures are being computed…').waitFor();
    const address = page.url();
    await restart();
    await page.goto(address);
    await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor();
    expect(await keptOutputs(page)).toEqual({ kept: JUDGED, different: JUDGED });
  });

  it('when the storage is deleted under the page, which is said', async () => {
    await open(page);
    await holdRun(page, DONE, () => ask(page));
    const session = await browser.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes: 'indexeddb' });
    await page
      .getByRole('alert')
      .filter({ hasText: /storage/i })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.goto(server.url);
    await page.getByLabel('Files to open').waitFor({ state: 'attached' });
  });

  it('when the clock goes backwards in the middle of annotating', async () => {
    await page.addInitScript(() => {
      const now = Date.now;
      const started = now();
      Date.now = () => started - 1000 * (now() - started);
    });
    await page.reload();
    await open(page);
    const { kept } = await holdRun(page, DONE, () => ask(page));
    await page.reload();
    await goOn(page, kept);
  });

  it('and an import that is cut off leaves the projects as they were', async () => {
    await openRaters(page);
    await page.goto(server.url);
    const before = await projectNames(page);
    await page.getByLabel('Files to open').setInputFiles({ ...raterFile(LARGE), name: 'large.csv' });
    await page.getByRole('region', { name: 'Reading' }).waitFor();
    await restart();
    expect(await projectNames(page)).toEqual(before);
    await page.getByRole('link', { name: 'GoEmotions raters' }).click();
    await page.getByText(`${(3 * JUDGED).toLocaleString('en')} votes on emotion`).waitFor();
  });
});

/** Nobody judged these, so that nothing is computed beside the run. */
async function open(page: Page) {
  await page.getByLabel('Files to open').setInputFiles(textFile(TEXTS));
  await page.getByRole('button', { name: ASK }).waitFor();
  await addRandomClassifier(page);
}

async function openRaters(page: Page) {
  await page.getByLabel('Files to open').setInputFiles(raterFile(JUDGED));
  await page.getByText(`${(3 * JUDGED).toLocaleString('en')} votes on emotion`).waitFor();
  await addRandomClassifier(page);
}

async function ask(page: Page) {
  await page.getByRole('radio', { name: new RegExp(`^${RANDOM}`) }).check();
  await page.getByRole('button', { name: ASK }).click();
}

/**
 * Goes on with a run to the end: at least so many outputs were there, and each text has one. A tab that was asked goes on by
 * itself; another says that a model has answered and keeps the choice of models out of the way.
 */
async function goOn(page: Page, before: number) {
  expect(before).toBeLessThan(TEXTS);
  const running = page.getByText('annotating now', { exact: true });
  const answered = page.getByText('1 model has answered', { exact: true });
  const finished = page.getByText(/different texts annotated/);
  await running.or(answered).waitFor();
  if (!(await running.isVisible()) && !(await finished.isVisible())) {
    await page.getByRole('heading', { name: 'Models and texts' }).click();
    await ask(page);
  }
  await finished.waitFor({ timeout: 120_000 });
  const [, earlier] = /([\d,]+) of them before/.exec((await finished.textContent())!)!;
  expect(Number(earlier.replace(',', ''))).toBeGreaterThanOrEqual(before);
  expect(await keptOutputs(page)).toEqual({ kept: TEXTS, different: TEXTS });
}

async function projectNames(page: Page): Promise<string[]> {
  await page.getByRole('heading', { name: 'In this browser' }).waitFor();
  return await page.getByRole('link', { name: 'GoEmotions raters' }).allInnerTexts();
}
