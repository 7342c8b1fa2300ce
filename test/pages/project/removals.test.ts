import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutputChunkBuilder } from '../../../src/annotators/output-chunk.ts';
import type { AddingPreview } from '../../../src/jobs/adding-preview.ts';
import { addPredictions } from '../../../src/jobs/add-to-project.ts';
import { judgmentsOf } from '../../../src/jobs/judgments-of.ts';
import { keepReading } from '../../../src/jobs/keep-reading.ts';
import { openedFiles } from '../../../src/jobs/kept-files.ts';
import { annotationsFile } from '../../../src/jobs/write-files.ts';
import type { ReadRequest } from '../../../src/jobs/reading.ts';
import { modelKey, type Annotator } from '../../../src/judgments/annotator.ts';
import { loadTextHash } from '../../../src/judgments/text-hash.ts';
import { requestOf } from '../../../src/pages/open/file-reading.svelte.ts';
import { Removals } from '../../../src/pages/project/removals.svelte.ts';
import { readingDocument } from '../../../src/readers/reading-document.ts';
import { DATABASE_NAME } from '../../../src/store/schema.ts';
import { openStore, type Store } from '../../../src/store/store.ts';

const MODEL: Annotator = {
  model: 'computed',
  revision: '1',
  dtype: 'fp32',
  method: { name: 'softmax' },
  questions: [{ id: 'emotion', name: 'emotion', kind: 'categorical', labels: ['fear', 'joy'] }],
};

let store: Store;
let changes: number;

beforeEach(async () => {
  store = await openStore();
  changes = 0;
});
afterEach(async () => {
  store.close();
  await new Promise((deleted) => (indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = deleted));
});

const nothing = () => undefined;
const agree = () => Promise.resolve(false);
const file = (name: string, ...rows: string[]) => new File([rows.join('\n')], name);
const one = file('one.csv', 'id,text,rater,emotion', '1,Fine.,a,joy', '2,Dark.,a,fear');
/** A second answer of the rater a, who is then asked about another text. */
const two = file('two.csv', 'id,text,rater,emotion', '1,Fine.,b,fear', '2,Dark.,b,fear', '3,Odd.,b,joy');
const model = file('model.csv', 'id,fear,joy', '1,0.2,0.8', '2,0.7,0.3');

async function projectOf(files: File[], given: Partial<ReadRequest> = {}): Promise<number> {
  const request = { files, predictionFiles: [], mappings: [], answers: {}, replaces: null, ...given };
  return (await keepReading(store, request, nothing)).project;
}
const removalsOf = (project: number) => new Removals(project, store, () => changes++);
const source = async (project: number, name: string) =>
  (await store.projects.load(project)).sources.find((each) => each.name === name)!;

/** What a project holds, in plain values. */
async function content(project: number) {
  const dataset = await store.projects.load(project);
  const { questions, items, sources } = readingDocument(dataset, [], []);
  const { predictions } = await judgmentsOf(store, project, 'http://localhost/');
  return {
    name: dataset.name,
    questions,
    items,
    sources,
    models: predictions.map(({ annotator }) => annotator.model),
  };
}

/** Removes a file as the page does. */
async function remove(removals: Removals, project: number, name: string) {
  const removal = await removals.removeFile(await source(project, name));
  if (removal.kind !== 'read again') return removal.kind;
  await keepReading(store, requestOf(project, removal.opened), nothing);
  await removal.done();
  return removal.kind;
}

describe('a file that is removed', () => {
  it('leaves the project as if it had never been opened, and comes back whole', async () => {
    const project = await projectOf([one, two, model]);
    const before = await content(project);
    const removals = removalsOf(project);
    expect(await remove(removals, project, 'two.csv')).toBe('read again');
    const alone = await projectOf([one, model]);
    expect(await content(project)).toEqual(await content(alone));
    expect(removals.last).toMatchObject({ verb: 'Removed', what: 'two.csv' });
    await removals.undo();
    expect(await content(project)).toEqual(before);
    expect(removals.last).toBeNull();
    expect(changes).toBe(2);
    expect((await openedFiles(store, project))!.files.map(({ name }) => name)).toEqual([
      'one.csv',
      'two.csv',
    ]);
  });

  it('of a model’s answers goes with them and nothing is read again', async () => {
    const project = await projectOf([one, two, model]);
    const removals = removalsOf(project);
    expect(await remove(removals, project, 'model.csv')).toBe('done');
    expect((await content(project)).models).toEqual([]);
    expect(await openedFiles(store, project)).toMatchObject({ predictionFiles: [] });
    await removals.undo();
    expect((await content(project)).models).toEqual(['model']);
    expect((await content(project)).sources.map(({ name }) => name)).toContain('model.csv');
  });

  it('of answers that two files make together leaves those of the other', async () => {
    const first = file('first.csv', 'id,response,model', '1,joy,m', '2,joy,m');
    const second = file('second.csv', 'id,response,model', '1,fear,m', '2,joy,m');
    const project = await projectOf([one], { predictionFiles: [first, second] });
    expect([...(await store.projects.predictions(project))[0].distributions]).toEqual([0.5, 0.5, 0, 1]);
    expect(await remove(removalsOf(project), project, 'second.csv')).toBe('read again');
    expect([...(await store.projects.predictions(project))[0].distributions]).toEqual([0, 1, 0, 1]);
  });

  it('of one that was not kept asks for the others again', async () => {
    const project = await projectOf([one, two]);
    await store.parts.keepFiles(project, null);
    const removal = await removalsOf(project).removeFile(await source(project, 'two.csv'));
    expect(removal).toMatchObject({ kind: 'choose again', sources: [{ name: 'one.csv' }] });
  });

  it('that was read as a person said leaves what was said of the others', async () => {
    const odd = file('odd.csv', 'who,said,what', 'c,joy,Fine.', 'c,joy,Dark.');
    const said = {
      layout: 'long',
      text: 'what',
      id: null,
      rater: 'who',
      questions: [{ name: 'emotion', kind: 'categorical', columns: [{ column: 'said', name: 'said' }] }],
      abstentions: [],
    } as const;
    const project = await projectOf([one, odd], { mappings: [said] });
    expect(await remove(removalsOf(project), project, 'odd.csv')).toBe('read again');
    expect((await content(project)).questions).toMatchObject([{ raters: 1 }]);
  });
});

