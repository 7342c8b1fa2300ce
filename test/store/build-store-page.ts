import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type {} from 'vitest';
import { buildPage } from '../browser/harness/build-page.ts';
import { findChromium } from '../browser/harness/chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with the page of the store's tests, built. */
    storePage: string;
  }
}

/** Vitest's global set-up for the tests of the store: their page is built once per run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await findChromium();
  const folder = await mkdtemp(join(tmpdir(), 'dissensus-store-page-'));
  await buildPage('test/store/page/index.html', folder);
  project.provide('storePage', folder);
  return () => rm(folder, { recursive: true, force: true });
}
