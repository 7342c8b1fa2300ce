import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findFirefox, launchFirefox } from './firefox.ts';
import { serveFolder, type StaticServer } from './server.ts';

const firefox = await findFirefox();
let folder: string;
let server: StaticServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-firefox-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Served</title>');
  server = await serveFolder(folder, { isolated: true });
});

afterEach(() => vi.unstubAllEnvs());

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

it.skipIf(!firefox)('opens a page, isolated where the server says so', async () => {
  const browser = await launchFirefox();
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    expect(await page.title()).toBe('Served');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  } finally {
    await browser.close();
  }
});

it('says what to do about a FIREFOX_PATH where nothing is', async () => {
  vi.stubEnv('FIREFOX_PATH', join(folder, 'no-browser-here'));
  await expect(findFirefox()).rejects.toThrow(/FIREFOX_PATH is .*no-browser-here, and no program is there/);
});

// A Mac's application folder is looked through too, whatever PATH says.
describe.skipIf(process.platform === 'darwin')('where there is no Firefox and none can be installed', () => {
  beforeEach(() => {
    vi.stubEnv('FIREFOX_PATH', '');
    vi.stubEnv('PATH', folder);
  });

  it('finds none', async () => {
    vi.stubEnv('CI', '');
    expect(await findFirefox()).toBeNull();
  });

  it('fails in CI', async () => {
    vi.stubEnv('CI', 'true');
    await expect(findFirefox()).rejects.toThrow(/Firefox was not found, and CI must test it/);
  });
});
