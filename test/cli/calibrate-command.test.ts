import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CalibratorFile } from '../../src/analysis/calibration/calibrator-file.ts';
import { Random } from '../../src/analysis/random.ts';
import type { Report } from '../../src/analysis/report.ts';
import { drawLabel, randomRow } from '../analysis/simulated-annotators.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { fromDisk } from '../readers/files.ts';
import { dissensus } from './dissensus.ts';

const LABELS = ['calm', 'cross', 'glad'];
const SHARPNESS = 3;
/** Each fitted once, to a file with its name. */
const METHODS = ['temperature', 'isotonic', 'dirichlet'] as const;
const fits = new Map<(typeof METHODS)[number], CalibratorFile>();

let folder: string;

/** People who draw from a truth, and a model that gives the truth three times too sharp. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-calibrate-'));
  const random = new Random(1, 'calibrate');
  const truth = Array.from({ length: 600 }, () => randomRow(3, random));
  const ratings = ['id,text,rater,label'];
  const answers = ['id,model,calm,cross,glad'];
  for (const [item, row] of truth.entries()) {
    const raised = row.map((share) => share ** SHARPNESS);
    const sum = raised.reduce((a, b) => a + b, 0);
    answers.push(`s${item},sharp,${raised.map((share) => share / sum).join(',')}`);
    for (const rater of ['ann', 'ben', 'cem', 'dee'])
      ratings.push(`s${item},Sentence number ${item}.,${rater},${LABELS[drawLabel(row, random)]}`);
  }
  const half = (rows: string[], keep: (item: number) => boolean) =>
    `${[rows[0], ...rows.slice(1).filter((row) => keep(Number(/\d+/.exec(row)![0])))].join('\n')}\n`;
  await writeFile(
    join(folder, 'fit.csv'),
    half(ratings, (item) => item < 400),
  );
  await writeFile(
    join(folder, 'test.csv'),
    half(ratings, (item) => item >= 400),
  );
  await writeFile(
    join(folder, 'answers.csv'),
    half(answers, (item) => item < 400),
  );
  await writeFile(
    join(folder, 'more.csv'),
    half(answers, (item) => item >= 400),
  );
  await writeFile(
    join(folder, 'texts.csv'),
    `id,text\n${Array.from({ length: 200 }, (_, at) => `s${400 + at},Sentence number ${400 + at}.`).join('\n')}\n`,
  );
  for (const method of METHODS) fits.set(method, await fitted(`${method}.json`, '--method', method));
});

afterAll(() => rm(folder, { recursive: true }));

async function calibrate(...args: string[]) {
  const run = await dissensus(folder, 'calibrate', ...args);
  expect(run.stdout).toBe('');
  return run;
}

async function fitted(out: string, ...args: string[]): Promise<CalibratorFile> {
  const run = await calibrate('fit.csv', '--predictions', 'answers.csv', '--out', out, ...args);
  expect(run.status, run.stderr).toBe(0);
  return JSON.parse(await readFile(join(folder, out), 'utf8')) as CalibratorFile;
}

it('gives back the temperature, with what it was fitted to', () => {
  const { version, calibrators } = fits.get('temperature')!;
  expect(version).toBe(1);
  const [{ model, question, calibrator, fitted: origin }] = calibrators;
  expect(calibrators.length).toBe(1);
  expect(model).toBe('sharp');
  expect(question.labels).toEqual(LABELS);
  expect(calibrator.method === 'temperature' && calibrator.temperature).toBeGreaterThan(SHARPNESS - 0.4);
  expect(calibrator.method === 'temperature' && calibrator.temperature).toBeLessThan(SHARPNESS + 0.4);
  expect(origin.items).toBe(400);
  expect(origin.files.map(({ name }) => name)).toEqual(['fit.csv', 'answers.csv']);
  const [crossEntropy] = origin.scores;
  expect(crossEntropy.after!).toBeLessThan(crossEntropy.before! - 0.1);
});

it('chooses the best method by itself', async () => {
  const { calibrators } = await fitted('best.json');
  const afters = METHODS.map((method) => fits.get(method)!.calibrators[0].fitted.scores[0].after!);
  expect(calibrators[0].fitted.scores[0].after).toBeLessThanOrEqual(Math.min(...afters));
});

it.each(['csv', 'jsonl', 'parquet'])('applies it to texts nobody has judged: %s', async (format) => {
  const out = `calibrated.${format}`;
  const run = await calibrate(
    ...['texts.csv', '--predictions', 'more.csv', '--calibrator', 'temperature.json', '--out', out],
  );
  expect(run.status, run.stderr).toBe(0);
  const { annotations } = await readFiles([await fromDisk(join(folder, out))]);
  expect(annotations.length).toBe(1);
  expect(annotations[0].ids.length).toBe(200);
  for (let row = 0; row < 200; row++)
    expect(annotations[0].distributions.subarray(3 * row, 3 * row + 3).reduce((a, b) => a + b)).toBeCloseTo(
      1,
      5,
    );
});

it('takes back what it has written, beside the answers as they were, and it is nearer to people', async () => {
  const out = 'calibrated.parquet';
  const analysed = await dissensus(
    folder,
    ...['analyse', 'test.csv', '--predictions', 'more.csv', '--predictions', out, '--out', 'both.json'],
  );
  expect(analysed.status, analysed.stderr).toBe(0);
  const report = JSON.parse(await readFile(join(folder, 'both.json'), 'utf8')) as Report;
  const [before, after] = report.questions[0].models
    .filter(({ reference }) => !reference)
    .sort((a, b) => a.method.length - b.method.length);
  expect([before.model, after.model]).toEqual(['sharp', 'sharp']);
  expect(after.method).toMatch(/calibrated to /);
  expect(after.gap!.squared.mean!).toBeLessThan(before.gap!.squared.mean! / 4);
  expect(after.gap!.crossEntropy.mean!).toBeLessThan(before.gap!.crossEntropy.mean!);
  expect(report.questions[0].comparisons!.map(({ a, b }) => [a, b]).flat()).toHaveLength(2);
  expect(new Set(report.questions[0].comparisons!.flatMap(({ a, b }) => [a, b])).size).toBe(2);
  expect(report.inputs.files.map(({ name }) => name).sort()).toEqual(['test.csv', 'more.csv', out].sort());
});

it('says where figures would flatter', async () => {
  const run = await calibrate(
    ...['fit.csv', '--predictions', 'answers.csv', '--calibrator', 'temperature.json', '--out', 'same.csv'],
  );
  expect(run.status, run.stderr).toBe(0);
  expect(run.stderr).toContain('fit.csv: the calibrators were fitted to this file');
});

it('takes the only model of a file for the only model of the calibrator', async () => {
  const nameless = (await readFile(join(folder, 'more.csv'), 'utf8')).replaceAll(',sharp,', ',another,');
  await writeFile(join(folder, 'nameless.csv'), nameless);
  const run = await calibrate(
    ...[
      'texts.csv',
      '--predictions',
      'nameless.csv',
      '--calibrator',
      'temperature.json',
      '--out',
      'other.csv',
    ],
  );
  expect(run.status, run.stderr).toBe(0);
  expect(run.stderr).toContain('another is taken for sharp');
});

it('says what cannot be used', async () => {
  await writeFile(join(folder, 'torn.json'), '{"version": 1, "calibrators": [{"model": "sharp"');
  await writeFile(join(folder, 'empty.json'), '{"version": 1, "calibrators": [{"model": "sharp"}]}');
  for (const [file, message] of [
    ['missing.json', /missing\.json cannot be read/],
    ['torn.json', /torn\.json cannot be used\. It is not JSON/],
    ['empty.json', /Calibrator 1 cannot be used \(method: missing\)/],
    ['texts.csv', /It is not JSON/],
  ] as const) {
    const run = await calibrate(
      ...['texts.csv', '--predictions', 'more.csv', '--calibrator', file, '--out', 'none.csv'],
    );
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(message);
  }
  const alone = await calibrate('fit.csv', '--out', 'none.json');
  expect(alone.status).toBe(3);
  expect(alone.stderr).toMatch(/There is nothing to calibrate/);
});
