import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { findChromium, killChromium, launchChromium } from './chromium.ts';
import { serveFolder, type StaticServer } from './server.ts';

let folder: string;
let server: StaticServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-chromium-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Served</title>');
  server = await serveFolder(folder, { isolated: true });
});

afterEach(() => vi.unstubAllEnvs());

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

it('opens a page, isolated where the server says so, and none for the address bar', async () => {
  const context = await launchChromium();
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    expect(await page.title()).toBe('Served');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect((await addresses(context)).filter((address) => address.includes('omnibox'))).toEqual([]);
  } finally {
    await context.close();
  }
});

it('offers a WebGPU adapter when asked for one', async () => {
  const context = await launchChromium({ webgpu: true });
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    // The DOM types of this TypeScript know no WebGPU.
    const adapter = await page.evaluate(async () => {
      const { gpu } = navigator as unknown as { gpu?: { requestAdapter(): Promise<object | null> } };
      return Boolean(await gpu?.requestAdapter());
    });
    expect(adapter).toBe(true);
  } finally {
    await context.close();
  }
});

it('keeps what a page stored when the browser is killed and started again with the same profile', async () => {
  const profile = join(folder, 'profile');
  const before = await launchChromium({ profile });
  const page = await before.newPage();
  await page.goto(server.url);
  await page.evaluate(
    () =>
      new Promise<void>((done, failed) => {
        const opening = indexedDB.open('kept', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('values');
        opening.onsuccess = () => {
          const writing = opening.result.transaction('values', 'readwrite', { durability: 'strict' });
          writing.objectStore('values').put('written', 'key');
          writing.oncomplete = () => done();
          writing.onerror = () => failed(writing.error);
        };
      }),
  );
  await killChromium(before);

  const after = await launchChromium({ profile });
  try {
    const reopened = await after.newPage();
    await reopened.goto(server.url);
    const value = await reopened.evaluate(
      () =>
        new Promise((done) => {
          const opening = indexedDB.open('kept');
          opening.onsuccess = () => {
            const reading = opening.result.transaction('values').objectStore('values').get('key');
            reading.onsuccess = () => done(reading.result);
          };
        }),
    );
    expect(value).toBe('written');
  } finally {
    await after.close();
  }
});

it('says what to do about a CHROME_PATH where nothing is', async () => {
  vi.stubEnv('CHROME_PATH', join(folder, 'no-browser-here'));
  await expect(findChromium()).rejects.toThrow(/CHROME_PATH is .*no-browser-here, and no program is there/);
});

/** Of all that a browser has loaded, pages of its own address bar and panels among it. */
async function addresses(context: BrowserContext): Promise<string[]> {
  const session = await context.browser()!.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
  return targetInfos.map(({ url }) => url);
}
