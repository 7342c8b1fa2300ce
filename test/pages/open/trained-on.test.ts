import { expect, test } from 'vitest';
import type { ReaderWorker } from '../../../workers/reader.ts';
import type { Report } from '../../../src/analysis/report.ts';
import { EMBEDDED_MODELS } from '../../../src/annotators/embedded-models.ts';
import type { SaidOfModel } from '../../../src/jobs/declare-seen.ts';
import { trainedModels, TrainedOn } from '../../../src/pages/open/trained-on.svelte.ts';
import { FakeWorkers } from '../background/fake-workers.ts';

const LIST = { kind: 'list', ids: ['a'], listed: 2, unknown: 1 };
const TABLE = { kind: 'which rows', columns: [{ name: 'split', values: ['test', 'train'] }] };

function training(answer: (said: SaidOfModel) => unknown) {
  const kept: unknown[] = [];
  const workers = new FakeWorkers<ReaderWorker>(() => ({
    declareSeen: (project: number, model: string, said: SaidOfModel) => {
      kept.push([project, model, typeof said === 'string' ? said : (said.rows ?? 'list')]);
      return answer(said);
    },
  }));
  let changes = 0;
  const state = new TrainedOn(7, () => changes++, workers.start);
  return { state, kept, workers, changes: () => changes };
}

const MODEL = { model: 'brought', declared: null };
const file = new File(['a'], 'train.csv');

test('what is said is kept by the worker and shown before the next figures', async () => {
  const { state, kept, workers, changes } = training(() => null);
  expect(state.of(MODEL)).toBe('nothing');
  expect(state.of({ ...MODEL, declared: { all: true, texts: 3, files: [] } })).toBe('all');
  expect(state.of({ ...MODEL, declared: { all: false, texts: 1, files: ['x'] } })).toBe('list');
  await state.say('brought', 'all');
  expect(kept).toEqual([[7, 'brought', 'all']]);
  expect(state.of(MODEL)).toBe('all');
  expect(changes()).toBe(1);
  expect(workers.started.every(({ isEnded }) => isEnded)).toBe(true);
});

test('a table with rows of several uses is asked about, and nothing is kept before', async () => {
  const { state, kept, changes } = training((said) => (typeof said !== 'string' && said.rows ? LIST : TABLE));
  await state.say('brought', { file });
  expect(state.asked).toMatchObject({ model: 'brought', rows: TABLE.columns });
  expect([state.of(MODEL), changes()]).toEqual(['nothing', 0]);
  const rows = [{ column: 'split', value: 'train' }];
  await state.say('brought', { file, rows });
  expect(kept.at(-1)).toEqual([7, 'brought', rows]);
  expect(state.asked).toBeNull();
  expect(state.read).toEqual({ model: 'brought', file: 'train.csv', list: LIST });
  expect([state.of(MODEL), changes()]).toEqual(['list', 1]);
});

test('a list that cannot be used changes nothing and says why', async () => {
  const { state, changes } = training(() => {
    throw new Error('train.csv: None of its 2 lines is the id or the text of an item.');
  });
  await state.say('brought', { file });
  expect(state.trouble).toMatchObject({
    model: 'brought',
    message: expect.stringContaining('None') as string,
  });
  expect([state.of(MODEL), changes(), state.isBusy]).toEqual(['nothing', 0, false]);
  state.refuse('brought', [file, new File([''], 'b.txt')]);
  expect(state.trouble?.message).toContain('train.csv, b.txt');
});

test('asked are models of which the page does not know it, each once', () => {
  const seen = { items: 0, jsd: { mean: null, lo: null, hi: null, over: 'items only' } };
  const row = (model: string, more: object = {}) => ({ model, reference: false, seen, ...more });
  const key = (model: string, ...rest: unknown[]) =>
    JSON.stringify([model, '1', 'q8', ['softmax'], null, [], ...rest]);
  const [{ model: ours }] = EMBEDDED_MODELS;
  const declared = { all: true, texts: 9, files: [] };
  const questions = [
    { people: {}, models: [row(ours, { annotator: key(ours) }), row('a', { seen: { ...seen, declared } })] },
    {
      people: {},
      models: [row('a', { seen: { ...seen, declared } }), row('b'), row('uniform', { reference: true })],
    },
    { people: null, models: [row('c')] },
  ];
  expect(trainedModels({ questions } as unknown as Report)).toEqual([
    { model: 'a', declared },
    { model: 'b', declared: null },
  ]);
  const brought = [{ people: {}, models: [row(ours, { annotator: key(ours, 'x.csv') })] }];
  expect(trainedModels({ questions: brought } as unknown as Report)).toHaveLength(1);
  expect(trainedModels(null)).toEqual([]);
});
