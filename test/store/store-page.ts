import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { killChromium, launchChromium, type LaunchOptions } from '../browser/harness/chromium.ts';
import { watchRequests, type RequestWatch } from '../browser/harness/requests.ts';
import { serveFolder, type ServeOptions, type StaticServer } from '../browser/harness/server.ts';
import { TEST_PAGES, testPages } from '../browser/harness/test-pages.ts';
// For the type of `globalThis.tools`.
import type {} from './page/page.ts';

export type StorePageOptions = ServeOptions & Pick<LaunchOptions, 'shell'>;

/** A Chromium on a page that holds the store and the annotation worker as the site builds them, and nothing else. */
export class StorePage {
  server!: StaticServer;
  /** What was asked of any other origin. */
  watch!: RequestWatch;
  browser!: BrowserContext;
  /** The tab that every test begins with; its tools are at `globalThis.tools`. */
  tab!: Page;
  private profile!: string;

  async start({ shell = false, ...options }: StorePageOptions): Promise<void> {
    this.profile = await mkdtemp(join(tmpdir(), 'dissensus-profile-'));
    this.server = await serveFolder(await testPages(), options);
    this.watch = await watchRequests(this.server.origin);
    this.browser = await launchChromium({ profile: this.profile, watch: this.watch, shell });
  }

  async anotherTab(): Promise<Page> {
    const tab = await this.browser.newPage();
    await tab.goto(`${this.server.url}${TEST_PAGES.store}`);
    await tab.waitForFunction(() => 'tools' in globalThis);
    return tab;
  }

  /** Kills the browser as a crash does and starts it again on the same profile. */
  async crashAndReopen(): Promise<void> {
    await killChromium(this.browser);
    this.browser = await launchChromium({ profile: this.profile, watch: this.watch });
    this.tab = await this.anotherTab();
  }

  /** Closes every tab but an empty one and empties the storage. */
  async clear(): Promise<void> {
    const empty = await this.browser.newPage();
    for (const tab of this.browser.pages()) if (tab !== empty) await tab.close();
    const session = await this.browser.newCDPSession(empty);
    await session.send('Storage.clearDataForOrigin', { origin: this.server.origin, storageTypes: 'all' });
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.watch.stop();
    await this.server.stop();
    await rm(this.profile, { recursive: true, force: true });
  }
}

/** Gives the tests of a file a {@link StorePage}, with an empty storage and a fresh tab before each. */
export function useStorePage(options: StorePageOptions = {}): StorePage {
  const page = new StorePage();
  beforeAll(() => page.start(options), 150_000);
  beforeEach(async () => {
    page.tab = await page.anotherTab();
  });
  afterEach(() => page.clear());
  afterAll(() => page.stop());
  return page;
}
