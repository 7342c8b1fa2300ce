import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findFirefox, launchFirefox } from './harness/firefox.ts';
import { watchRequests, type RequestWatch } from './harness/requests.ts';
import { serveFolder, type StaticServer } from './harness/server.ts';
import { raterFile } from './rater-file.ts';

const firefox = await findFirefox();

describe.skipIf(!firefox)('the main job in Firefox', () => {
  let server: StaticServer;
  let watch: RequestWatch;
  let browser: Browser;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    server = await serveFolder(inject('site'), { basePath: '/dissensus/', isolated: true });
    watch = await watchRequests(server.origin);
    browser = await launchFirefox(watch);
    page = await browser.newPage();
    // The driver does not scroll to a button in this Firefox: all that is pressed stands within the window.
    await page.setViewport({ width: 1280, height: 1000 });
    page.setDefaultTimeout(90_000);
    folder = await mkdtemp(join(tmpdir(), 'dissensus-firefox-'));
    await page.goto(server.url);
  });

  afterAll(async () => {
    await browser.close();
    await watch.stop();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  it('annotates the examples with more than one thread', async () => {
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await page.locator('::-p-xpath(//button[contains(., "example texts")])').click();
    expect(await figureOf(page, 'Labels against uncertainty')).toMatch(/for \d+% of the texts/);
  });

  it('annotates a file with every rater’s vote and says how far the model is from people', async () => {
    await page.goto(server.url);
    const { name, buffer } = raterFile(120);
    await writeFile(join(folder, name), buffer);
    const chooser = (await page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await chooser.uploadFile(join(folder, name));
    await page.locator('::-p-xpath(//button[starts-with(normalize-space(.), "Annotate 120")])').click();
    expect(await figureOf(page, 'How far the model is from people')).toMatch(
      /The squared gap D is 0\.\d+ \(95% interval/,
    );
  });

  it('sends nothing to anyone', () => {
    expect(watch.foreignRequests()).toEqual([]);
  });
});

/** What a chart states, as a screen reader hears it. */
async function figureOf(page: Page, title: string): Promise<string> {
  const chart = await page.waitForSelector(`svg[aria-label^="${title}"]`);
  return (await chart!.evaluate((element) => element.getAttribute('aria-label')))!;
}
