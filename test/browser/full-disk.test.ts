import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { killChromium, launchChromium } from './harness/chromium.ts';
import { keptOutputs } from './harness/kept-outputs.ts';
import { serveFolder, type StaticServer } from './harness/server.ts';
import { textFile } from './rater-file.ts';

const TEXTS = 1200;
const disk = mkdtempSync(join(tmpdir(), 'dissensus-disk-'));
/** Only the system's administrator can have a small disk, so that elsewhere this is left out. */
const canHaveDisk = process.platform === 'linux' && mountDisk() && unmountDisk();

/** A disk of 64 MB. */
function mountDisk(): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk]).status === 0;
}

function unmountDisk(): boolean {
  return spawnSync('umount', ['-l', disk]).status === 0;
}

/**
 * What was found of Chromium: on a disk that runs full it deletes the storage of sites that it has not promised to keep, IndexedDB and
 * the origin's files alike, open or not. What it has promised to keep stays.
 */
describe.skipIf(!canHaveDisk)('a disk that runs full in the middle of a run', () => {
  let server: StaticServer;
  let browser: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    mountDisk();
    server = await serveFolder(inject('site'), { basePath: '/dissensus/', isolated: true });
    promiseStorage(server.origin);
    await start();
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    unmountDisk();
    rmSync(disk, { recursive: true, force: true });
  });

  async function start() {
    browser = await launchChromium({ profile: join(disk, 'profile') });
    page = await browser.newPage();
    await page.goto(server.url);
  }

  it('costs nothing that was finished where the browser has promised to keep it', async () => {
    await page.getByLabel('Files to open').setInputFiles(textFile(TEXTS));
    const ask = page.getByRole('button', { name: /^Annotate [\d,]+ texts/ });
    await ask.waitFor();
    expect(await page.evaluate(() => navigator.storage.persisted())).toBe(true);
    expect(await page.getByText('has not promised to keep').count()).toBe(0);
    await page.getByRole('radio', { name: 'roberta-emotion' }).check();
    await ask.click();
    await expect
      .poll(async () => (await keptOutputs(page)).kept, { timeout: 60_000, interval: 100 })
      .toBeGreaterThan(100);
    const { kept } = await keptOutputs(page);
    fillDisk();
    await page.waitForTimeout(5000);
    await killChromium(browser);
    rmSync(join(disk, 'full'));
    await start();
    await page.getByRole('link', { name: 'texts' }).first().waitFor();
    const after = await keptOutputs(page);
    expect(after.kept).toBeGreaterThanOrEqual(kept);
    expect(after.different).toBe(after.kept);
  });
});

/** As a person does who lets the site keep its storage: headless Chromium asks nobody. */
function promiseStorage(origin: string) {
  const setting = { [`${origin},*`]: { setting: 1, last_modified: '13370000000000000' } };
  const preferences = { profile: { content_settings: { exceptions: { durable_storage: setting } } } };
  mkdirSync(join(disk, 'profile', 'Default'), { recursive: true });
  writeFileSync(join(disk, 'profile', 'Default', 'Preferences'), JSON.stringify(preferences));
}

/** Leaves next to nothing free; what the browser writes meanwhile may leave less than was asked for, which fills it as well. */
function fillDisk() {
  const { bavail, bsize } = statfsSync(disk);
  try {
    writeFileSync(join(disk, 'full'), Buffer.alloc(Math.max(0, bavail * bsize - 20_000)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
