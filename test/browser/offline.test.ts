import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from './harness/chromium.ts';
import { watchRequests, type RequestWatch } from './harness/requests.ts';
import { serveFolder, type StaticServer } from './harness/server.ts';

describe('without a network, from a host that sends no headers of ours', () => {
  let server: StaticServer;
  let watch: RequestWatch;
  let profile: string;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    server = await serveFolder(inject('site'), { basePath: '/somebody/dissensus/' });
    watch = await watchRequests(server.origin);
    profile = await mkdtemp(join(tmpdir(), 'dissensus-offline-'));
    context = await launchChromium({ watch, profile });
    page = context.pages()[0] ?? (await context.newPage());
  });

  afterAll(async () => {
    await context.close();
    await watch.stop();
    await rm(profile, { recursive: true });
  });

  it('is isolated after it has reloaded itself once, nothing having been done on it', async () => {
    await page.goto(server.url);
    await page.waitForFunction(() => crossOriginIsolated);
    await page.getByRole('button', { name: /Keep everything for use offline \(\d+\.\d MB\)/ }).waitFor();
    expect(server.requests.filter((request) => /\/(models|benchmarks)\//.test(request))).toEqual([]);
    await page.getByText(/^The first use loads \d/).waitFor();
  });

  it('keeps everything once asked to, and says when it is ready', async () => {
    await page.getByRole('button', { name: 'Keep everything for use offline' }).click();
    await page.getByText('Ready offline').waitFor();
    const { stored, listed } = await page.evaluate(async () => {
      const cache = await caches.open('dissensus:files');
      const list = await (await fetch('offline-files.json')).json();
      const wanted = list.filter(({ onUse }: { onUse?: true }) => !onUse);
      return { stored: (await cache.keys()).length, listed: wanted.length };
    });
    expect(stored).toBe(listed);
    expect(stored).toBeGreaterThan(10);
    // Nothing is left for the first sentence to load.
    await page.getByText(/^The models are kept in this browser/).waitFor();
    expect(await page.getByText(/The first use loads/).count()).toBe(0);
  });

  it('does the main job with the server gone, in a new browser, on several threads', async () => {
    await context.close();
    await server.stop();
    context = await launchChromium({ watch, profile });
    page = context.pages()[0] ?? (await context.newPage());
    await page.goto(server.url);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await page.getByText('Ready offline').waitFor();
    await page.getByText(/^The models are kept in this browser/).waitFor();
    await page.getByRole('button', { name: /example texts/ }).click();
    await page.getByRole('img', { name: /^Labels against uncertainty/ }).waitFor();
    await page.reload();
    await page.getByRole('img', { name: /^Labels against uncertainty/ }).waitFor();
    expect(watch.foreignRequests()).toEqual([]);
  });
});
