import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { randomBlocksGguf, randomMergedBytesGguf } from '../hub/random-gguf.ts';
import { launchChromium, type LaunchOptions } from './harness/chromium.ts';
import { watchRequests } from './harness/requests.ts';
import { serveFolder, type StaticServer } from './harness/server.ts';
import { ownTestPages, TEST_PAGES } from './harness/test-pages.ts';

/** A page that asks GGUF models, with random ones beside it: `random.gguf` in single precision, `blocks.gguf` in blocks of 4 and 8 bits, in a browser of its own. */
export interface ServedGgufPage {
  readonly folder: string;
  readonly server: StaticServer;
  readonly browser: BrowserContext;
  /** The page in a new tab. */
  open(): Promise<Page>;
  /** Asserts that no other host was asked, and takes all of it away. */
  end(): Promise<void>;
}

export async function serveGgufPage(options: Omit<LaunchOptions, 'watch'>): Promise<ServedGgufPage> {
  const folder = await ownTestPages();
  await writeFile(join(folder, 'random.gguf'), randomMergedBytesGguf());
  await writeFile(join(folder, 'blocks.gguf'), randomBlocksGguf());
  const server = await serveFolder(folder);
  const watch = await watchRequests(server.origin);
  const browser = await launchChromium({ watch, ...options });
  return {
    folder,
    server,
    browser,
    async open() {
      const tab = await browser.newPage();
      await tab.goto(server.url + TEST_PAGES.gguf);
      await tab.waitForFunction(() => 'gguf' in globalThis);
      return tab;
    },
    async end() {
      const foreign = watch.foreignRequests();
      await browser.close();
      await watch.stop();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
      expect(foreign).toEqual([]);
    },
  };
}
