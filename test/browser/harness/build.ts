import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import type { TestProject } from 'vitest/node';
import type {} from 'vitest';
import { findChromium, installHeadlessShell } from './chromium.ts';
import { findFirefox, NO_FIREFOX } from './firefox.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the built site: what `npm run build` makes. Read it with `inject('site')`. */
    site: string;
  }
}

const PROJECT = resolve(import.meta.dirname, '../../..');

/**
 * Builds the site into a folder, as `npm run build` does.
 * In a process of its own, because vitest sets NODE_ENV=test and Vite then builds Svelte's development code.
 * @param settings of the build, as environment variables
 */
export function buildSite(folder: string, settings: Readonly<Record<string, string>> = {}): void {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: PROJECT, env: { ...env, ...settings }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The site could not be built:\n${stdout}${stderr}`);
}

/** One process runs the set-ups of all of Vitest's projects, each with modules of its own: what they share is global. */
const shared = globalThis as { dissensusSite?: { readonly folder: string; projects: number } };

/**
 * Vitest's global set-up for browser tests: browsers are found or installed, and the site is built, once per run however
 * many of Vitest's projects ask for it. `DISSENSUS_SITE` names a folder where `npm run build` has put it already.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  // Here and not in the tests, which run side by side: two of them must not install at once.
  await findChromium();
  try {
    installHeadlessShell();
  } catch (error) {
    console.warn(`Chromium itself is driven in place of its headless shell: ${(error as Error).message}`);
  }
  if (!(await findFirefox())) console.warn(NO_FIREFOX);
  const built = process.env.DISSENSUS_SITE;
  if (built) {
    project.provide('site', builtSite(built));
    return () => Promise.resolve();
  }
  const site = (shared.dissensusSite ??= { folder: await newSite(), projects: 0 });
  site.projects++;
  project.provide('site', site.folder);
  return async () => {
    if (--site.projects > 0) return;
    delete shared.dissensusSite;
    await rm(site.folder, { recursive: true, force: true });
  };
}

async function newSite(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dissensus-site-'));
  buildSite(folder);
  return folder;
}

function builtSite(folder: string): string {
  const site = resolve(PROJECT, folder);
  if (existsSync(join(site, 'index.html'))) return site;
  throw new Error(
    `DISSENSUS_SITE is ${folder}, and no built site is there. Run "npm run build", or unset it to build one.`,
  );
}
