import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { untilAnalysed } from './open-benchmark.ts';
import { raterFile } from './rater-file.ts';
import { visit, type Visit } from './visit.ts';

const NEWER = 'newer version';

describe('a newer version on the same host', () => {
  let folder: string;
  let site: Visit;
  let gap: string | null;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dissensus-update-'));
    await cp(inject('site'), join(folder, 'site'), { recursive: true });
    site = await visit({ site: join(folder, 'site'), isolated: false, serviceWorkers: true });
    site.page.setDefaultTimeout(60_000);
  }, 300_000);
  afterAll(async () => {
    await site.end();
    await rm(folder, { recursive: true });
  });

  const offered = (page: Page) =>
    page.getByRole('status').filter({ hasText: 'A new version of Dissensus is here.' });
  const change = (page: Page) => page.getByRole('button', { name: 'Change to it now' });
  const chart = (page: Page) => page.getByRole('img', { name: /^How far the model is from people/ });
  const isNewer = (page: Page) => page.evaluate((mark) => document.title.includes(mark), NEWER);
  const lookForNewer = (page: Page) =>
    page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));

  it('begins with the old one, with work in it and everything kept', async () => {
    const { page } = site;
    await page.waitForFunction(() => crossOriginIsolated);
    await page.getByRole('button', { name: 'Keep everything for use offline' }).click();
    await page.getByText('Ready offline').waitFor();
    await page.getByLabel('Files to open').setInputFiles(raterFile(60));
    await page.getByRole('button', { name: 'Annotate 60 texts' }).click();
    await chart(page).waitFor();
    // What it is compared with comes later.
    await untilAnalysed(page);
    gap = await chart(page).getAttribute('aria-label');
    expect(await offered(page).count()).toBe(0);
  });

  it('is offered, and changes nothing of a page that is in use or reloaded', async () => {
    const { page } = site;
    await publishNewer(folder);
    await lookForNewer(page);
    await offered(page).waitFor();
    expect(await isNewer(page)).toBe(false);
    expect(await chart(page).getAttribute('aria-label')).toBe(gap);
    await page.reload();
    await offered(page).waitFor();
    expect(await isNewer(page)).toBe(false);
  });

  it('waits while another tab is open, and says so', async () => {
    const { page, context } = site;
    const other = await context.newPage();
    await other.goto(site.server.url);
    await other.getByLabel('Files to open').waitFor({ state: 'attached' });
    await change(page).click();
    await page.getByText('Close the other tab of Dissensus first, then update here.').waitFor();
    expect(await isNewer(page)).toBe(false);
    expect(await isNewer(other)).toBe(false);
    await other.close();
  });

  it('is changed to when asked, with nothing lost and nothing fetched again that is the same', async () => {
    const { page, server } = site;
    const before = server.requests.length;
    await change(page).click();
    await page.waitForFunction((mark) => document.title.includes(mark), NEWER);
    await page.getByText('Ready offline').waitFor();
    expect(await offered(page).count()).toBe(0);
    await chart(page).waitFor();
    // More sentences follow as more is computed.
    expect(await chart(page).getAttribute('aria-label')).toContain(gap!);
    const large = server.requests
      .slice(before)
      .filter((request) => /\/(models|benchmarks)\/|\.wasm/.test(request));
    expect(large).toEqual([]);
    const stored = await page.evaluate(
      async () => (await (await caches.open('dissensus:files')).keys()).length,
    );
    expect(stored).toBeGreaterThan(10);
    expect(site.errors).toEqual([]);
  });

  /**
   * Puts a newer version in the place of the old one, as a host does: another page, and a service worker that lists it.
   * All other files are the same.
   */
  async function publishNewer(at: string): Promise<void> {
    const [page, worker] = ['index.html', 'service-worker.js'].map((name) => join(at, 'site', name));
    const html = await readFile(page, 'utf8');
    await writeFile(page, html.replace('<title>', `<title>${NEWER}: `));
    const code = await readFile(worker, 'utf8');
    const [, revision] = /"revision":"([0-9a-f]{32})","url":"index\.html"/.exec(code)!;
    await writeFile(worker, code.replace(revision, '0'.repeat(32)));
  }
});
