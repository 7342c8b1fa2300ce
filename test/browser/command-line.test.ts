import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openAsBlob } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFiles } from '../../src/readers/read-files.ts';
import type { ImportedAnnotations } from '../../src/readers/annotations/imported-annotations.ts';
import { textFile } from './rater-file.ts';
import { visit, type Visit } from './visit.ts';

/** How far WebAssembly and native arithmetic may differ on one static int8 model. */
const SINGLE = 0.02;
const AVERAGE = 1e-3;
const DISSENSUS = resolve(import.meta.dirname, '../../bin/dissensus.mjs');

let folder: string;
let site: Visit;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-agreement-'));
  site = await visit();
});
afterAll(async () => {
  await site.end();
  await rm(folder, { recursive: true });
});

it('the page and the command line give the same annotations of the same file', async () => {
  // Nobody judged them, so that there is nothing to compute beside the answers.
  const file = textFile(250);
  const path = join(folder, file.name);
  await writeFile(path, file.buffer);

  const { page } = site;
  await page.getByLabel('Files to open').setInputFiles(path);
  await page.getByRole('button', { name: /^Annotate 250/ }).click();
  const download = page.waitForEvent('download', { timeout: 120_000 });
  await page.getByText(/different texts annotated/).waitFor({ timeout: 120_000 });
  await page.getByText('a file that opens here again').click();
  await page.getByLabel('Format of the annotations').selectOption('parquet');
  await page.getByRole('button', { name: 'Download annotations' }).click();
  const fromPage = join(folder, 'page.parquet');
  await (await download).saveAs(fromPage);

  const fromCommand = join(folder, 'command.parquet');
  await promisify(execFile)(process.execPath, [
    DISSENSUS,
    'annotate',
    path,
    '--model',
    'dissensus/minilm-everyday',
    '--out',
    fromCommand,
  ]);

  const ours = await annotations(fromPage);
  const theirs = await annotations(fromCommand);
  expect(ours.map(({ question }) => question.id)).toEqual(theirs.map(({ question }) => question.id));
  for (const [place, answer] of ours.entries()) {
    const other = theirs[place];
    expect(answer.ids).toEqual(other.ids);
    const labels = answer.question.labels.length;
    const sums = new Float64Array(labels);
    for (const [at, share] of answer.distributions.entries()) {
      expect(Math.abs(share - other.distributions[at])).toBeLessThanOrEqual(SINGLE);
      sums[at % labels] += share - other.distributions[at];
    }
    for (const sum of sums) expect(Math.abs(sum / answer.ids.length)).toBeLessThanOrEqual(AVERAGE);
  }
});

async function annotations(path: string): Promise<readonly ImportedAnnotations[]> {
  const outcome = await readFiles([{ name: path, blob: await openAsBlob(path) }]);
  return outcome.annotations;
}