describe('a model that is removed', () => {
  async function compute(project: number) {
    const hash = await loadTextHash();
    const chunk = new OutputChunkBuilder(MODEL);
    for (const text of ['Fine.', 'Dark.']) chunk.add(hash(text), false, [Float64Array.of(0.25, 0.75)], 0);
    await store.outputs.append(MODEL, chunk.take(), { project, total: 2, done: 2 });
  }

  it('is in no figure and no file of the project, stays for others, and comes back', async () => {
    const [project, other] = [await projectOf([one]), await projectOf([two])];
    await compute(project);
    const removals = removalsOf(project);
    await removals.removeModel('computed', [modelKey(MODEL)]);
    expect((await content(project)).models).toEqual([]);
    expect(await (await annotationsFile(store, project, 'csv', true)).text()).not.toContain('0.75');
    expect((await content(other)).models).toEqual(['computed']);
    await removals.undo();
    expect((await content(project)).models).toEqual(['computed']);
    await removals.removeModel('computed', [modelKey(MODEL)]);
    await removals.bringBack([modelKey(MODEL)]);
    expect((await content(project)).models).toEqual(['computed']);
    expect(removals.last).toBeNull();
  });

  it('stays out when the file that brought it is read again, until it is added again', async () => {
    const project = await projectOf([one, two, model]);
    const removals = removalsOf(project);
    const [{ annotator }] = await store.projects.predictions(project);
    await removals.removeModel('model', [modelKey(annotator)]);
    expect(await store.projects.predictions(project)).toEqual([]);
    await remove(removals, project, 'two.csv');
    expect((await content(project)).models).toEqual([]);
    await addPredictions(store, project, [model], {}, nothing, agree);
    expect((await content(project)).models).toEqual(['model']);
  });

  it('can be put back until something else is removed', async () => {
    const project = await projectOf([one, two, model]);
    const removals = removalsOf(project);
    await remove(removals, project, 'model.csv');
    await remove(removals, project, 'two.csv');
    await removals.undo();
    expect((await content(project)).models).toEqual([]);
    expect((await content(project)).items).toHaveLength(3);
  });

  it('is not put back where that would undo what another tab has added since', async () => {
    const project = await projectOf([one, two, model]);
    const removals = removalsOf(project);
    await remove(removals, project, 'two.csv');
    const other = file('other.csv', 'id,fear,joy', '1,0.5,0.5');
    await addPredictions(store, project, [other], {}, nothing, agree);
    await expect(removals.undo()).rejects.toThrow(/changed in another tab/);
    expect((await content(project)).models).toContain('other');
  });
});

describe('what is added', () => {
  it('is shown first: rows that match, and ids of both sides that do not', async () => {
    const project = await projectOf([one, two]);
    let shown: AddingPreview | null = null;
    const some = file('some.csv', 'id,fear,joy', '1,0.2,0.8', 'x,0.7,0.3', 'y,0.7,0.3');
    await addPredictions(store, project, [some], {}, nothing, (preview) => {
      shown = preview;
      return Promise.reject(new Error('Not so.'));
    }).catch(nothing);
    expect(shown).toMatchObject({
      matched: 1,
      of: 3,
      unmatched: { count: 2, first: ['x', 'y'] },
      lacking: { count: 2, first: ['2', '3'] },
      models: [{ model: 'some', question: 'emotion', answers: 1 }],
    });
    expect(await store.projects.predictions(project)).toEqual([]);
  });

  it('of people’s answers is shown beside what was there, and read with it', async () => {
    const project = await projectOf([one]);
    let shown: AddingPreview | null = null;
    const opened = (await openedFiles(store, project))!;
    const request = { ...requestOf(project, opened), files: [...opened.files, two], added: 1 };
    await keepReading(store, request, nothing, (preview) => ((shown = preview), Promise.resolve(false)));
    expect(shown).toMatchObject({
      adds: 'people',
      files: ['two.csv'],
      matched: 2,
      of: 3,
      unmatched: { count: 1, first: ['3'] },
      lacking: { count: 0 },
      votes: [{ question: 'emotion', before: 2, after: 5 }],
    });
    expect((await content(project)).items).toHaveLength(3);
  });
});
