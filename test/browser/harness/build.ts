import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import type { TestProject } from 'vitest/node';
import type {} from 'vitest';
import { findChromium } from './chromium.ts';
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

/** Vitest's global set-up for browser tests: browsers are found or installed, and the site is built, once per run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  // Here and not in the tests, which run side by side: two of them must not install at once.
  await findChromium();
  if (!(await findFirefox())) console.warn(NO_FIREFOX);
  const folder = await mkdtemp(join(tmpdir(), 'dissensus-site-'));
  buildSite(folder);
  project.provide('site', folder);
  return () => rm(folder, { recursive: true, force: true });
}
