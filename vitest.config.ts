import { defineConfig } from 'vitest/config';

const BROWSER_TESTS = ['test/browser/**/*.test.ts', 'test/store/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      { extends: true, test: { name: 'core', include: ['test/**/*.test.ts'], exclude: BROWSER_TESTS } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: BROWSER_TESTS,
          globalSetup: 'test/browser/harness/build.ts',
          // A browser and its model take both cores of a small machine.
          fileParallelism: false,
        },
      },
    ],
  },
});
