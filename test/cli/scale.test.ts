import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { raterFile } from '../browser/rater-file.ts';
import { fromDisk } from '../readers/files.ts';
import { dissensus } from './dissensus.ts';

/** A Python that has what docs/scale/annotate_with_ray.py needs. */
const PYTHON = process.env.RAY_PYTHON;
const PROJECT = resolve(import.meta.dirname, '../..');
const SHARDS = 3;

interface Report {
  readonly questions: readonly {
    readonly models: readonly { readonly reference: boolean; readonly gap: Gap }[];
  }[];
}
type Gap = Record<'jsd' | 'squared' | 'crossEntropy' | 'tvd' | 'hellinger', { readonly mean: number }>;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-scale-'));
  await writeFile(join(folder, 'people.csv'), raterFile(400).buffer);
  await mkdir(join(folder, 'shards'));
  const { dataset } = await readFiles([await fromDisk(join(folder, 'people.csv'))]);
  for (let shard = 0; shard < SHARDS; shard++) {
    const own = (values: readonly string[]) => values.filter((_, item) => item % SHARDS === shard);
    const file = parquetWriteBuffer({
      columnData: [
        { name: 'id', data: own(dataset!.ids), type: 'STRING' },
        { name: 'text', data: own(dataset!.texts), type: 'STRING' },
      ],
    });
    await writeFile(join(folder, 'shards', `${shard}.parquet`), new Uint8Array(file));
  }
});

afterAll(() => rm(folder, { recursive: true }));

async function gap(...models: string[]): Promise<Gap> {
  const run = await dissensus(folder, 'analyse', 'people.csv', ...models, '--out', 'report.json');
  expect(run.status, run.stderr).toBe(0);
  const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as Report;
  const [model, ...more] = report.questions[0].models.filter(({ reference }) => !reference);
  expect(more).toEqual([]);
  return model.gap;
}

it.skipIf(!PYTHON)('the Ray job’s figures are the command line’s', async () => {
  const script = join(PROJECT, 'docs/scale/annotate_with_ray.py');
  const { folder: model, domain } = EMBEDDED_MODELS[0];
  const paths = [join(folder, 'shards'), join(PROJECT, 'public', model), join(folder, 'out')];
  await promisify(execFile)(PYTHON!, [script, ...paths, '--domain', domain!]);
  const files = await readdir(join(folder, 'out'));
  expect(files.length).toBeGreaterThan(0);
  const there = await gap(...files.flatMap((name) => ['--predictions', join('out', name)]));
  const here = await gap('--model', 'embedded');
  for (const score of ['jsd', 'squared', 'crossEntropy', 'tvd', 'hellinger'] as const)
    expect(there[score].mean, score).toBeCloseTo(here[score].mean, 4);
});
