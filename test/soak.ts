/** The tests that take a size from the environment, in their full forms, one after another: `npm run test:soak`. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FULL = {
  DISSENSUS_FUZZED_FILES: '200000',
  DISSENSUS_RESPONSES: '640000',
  DISSENSUS_CSV_MEGABYTES: '200',
  DISSENSUS_RATED_TEXTS: '58000',
  DISSENSUS_SOAK_SECONDS: '3600',
};
const FILES = [
  'test/readers/fuzz',
  'test/browser/many-responses.test.ts',
  'test/browser/paper-responses.test.ts',
  'test/browser/large-files.test.ts',
  'test/browser/soak.test.ts',
];

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--testTimeout=600000', ...FILES], {
  // What is set already stays: an hour may be too long.
  env: { ...FULL, ...process.env },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
