import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { seenItems } from '../../src/annotators/seen-items.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';
import { dataFolder } from '../data.ts';

const served = resolve(import.meta.dirname, '../../public');
const read = (path: string) => readFile(join(served, path));
/** The classifier that ships. */
const embedded: Annotator = { ...EMBEDDED_MODELS[0], method: { name: 'softmax' }, questions: [] };

it('knows nothing of ids of ours, nor of any item for a model that is not embedded', async () => {
  const ids = Array.from({ length: 10_000 }, (_, row) => String(row + 1));
  expect((await seenItems(embedded, 'emotion', ids, read)).includes(1)).toBe(false);
  const other = { ...embedded, model: 'somebody/else' };
  expect((await seenItems(other, 'emotion', ids, read)).includes(1)).toBe(false);
  expect((await seenItems(embedded, 'another question', ids, read)).includes(1)).toBe(false);
});

const languageModel = EMBEDDED_MODELS.find(({ kind }) => kind === 'language model');

it.runIf(languageModel && dataFolder)('a language model has seen no annotated text', async () => {
  const [row] = (await readFile(join(dataFolder!, 'goemotions/train.tsv'), 'utf8')).split('\n');
  const asked: Annotator = { ...languageModel!, method: { name: 'softmax' }, questions: [] };
  expect([...(await seenItems(asked, 'emotion', [row.split('\t')[2].trim()], read))]).toEqual([0]);
});

it.runIf(dataFolder)(
  'a classifier of the hub that was trained on GoEmotions has seen its training items',
  async () => {
    const [row] = (await readFile(join(dataFolder!, 'goemotions/train.tsv'), 'utf8')).split('\n');
    const ids = [row.split('\t')[2].trim(), 'another'];
    const added = { ...embedded, model: 'SamLowe/roberta-base-go_emotions-onnx' };
    expect([...(await seenItems(added, 'emotion', ids, read))]).toEqual([1, 0]);
    expect([...(await seenItems(added, 'valence-reader', ids, read))]).toEqual([0, 0]);
  },
);

it.skipIf(!dataFolder)('tells the training and development items from the test items', async () => {
  for (const [split, seen] of [
    ['train', 1],
    ['dev', 1],
    ['test', 0],
  ] as const) {
    const lines = (await readFile(join(dataFolder!, `goemotions/${split}.tsv`), 'utf8'))
      .trimEnd()
      .split('\n');
    const ids = lines.map((line) => line.split('\t')[2].trim());
    const found = await seenItems(embedded, 'emotion', ids, read);
    expect(found.every((one) => one === seen)).toBe(true);
  }
});
