import { expect, test } from 'vitest';
import type { ReaderWorker } from '../../../workers/reader.ts';
import type { Dataset } from '../../../src/judgments/dataset.ts';
import { TextLanguages } from '../../../src/pages/project/text-languages.svelte.ts';
import { checkLanguages } from '../../../src/readers/text-languages.ts';
import { FakeWorkers } from '../background/fake-workers.ts';

const DATASET: Dataset = {
  name: 'Tagebuch',
  ids: ['1'],
  texts: ['Gestern war ein schöner Tag, und niemand hat mir etwas von dem gesagt, was heute kommen wird.'],
  questions: [],
  sources: [],
};

test('are looked up by the worker that reads, which then ends', async () => {
  const workers = new FakeWorkers<ReaderWorker>(() => ({ languages: checkLanguages }));
  const languages = new TextLanguages(workers.start);
  await languages.look(DATASET, 'en');
  expect(languages.check).toMatchObject({ judged: 1, other: 1, languages: [{ code: 'de', texts: 1 }] });
  expect(workers.started.map(({ isEnded }) => isEnded)).toEqual([true]);
});

test('are not looked up where the texts are not here', async () => {
  const workers = new FakeWorkers<ReaderWorker>(() => ({ languages: checkLanguages }));
  const languages = new TextLanguages(workers.start);
  await languages.look({ ...DATASET, withoutText: Uint8Array.of(1) }, 'en');
  expect([workers.started.length, languages.check, languages.isUnknown]).toEqual([0, null, false]);
});

test('are said to be unknown where what tells them apart cannot be loaded', async () => {
  const workers = new FakeWorkers<ReaderWorker>(() => ({
    languages: () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')),
  }));
  const languages = new TextLanguages(workers.start);
  await languages.look(DATASET, 'en');
  expect([languages.check, languages.isUnknown]).toEqual([null, true]);
});
