/**
 * Computes the reports that ship with the benchmarks, so that a benchmark shows all its figures as soon as it is opened:
 * `npm run benchmarks:reports`. One that is signed as it would be now is kept. To be run again when the analysis changes; `npm run benchmarks` does it too.
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sha256 } from 'hash-wasm';
import {
  SHIPPED_BENCHMARKS,
  type ShippedBenchmark,
} from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { analyseOnThreads } from '../analysis-threads.ts';
import { benchmarkInputs, reportSignature } from './benchmark-inputs.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Relative to the page. */
const FOLDER = 'benchmarks';
/** Enough of a file's SHA-256 for a name that changes with the content. */
const NAME_DIGITS = 12;

const shipped: ShippedBenchmark[] = [];
const files: { readonly name: string; readonly content: string }[] = [];
for (const benchmark of SHIPPED_BENCHMARKS) {
  const inputs = await benchmarkInputs(benchmark);
  const signature = await reportSignature(inputs);
  const before = await reportSigned(benchmark, signature);
  const content = before ?? JSON.stringify(await analyseOnThreads(inputs));
  const name = `${benchmark.id}-report-${(await sha256(content)).slice(0, NAME_DIGITS)}.json`;
  files.push({ name, content });
  const report = {
    path: `${FOLDER}/${name}`,
    bytes: Buffer.byteLength(content),
    signature,
  };
  shipped.push({ ...benchmark, report });
  console.log(`public/${report.path}: ${(report.bytes / 1e6).toFixed(2)} MB`);
}

/** The report that is there, if it is of this benchmark and of this version of the analysis. */
async function reportSigned({ report }: ShippedBenchmark, signature: string): Promise<string | null> {
  if (report?.signature !== signature) return null;
  return await readFile(join(ROOT, 'public', report.path), 'utf8').catch(() => null);
}

// Only when all of them are made: a run that fails leaves the old ones whole.
const folder = join(ROOT, 'public', FOLDER);
for (const file of await readdir(folder)) if (file.endsWith('.json')) await rm(join(folder, file));
for (const { name, content } of files) await writeFile(join(folder, name), content);
const list = join(ROOT, 'src/readers/benchmarks/shipped-benchmarks.json');
await writeFile(list, `${JSON.stringify(shipped, null, 2)}\n`);
