import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OutputChunkBuilder } from '../../src/annotators/output-chunk.ts';
import { loadPredictions } from '../../src/annotators/stored-predictions.ts';
import { addPredictions, addTexts } from '../../src/jobs/add-to-project.ts';
import { keepReading } from '../../src/jobs/keep-reading.ts';
import { orDifficulty, type ReadRequest } from '../../src/jobs/reading.ts';
import { annotationsFile, keepProjectFile, projectFile } from '../../src/jobs/write-files.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';
import { keepPredictions } from '../../src/store/keep-predictions.ts';
import { DATABASE_NAME } from '../../src/store/schema.ts';
import { openStore, type Store } from '../../src/store/store.ts';

const MODEL: Annotator = {
  model: 'model',
  revision: '1',
  dtype: 'fp32',
  method: { name: 'softmax' },
  questions: [{ id: 'emotion', name: 'emotion', kind: 'categorical', labels: ['fear', 'joy'] }],
};
const PEOPLE = [
  'id,text,rater,emotion',
  '1,Fine.,a,joy',
  '1,Fine.,b,joy',
  '2,Dark.,a,fear',
  '2,Dark.,b,joy',
  '',
];

let store: Store;

beforeEach(async () => {
  store = await openStore();
});
afterEach(async () => {
  vi.restoreAllMocks();
  store.close();
  await new Promise((deleted) => (indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = deleted));
});

function request(given: Partial<ReadRequest>): ReadRequest {
  return { files: [], predictionFiles: [], mappings: [], answers: {}, replaces: null, ...given };
}
const people = () => new File([PEOPLE.join('\n')], 'people.csv');
const nothing = () => undefined;

/** The model's answers about two texts, as they are downloaded. */
async function annotations(): Promise<File> {
  const elsewhere = await keepReading(store, request({ files: [people()] }), nothing);
  const hash = await loadTextHash();
  const chunk = new OutputChunkBuilder(MODEL.questions);
  for (const text of ['Fine.', 'Dark.']) chunk.add(hash(text), false, [Float64Array.of(0.25, 0.75)], 0);
  await store.outputs.append(MODEL, chunk.take(), { project: elsewhere.project, total: 2, done: 2 });
  const file = new File([await annotationsFile(store, elsewhere.project, 'csv', true)], 'annotations.csv');
  store.close();
  await new Promise((deleted) => (indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = deleted));
  store = await openStore();
  return file;
}

/** Has the storage refuse what is added to an object store, as on a full disk. */
function fill(refused: string) {
  const { add, put } = IDBObjectStore.prototype;
  const refuse = (original: typeof add) =>
    function (this: IDBObjectStore, ...args: Parameters<typeof add>) {
      if (this.name === refused) throw new DOMException('Full.', 'QuotaExceededError');
      return original.apply(this, args);
    };
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(refuse(add));
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(refuse(put));
}

describe('a reading', () => {
  it('is kept as a project with the answers of models that came along', async () => {
    const files = [people(), await annotations()];
    const { project } = await keepReading(store, request({ files }), nothing);
    const dataset = await store.projects.load(project);
    expect(dataset.texts).toEqual(['Fine.', 'Dark.']);
    expect(dataset.sources.map(({ name }) => name)).toEqual(['people.csv', 'annotations.csv']);
    const [annotator] = await store.outputs.annotators();
    expect(await store.outputs.run(project, annotator)).toMatchObject({ total: 2, done: 2 });
    const [answers] = await loadPredictions(dataset, annotator, store.outputs);
    expect([...answers.distributions]).toEqual([0.25, 0.75, 0.25, 0.75]);
  });

  it('is kept whole or not at all, where the disk is full before the models’ answers', async () => {
    const files = [people(), await annotations()];
    fill('outputs');
    await expect(keepReading(store, request({ files }), nothing)).rejects.toThrow(/space|full/i);
    vi.restoreAllMocks();
    expect(await store.projects.list()).toEqual([]);
    expect(await store.outputs.annotators()).toEqual([]);
    await keepReading(store, request({ files }), nothing);
    expect(await store.projects.list()).toHaveLength(1);
  });

  it('takes a project’s place whole or not at all', async () => {
    const along = await annotations();
    const { project } = await keepReading(store, request({ files: [people()] }), nothing);
    const before = await store.projects.load(project);
    const again = request({ files: [people(), along], replaces: project });
    fill('outputs');
    await expect(keepReading(store, again, nothing)).rejects.toThrow();
    vi.restoreAllMocks();
    expect(await store.projects.load(project)).toEqual(before);
    await keepReading(store, again, nothing);
    expect((await store.projects.load(project)).sources).toHaveLength(2);
    expect(await store.projects.list()).toHaveLength(1);
  });

  it('that a person can help comes back as a question', async () => {
    const files = [new File(['one,two\n1,2\n'], 'numbers.csv')];
    const result = await orDifficulty(() => keepReading(store, request({ files }), nothing));
    expect(result).toMatchObject({ kind: 'layout unknown', file: 'numbers.csv' });
    expect(await store.projects.list()).toEqual([]);
  });
});

