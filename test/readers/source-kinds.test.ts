import { expect, it } from 'vitest';
import { withKind } from '../../src/judgments/earlier-source-file.ts';
import type { EarlierSourceFile } from '../../src/judgments/earlier-source-file.ts';
import type { SourceFile } from '../../src/judgments/source-file.ts';
import { readPredictions } from '../../src/readers/predictions/read-predictions.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { file } from './files.ts';

const ANSWERS = 'text,label\nOne text,joy\nOne text,fear\nAnother text,joy\n';
const SAMPLES = 'id,response\n1,joy\n3,joy\n';

const opened: readonly (readonly [string, () => Promise<readonly SourceFile[]>, object])[] = [
  [
    'a table of people’s answers',
    async () => (await readFiles([file('answers.csv', ANSWERS)])).dataset!.sources,
    { kind: 'people', mappable: true },
  ],
  [
    'a known data set',
    async () =>
      (await readFiles([file('train.tsv', 'A text\t0\tid1\nAnother\t1,2\tid2\n')])).dataset!.sources,
    { kind: 'people', mappable: false },
  ],
  [
    'a table of texts',
    async () => (await readFiles([file('t.csv', 'id,text\n1,One text\n2,Another\n')])).dataset!.sources,
    { kind: 'texts', mappable: true },
  ],
  [
    'plain texts',
    async () => (await readFiles([file('t.txt', 'One text\nAnother text\n')])).dataset!.sources,
    { kind: 'texts', mappable: false },
  ],
  [
    'a copy of people’s answers',
    async () =>
      (await readFiles([file('a.csv', ANSWERS), file('a (1).csv', ANSWERS)])).dataset!.sources.slice(1),
    { kind: 'copy', of: 'a.csv', ofAnswers: false },
  ],
  [
    'a model’s answers, and a copy of them',
    async () => {
      const { dataset } = await readFiles([file('answers.csv', ANSWERS)]);
      return (await readPredictions([file('m.csv', SAMPLES), file('m (1).csv', SAMPLES)], dataset!)).sources;
    },
    { kind: 'copy', of: 'm.csv', ofAnswers: true },
  ],
];

it.each(opened)('%s has its kind, and a file kept without one gets the same', async (_, read, kind) => {
  const sources = await read();
  expect(sources[0]).toMatchObject(kind);
  for (const source of sources) {
    const {
      kind: _,
      mappable: __,
      of: ___,
      ofAnswers,
      ...kept
    } = source as unknown as Record<string, unknown>;
    // Copies of models' answers had counts of nothing.
    const earlier = { ...kept, ...(ofAnswers === true && { rowsUsed: 0 }) } as unknown as EarlierSourceFile;
    expect(withKind(earlier)).toMatchObject(source);
  }
});

const ACCOUNT = { name: 'a', bytes: 1, sha256: 'f', rowsRead: 1, skipped: [] };

it.each([
  ['a table, read for the texts', 'joined texts'],
  ['figures that came with this page, without texts', 'benchmark'],
  ['annotations downloaded from this page', 'annotations'],
  ['a layout of a version long ago', 'people'],
])('a kept file with the layout “%s” is of the kind “%s”', (layout, kind) => {
  expect(withKind({ ...ACCOUNT, layout }).kind).toBe(kind);
});

it('leaves a file as it is that has its kind', () => {
  const source: SourceFile = { ...ACCOUNT, kind: 'texts', mappable: true, layout: 'annotated in words' };
  expect(withKind(source)).toBe(source);
});
