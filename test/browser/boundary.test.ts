import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { launchChromium } from './harness/chromium.ts';
import { watchRequests, type RequestWatch } from './harness/requests.ts';
import { serveFolder, type StaticServer } from './harness/server.ts';
import { TEST_PAGES, testPages } from './harness/test-pages.ts';
// For the type of `globalThis.boundaries`.
import type {} from './boundary-page/page.ts';

let server: StaticServer;
let watch: RequestWatch;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  server = await serveFolder(await testPages());
  watch = await watchRequests(server.origin);
  browser = await launchChromium({ watch, shell: true });
  page = await browser.newPage();
  await page.goto(`${server.url}${TEST_PAGES.boundary}`);
}, 150_000);

afterAll(async () => {
  await browser?.close();
  await watch?.stop();
  await server?.stop();
});

test('a part that cannot be shown says so, leaves the others, is noted, and can be tried again', async () => {
  const view = page.getByRole('region', { name: 'View' });
  const chart = page.getByRole('region', { name: 'Chart' });
  await view.getByText('This view could not be shown: no such label').waitFor();
  await chart.getByText('“A chart” could not be drawn: no such mark').waitFor();
  const noted = await page.evaluate(() => boundaries.errors());
  expect(noted).toHaveLength(2);
  expect(noted.join()).toContain('RangeError: no such label');

  await view.getByRole('button', { name: 'Try again' }).click();
  await view.getByText('This view could not be shown: no such label').waitFor();

  await page.getByRole('checkbox', { name: 'broken' }).uncheck();
  for (const part of [view, chart]) await part.getByRole('button', { name: 'Try again' }).click();
  await view.getByText('The figure is 12.').waitFor();
  await chart.getByText('All is well.').waitFor();

  await page.getByRole('checkbox', { name: 'broken' }).check();
  await view.getByText('This view could not be shown: no such label').waitFor();
  await chart.getByText('“A chart” could not be drawn: no such mark').waitFor();
});

test('a report file is not written with a chart that cannot be drawn', async () => {
  expect(await page.evaluate(() => boundaries.report(true))).toBe(
    '“A chart” could not be drawn: no such mark',
  );
  expect(await page.evaluate(() => boundaries.report(false))).toContain('All is well.');
});
