import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { configDefaults, defineConfig } from 'vitest/config';

/** The page's state is written in Svelte's runes, which are compiled as for a browser. */
const STATE_TESTS = 'test/pages/**/*.test.ts';
const BROWSER_TESTS = ['test/browser/**/*.test.ts', 'test/store/**/*.test.ts'];

/**
 * What has the machine to itself: tests that measure memory or how long the page is busy, and those that annotate, ask
 * or analyse for long, which take both cores of a small machine and gain nothing from company.
 */
const ALONE = [
  'browser/analysis-workers',
  'browser/arrive',
  'browser/asking',
  'browser/asking-memory',
  'browser/calibrators',
  'browser/choose-model',
  'browser/command-line',
  'browser/examples',
  'browser/faults',
  'browser/firefox',
  'browser/firefox-offline',
  'browser/hub-fallback',
  'browser/hub-families',
  'browser/items',
  'browser/kept-report',
  'browser/language-model',
  'browser/large-files',
  'browser/live-box',
  'browser/many-responses',
  'browser/offline',
  'browser/offline-graphics-card',
  'browser/queue',
  'browser/raters',
  'browser/report-file',
  'browser/views',
  'store/annotator-worker',
].map((name) => `test/${name}.test.ts`);

/** It lasts, and measures what others beside it do not change. */
const SOAK = 'test/browser/soak.test.ts';

/** Vitest leaves a core free, which of two is half of them; and the soak waits for its browser. */
const beside = { maxWorkers: availableParallelism() + 1, sequence: { groupOrder: 0 } };

const inBrowser = { globalSetup: 'test/browser/harness/build.ts' };

export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...BROWSER_TESTS, STATE_TESTS],
          ...beside,
        },
      },
      {
        extends: true,
        plugins: [svelte()],
        // Without it Node takes the half of Svelte that renders on a server.
        resolve: { conditions: ['browser'] },
        test: {
          name: 'pages',
          include: [STATE_TESTS],
          environment: './test/pages/svelte-environment.ts',
          ...beside,
        },
      },
      { extends: true, test: { ...inBrowser, name: 'soak', include: [SOAK], ...beside } },
      {
        extends: true,
        test: {
          ...inBrowser,
          name: 'browser',
          include: BROWSER_TESTS,
          exclude: [...configDefaults.exclude, ...ALONE, SOAK],
          // A test waits for its browser half of the time.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...inBrowser,
          name: 'alone',
          include: ALONE,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
