import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { configDefaults, defineConfig } from 'vitest/config';
import { nightly } from './test/nightly.ts';

/** The page's state is written in Svelte's runes, which are compiled as for a browser; so are the charts, which also are drawn. */
const STATE_TESTS = ['test/pages/**/*.test.ts', 'test/charts/**/*.picture.test.ts'];

/** They run the command line, which is compiled for them. */
const COMMAND_LINE_TESTS = 'test/cli/**/*.test.ts';

const STORE_TESTS = 'test/store/**/*.test.ts';
const BROWSER_TESTS = ['test/browser/**/*.test.ts', 'test/package/package.test.ts'];

/** What has the machine to itself, because it measures how long the page is busy. */
const ALONE = [
  'test/browser/large-files.test.ts',
  'test/browser/many-responses.test.ts',
  'test/browser/paper-responses.test.ts',
];

/** What asserts processor seconds: it needs a quiet machine, and is run at night. */
const SPEED = ['test/readers/**/*-speed.test.ts'];

/** It lasts, and measures what others beside it do not change. */
const SOAK = 'test/browser/soak.test.ts';

/** Vitest leaves a core free, which of two is half of them; and a test in a browser waits for it half of the time. */
const maxWorkers = availableParallelism() + 1;

/** At night a test in a browser has the machine to itself, and is held to what it may take then. */
const inBrowserWorkers = nightly ? 1 : maxWorkers;

/** What tests with pages of their own ask for. */
const TEST_PAGES = 'test/browser/harness/test-pages.ts';

/** What a worker has imported serves all its files here too: each drives pages of its own. */
const inBrowser = { globalSetup: ['test/browser/harness/build.ts', TEST_PAGES], isolate: false };

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
          exclude: [
            ...configDefaults.exclude,
            ...BROWSER_TESTS,
            COMMAND_LINE_TESTS,
            STORE_TESTS,
            ...STATE_TESTS,
            ...SPEED,
          ],
          maxWorkers,
          // What a worker has imported serves all its files; no test of these changes a module or a global for good.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'command line',
          globalSetup: 'test/cli/compile-command-line.ts',
          include: [COMMAND_LINE_TESTS],
          maxWorkers,
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        plugins: [svelte()],
        // Without it Node takes the half of Svelte that renders on a server.
        resolve: { conditions: ['browser'] },
        test: {
          name: 'pages',
          include: STATE_TESTS,
          environment: './test/pages/svelte-environment.ts',
          maxWorkers,
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...inBrowser,
          name: 'soak',
          include: [SOAK],
          maxWorkers: inBrowserWorkers,
          // In one group Vitest goes by the projects' names: it comes after the long tests of the browser and beside the short ones of the store.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...inBrowser,
          name: 'browser',
          include: BROWSER_TESTS,
          exclude: [...configDefaults.exclude, ...ALONE, SOAK],
          maxWorkers: inBrowserWorkers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'store',
          globalSetup: TEST_PAGES,
          include: [STORE_TESTS],
          maxWorkers: inBrowserWorkers,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { ...inBrowser, name: 'alone', include: ALONE, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
      {
        extends: true,
        test: {
          name: 'speed',
          include: nightly ? SPEED : [],
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
