import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { serveFolder, type StaticServer } from './harness/server.ts';
import { visit, type Visit } from './visit.ts';

/** Asks another origin for a file, wherever it runs; what came of it. */
const reach = (url: string) =>
  fetch(url).then(
    () => 'answered',
    () => 'refused',
  );

/** Our own workers: those of ONNX Runtime wait for work and answer nothing. */
const ourWorkers = (page: Page) => page.workers().filter((worker) => worker.url().startsWith('blob:'));

describe('what leaves this machine', () => {
  let visited: Visit;
  let other: StaticServer;

  beforeAll(async () => {
    visited = await visit({ isolated: false, serviceWorkers: true });
    // On the same machine, with nothing to stop it but the page's own policy.
    other = await serveFolder(inject('site'));
    await visited.page.waitForFunction(() => crossOriginIsolated);
  });

  afterAll(async () => {
    await other.stop();
    await visited.end();
  });

  const openDialog = () => visited.page.getByRole('button', { name: 'What leaves this machine' }).click();

  it('lists the requests of the page and of its workers, with what they were for', async () => {
    const { page } = visited;
    await page.getByRole('button', { name: /example texts/ }).click();
    await page.getByRole('img', { name: /^Labels against uncertainty/ }).waitFor();
    await openDialog();
    const dialog = page.getByRole('dialog', { name: 'What leaves this machine' });
    const host = new URL(visited.server.url).host;
    await dialog.getByText(/the runtime of the models/).waitFor();
    const groups = await dialog.getByRole('group').allInnerTexts();
    expect(groups.filter((group) => !group.includes(`from ${host}: `))).toEqual([]);
    expect(groups.join('\n')).toMatch(/the page itself.+\d+ requests/);
    await dialog.getByText('an embedded model').click();
    await dialog.getByText(/model_quantized\.onnx, by the worker for annotating/).waitFor();
    await dialog.getByText(`nobody but ${host}, where it comes from`).waitFor();
    await page.keyboard.press('Escape');
  });

  it('lets neither the page nor any worker reach a host that no button names', async () => {
    const { page } = visited;
    const elsewhere = `${other.url}icon.svg`;
    expect(await page.evaluate(reach, elsewhere)).toBe('refused');
    const workers = ourWorkers(page);
    expect(workers.length).toBeGreaterThanOrEqual(2);
    for (const worker of workers) expect(await worker.evaluate(reach, elsewhere)).toBe('refused');
    expect(other.requests).toEqual([]);
  });

  it('cuts the network off for page and workers, proves it, and keeps it cut over a reload', async () => {
    const { page, server } = visited;
    await openDialog();
    await page.getByRole('switch').check();
    await page.getByText(/the request was refused before it left the browser/).waitFor();
    const before = server.requests.length;
    await page.keyboard.press('Escape');
    const elsewhere = `${server.url}not-kept-here`;
    expect(await page.evaluate(reach, elsewhere)).toBe('refused');
    for (const worker of ourWorkers(page)) expect(await worker.evaluate(reach, elsewhere)).toBe('refused');
    await page.reload();
    expect(await page.evaluate(reach, elsewhere)).toBe('refused');
    // A browser looks for a newer service worker by itself; nothing else got through.
    expect(
      server.requests.slice(before).filter((request) => !request.endsWith('/service-worker.js')),
    ).toEqual([]);
    await openDialog();
    await page.getByRole('switch').uncheck();
    await page.getByText(/the network is open/).waitFor();
    await page.keyboard.press('Escape');
  });

  it('deletes exactly what is ours', async () => {
    const { page } = visited;
    await page.getByRole('link', { name: 'All projects' }).waitFor();
    await page.evaluate(async () => {
      await new Promise((opened) => (indexedDB.open('somebody-else').onsuccess = opened));
      await (await caches.open('somebody-else')).put('/theirs', new Response('theirs'));
      localStorage.setItem('somebody-else', 'theirs');
      localStorage.setItem('dissensus:anything', 'ours');
    });
    await openDialog();
    await page.getByRole('button', { name: 'Delete everything…' }).click();
    await page.getByRole('button', { name: 'Delete all of it, for good' }).click();
    await page.getByText(/^Deleted: 1 database, /).waitFor();
    // Nothing of it stays behind the dialog, and no message that another tab deleted it.
    expect(await page.getByRole('main').innerText()).toBe('');
    const left = await page.evaluate(async () => ({
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
      settings: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    expect(left).toEqual({
      databases: ['somebody-else'],
      caches: ['somebody-else'],
      settings: ['somebody-else'],
      workers: 0,
    });
    // Still asked by the page that is open, the service worker keeps nothing, not even one that the browser ended and started again.
    const session = await page.context().newCDPSession(page);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await page.evaluate(fetchAllListed);
    expect(await page.evaluate(() => caches.keys())).toEqual(['somebody-else']);
    await session.detach();
    await page.keyboard.press('Escape');
    await page.getByText('Nothing yet. What you open is kept here').waitFor();
    expect(await page.getByRole('link', { name: 'All projects' }).count()).toBe(0);
  });
});

/** Asks for every file that the list of those for use without a network names. */
async function fetchAllListed(): Promise<void> {
  const files = (await (await fetch('offline-files.json')).json()) as { path: string }[];
  for (const { path } of files) await (await fetch(path)).arrayBuffer();
}
