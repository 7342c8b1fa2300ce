import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findFirefox, launchFirefox } from './harness/firefox.ts';
import { serveFolder, type StaticServer } from './harness/server.ts';

const firefox = await findFirefox();

/** Asks another origin for a file, wherever it runs; what came of it. */
const reach = (url: string) =>
  fetch(url).then(
    () => 'answered',
    () => 'refused',
  );

/** Asks from a worker that is started as the page starts its own: from a one-line `blob:` module. */
const reachFromWorker = (url: string) =>
  new Promise<string>((resolve) => {
    const code = `fetch(${JSON.stringify(url)}).then(() => postMessage('answered'), () => postMessage('refused'));`;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), {
      type: 'module',
    });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data as string);
    };
  });

/** Firefox without the watch: a request that the policy let through must arrive, or the test would prove nothing. */
describe.skipIf(!firefox)('in Firefox', () => {
  let server: StaticServer;
  let other: StaticServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = await serveFolder(inject('site'), { basePath: '/somebody/dissensus/' });
    other = await serveFolder(inject('site'));
    browser = await launchFirefox();
    page = await browser.newPage();
    page.setDefaultTimeout(90_000);
  });
  afterAll(async () => {
    await browser.close();
    await other.stop();
    await server.stop().catch(() => undefined);
  });

  const text = (words: string) => page.waitForSelector(`::-p-xpath(//*[contains(text(), "${words}")])`);

  async function expectRefused() {
    const elsewhere = `${other.url}icon.svg`;
    expect(await page.evaluate(reach, elsewhere)).toBe('refused');
    expect(await page.evaluate(reachFromWorker, elsewhere)).toBe('refused');
    expect(other.requests).toEqual([]);
  }

  it('a page without policy of ours would reach another origin: the test can fail', async () => {
    const plain = await browser.newPage();
    await plain.goto(`${server.url}offline-files.json`);
    expect(await plain.evaluate(reach, `${server.origin}/elsewhere`)).toBe('answered');
    await plain.close();
  });

  it('neither page nor worker reaches another origin before the service worker is there', async () => {
    await page.goto(server.url);
    await expectRefused();
  });

  it('neither does with it', async () => {
    // It reloads itself once, and for a moment there is neither page nor worker.
    await page.waitForFunction(
      () =>
        crossOriginIsolated &&
        (navigator.serviceWorker as ServiceWorkerContainer | undefined)?.controller != null,
    );
    await expectRefused();
  });

  it('does the main job with the server gone, isolated', async () => {
    await page.locator('::-p-xpath(//button[contains(., "Keep everything for use offline")])').click();
    await text('Ready offline');
    const kept = await page.evaluate(async () =>
      (await (await caches.open('dissensus:files')).keys()).map(({ url }) => url),
    );
    await server.stop();
    await page.reload();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await text('Ready offline');
    expect(await page.evaluate(reach, kept[0])).toBe('answered');
    await page.locator('::-p-xpath(//button[contains(., "example texts")])').click();
    await page.waitForSelector('svg[aria-label^="Labels against uncertainty"]');
    await expectRefused();
  });
});
