import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFiles } from '../../src/readers/read-files.ts';
import { fromDisk } from '../readers/files.ts';
import { dissensus, type Outcome } from './dissensus.ts';

const TEXTS = [
  'The lamp went out and we laughed until morning.',
  'Nobody answered the letter, and I stopped waiting.',
  '=1+1 is what the child wrote, proudly.',
];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-annotate-'));
  await writeFile(join(folder, 'texts.txt'), `${TEXTS[0]}\n${TEXTS[1]}\n\n${TEXTS[2]}\n`);
});

afterAll(() => rm(folder, { recursive: true }));

async function annotationsIn(name: string) {
  const { dataset, annotations } = await readFiles([await fromDisk(join(folder, name))]);
  expect(dataset).toBeNull();
  return annotations;
}

describe('annotate', () => {
  let csv: Outcome;

  beforeAll(async () => {
    csv = await dissensus(folder, 'annotate', 'texts.txt', '--model', 'embedded', '--out', 'p.csv');
  });

  it('writes a distribution for every text and question', async () => {
    expect(csv.status, csv.stderr).toBe(0);
    const annotations = await annotationsIn('p.csv');
    expect(annotations.map(({ question }) => question.id)).toContain('emotion');
    for (const { ids, texts, answered, distributions, question } of annotations) {
      expect(ids).toEqual(['1', '2', '4']);
      expect(texts).toEqual(TEXTS);
      expect([...answered]).toEqual([1, 1, 1]);
      const labels = question.labels.length;
      for (let row = 0; row < TEXTS.length; row++) {
        const values = distributions.subarray(row * labels, (row + 1) * labels);
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 2);
      }
      const [first, second] = [distributions.subarray(0, labels), distributions.subarray(labels, 2 * labels)];
      expect(first).not.toEqual(second);
    }
  });

  it('names the skipped rows and nothing else than progress on standard error', () => {
    expect(csv.stdout).toBe('');
    expect(csv.stderr).toContain('4 rows read, 1 of them left out\n  line 3: The line is empty.\n');
    expect(csv.stderr).toContain('3 texts annotated');
    expect(csv.stderr).toMatch(/Wrote p\.csv \([\d,]+ bytes\)\n$/);
  });

  it('warns of texts in a language that the model has not learnt, and annotates them', async () => {
    expect(csv.stderr).not.toContain('do not read as');
    const german = 'Gestern war ein schöner Tag, und niemand hat mir etwas von dem gesagt, was heute kommt.';
    await writeFile(
      join(folder, 'two.txt'),
      `${german}\nThe lamp went out and we laughed together until the morning came and the birds began to sing in the garden.\n`,
    );
    const run = await dissensus(folder, 'annotate', 'two.txt', '--model', 'embedded', '--out', 'two.csv');
    expect(run.status, run.stderr).toBe(0);
    expect(run.stderr).toContain(
      `50% of the texts do not read as English (1 of 2 that could be judged; German 1), for example “${german.slice(0, 79)}…”.`,
    );
    expect(run.stderr).toContain('has learnt English alone: its answers about other texts may mean nothing.');
    expect((await annotationsIn('two.csv'))[0].ids).toEqual(['1', '2']);
  });

  it('writes the same values in every format, with or without texts', async () => {
    const expected = await annotationsIn('p.csv');
    for (const [out, ...options] of [['p.jsonl'], ['p.parquet', '--no-texts']]) {
      const run = await dissensus(
        folder,
        'annotate',
        'texts.txt',
        '--model',
        'embedded',
        '--out',
        out,
        ...options,
      );
      expect(run.status, run.stderr).toBe(0);
      const written = await annotationsIn(out);
      for (const [place, { distributions, texts, annotator }] of written.entries()) {
        expect(distributions).toEqual(expected[place].distributions);
        expect(annotator).toEqual(expected[place].annotator);
        expect(texts).toEqual(options.length > 0 ? null : TEXTS);
      }
      expect(written.length).toBe(expected.length);
    }
  });

  it('refuses annotations without texts', async () => {
    const run = await dissensus(folder, 'annotate', 'p.csv', '--model', 'embedded', '--out', 'again.csv');
    expect(run).toMatchObject({ status: 3, stdout: '' });
    expect(run.stderr).toMatch(/annotations and no texts; name a file of texts\.\n$/);
  });

  it('refuses to read ids as if they were texts', async () => {
    await writeFile(join(folder, 'ids.csv'), 'id,rater,label\nb,R,x\na,R,y\nz,R,y\nb,S,y\n');
    const run = await dissensus(folder, 'annotate', 'ids.csv', '--model', 'embedded', '--out', 'ids-p.csv');
    expect(run).toMatchObject({ status: 3, stdout: '' });
    expect(run.stderr).toMatch(/The files hold ids and no texts for a model to read\. .*\n$/);
  });
});

describe('what cannot be done', () => {
  it('exits with 1 where an input is missing, a folder or of no known layout, writing nothing', async () => {
    await writeFile(join(folder, 'odd.csv'), 'width,height\n3,4\n5,6\n');
    for (const [file, message] of [
      ['missing.csv', /There is no file missing\.csv\./],
      ['.', /none\.csv is an input or in a folder that is read/],
      ['odd.csv', /odd\.csv, line 1: No column holds texts or ids\./],
    ] as const) {
      const run = await dissensus(folder, 'annotate', file, '--model', 'embedded', '--out', 'none.csv');
      expect(run).toMatchObject({ status: 1, stdout: '' });
      expect(run.stderr).toMatch(message);
    }
    expect(await readdir(folder)).not.toContain('none.csv');
  });

  it('exits with 1 before any work where the result has no place', async () => {
    const run = await dissensus(
      folder,
      'annotate',
      'texts.txt',
      '--model',
      'embedded',
      '--out',
      'gone/p.csv',
    );
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^dissensus: Nothing can be written to the folder gone/);
  });

  it('exits with 2 and the usage on a wrong command line, and with 0 where help is asked for', async () => {
    const wrong = await dissensus(folder, 'annotate', 'texts.txt', '--out', 'p.csv');
    expect(wrong).toMatchObject({ status: 2, stdout: '' });
    expect(wrong.stderr).toMatch(/^dissensus: Say with --model .*\n\nUsage:/);
    const help = await dissensus(folder, '--help');
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toMatch(/^Usage:/);
  });
});
