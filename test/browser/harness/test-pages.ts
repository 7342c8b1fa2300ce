import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, vi } from 'vitest';
import type { TestProject } from 'vitest/node';
import { buildPages } from './build-pages.ts';
import { findChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where {@link testPages} builds. */
    testPages: string;
  }
}

/** Where each is below the folder that has them all, and below the project. */
export const TEST_PAGES = {
  boundary: 'test/browser/boundary-page/index.html',
  gguf: 'test/browser/gguf-page/index.html',
  hub: 'test/browser/hub-page/index.html',
  scoring: 'test/browser/scoring-page/index.html',
  store: 'test/store/page/index.html',
} as const;

/** One process runs the set-ups of all of Vitest's projects, each with modules of its own: what they share is global. */
const shared = globalThis as { dissensusTestPages?: { readonly folder: string; projects: number } };

/** Vitest's global set-up where pages of the tests are opened: Chromium, and a folder for the pages, one for all of Vitest's projects. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await findChromium();
  const pages = (shared.dissensusTestPages ??= {
    folder: await mkdtemp(join(tmpdir(), 'dissensus-test-pages-')),
    projects: 0,
  });
  pages.projects++;
  project.provide('testPages', pages.folder);
  return async () => {
    if (--pages.projects > 0) return;
    delete shared.dissensusTestPages;
    await rm(pages.folder, { recursive: true, force: true });
  };
}

/**
 * The folder with {@link TEST_PAGES}, to be read only. The first test that asks builds them all, once for all workers; the others wait.
 * @throws if the build fails, or another worker's has not ended within two minutes
 */
export async function testPages(): Promise<string> {
  const folder = inject('testPages');
  const [begun, built, pages] = ['begun', 'built', 'pages'].map((name) => join(folder, name));
  const first = await mkdir(begun).then(
    () => true,
    () => false,
  );
  if (first) {
    await buildPages(Object.values(TEST_PAGES), pages);
    await writeFile(built, '');
  }
  await vi.waitUntil(() => existsSync(built), { timeout: 120_000, interval: 100 });
  return pages;
}

/** A new folder with all of {@link TEST_PAGES}, to which a test may add files of its own. */
export async function ownTestPages(): Promise<string> {
  const pages = await testPages();
  const folder = await mkdtemp(join(tmpdir(), 'dissensus-own-test-pages-'));
  for (const name of await readdir(pages)) await symlink(join(pages, name), join(folder, name));
  return folder;
}
