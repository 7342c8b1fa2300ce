/**
 * The attack on purpose, in full: edited, damaged and oversized files, edited answers of hubs and configs of models, command lines that would
 * destroy something, runs that never end. `npm run test:hostile`; it ends with the counts. A tenth of it is in every run of the tests.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { TALLY } from './edits/tally-line.ts';

const FILES = [
  'test/project-files/edited-projects.test.ts',
  'test/annotators/model-config.test.ts',
  'test/annotators/language-model/language-model-config.test.ts',
  'test/annotators/model-trouble.test.ts',
  'test/hub/model-files-list.test.ts',
  'test/hub/folder-model.test.ts',
  'test/readers/fuzz',
  'test/readers/bombs.test.ts',
  'test/readers/spreadsheet-cells.test.ts',
  'test/cli/result-file.test.ts',
  'test/cli/streams.test.ts',
  'test/pages/runs/annotators.test.ts',
];

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const child = spawn(process.execPath, [vitest, 'run', '--testTimeout=600000', ...FILES], {
  env: { DISSENSUS_FUZZED_FILES: '50000', ...process.env, DISSENSUS_NIGHTLY: 'true', NO_COLOR: '1' },
  stdio: ['inherit', 'pipe', 'inherit'],
});
let printed = '';
child.stdout.on('data', (chunk: Buffer) => {
  process.stdout.write(chunk);
  printed += chunk.toString();
});
const status = await new Promise<number | null>((resolve) => child.once('close', resolve));

const totals = { tried: 0, refused: 0, survived: 0 };
for (const [, , tried, refused, survived] of printed.matchAll(TALLY)) {
  totals.tried += numberOf(tried);
  totals.refused += numberOf(refused);
  totals.survived += numberOf(survived);
}
const failed = Number(/Tests .*?(\d+) failed/.exec(printed)?.[1] ?? (status === 0 ? 0 : 1));
console.log(
  `tried ${totals.tried.toLocaleString('en')}, refused clearly ${totals.refused.toLocaleString('en')}, ` +
    `survived ${totals.survived.toLocaleString('en')}, failed ${failed}`,
);
process.exitCode = status ?? 1;

function numberOf(text: string): number {
  return Number(text.replaceAll(',', ''));
}