it('a project comes back from its file, and whole or not at all', async () => {
  const files = [people(), await annotations()];
  const { project } = await keepReading(store, request({ files }), nothing);
  const file = new File([await projectFile(store, project, true)], 'texts.dissensus');
  await store.projects.remove(project);
  fill('runs');
  await expect(keepProjectFile(store, file)).rejects.toThrow();
  vi.restoreAllMocks();
  expect(await store.projects.list()).toEqual([]);
  const again = await keepProjectFile(store, file);
  expect((await store.projects.load(again.project)).texts).toEqual(['Fine.', 'Dark.']);
});

it('predictions that ran elsewhere are added to a project', async () => {
  const { project } = await keepReading(store, request({ files: [people()] }), nothing);
  const file = new File(['id,emotion\n1,joy\n2,fear\n'], 'model.csv');
  const added = await addPredictions(store, project, [file], {}, nothing);
  expect(added).toMatchObject({ kind: 'kept', project, predictionFiles: ['model.csv'] });
  expect((await store.projects.load(project)).sources.map(({ name }) => name)).toEqual([
    'people.csv',
    'model.csv',
  ]);
  expect(await store.projects.predictions(project)).toHaveLength(1);
});

it('annotations are refused where texts are wanted', async () => {
  const along = await annotations();
  const { project } = await keepReading(store, request({ files: [people()] }), nothing);
  await expect(addTexts(store, project, [along], nothing)).rejects.toThrow(
    'annotations.csv: It holds annotations and no texts of a data set.',
  );
});

it('a text that several items have counts once among those that are done', async () => {
  const texts = ['Fine.', 'Dark.', 'Fine.'];
  const predictions = {
    annotator: MODEL,
    question: MODEL.questions[0],
    answered: Uint8Array.of(1, 1, 1),
    distributions: Float32Array.of(0.25, 0.75, 0.5, 0.5, 0.25, 0.75),
  };
  await keepPredictions(store.outputs, 1, { texts }, [predictions]);
  expect(await store.outputs.run(1, MODEL)).toMatchObject({ total: 2, done: 2 });
});

it('a project’s thresholds are kept with it, in its copy and in its file, and outlive another reading', async () => {
  const { project } = await keepReading(store, request({ files: [people()] }), nothing);
  expect(await store.projects.thresholds(project)).toEqual({});
  await store.projects.keepThresholds(project, { worth: 2 });
  await keepReading(store, request({ files: [people()], replaces: project }), nothing);
  expect(await store.projects.thresholds(project)).toEqual({ worth: 2 });
  const copy = await store.projects.duplicate(project, 'A copy');
  const file = new File([await projectFile(store, project, true)], 'texts.dissensus');
  const { project: again } = await keepProjectFile(store, file);
  for (const id of [copy, again]) expect(await store.projects.thresholds(id)).toEqual({ worth: 2 });
  await expect(store.projects.keepThresholds(999, {})).rejects.toThrow('There is no project 999');
});
