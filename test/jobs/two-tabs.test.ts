import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addPredictions, addTexts, removeTexts } from '../../src/jobs/add-to-project.ts';
import { keepReading } from '../../src/jobs/keep-reading.ts';
import { openedFiles } from '../../src/jobs/kept-files.ts';
import type { ReadRequest } from '../../src/jobs/reading.ts';
import { requestOf } from '../../src/pages/open/file-reading.svelte.ts';
import { MAP_VERSION, type TextMap } from '../../src/map/text-map.ts';
import { hearProjectNews, type ProjectNews } from '../../src/store/project-news.ts';
import { DATABASE_NAME } from '../../src/store/schema.ts';
import { openStore, type Store } from '../../src/store/store.ts';

/** One project in two tabs, each with a connection of its own. */
let here: Store;
let there: Store;
let project: number;

const file = (name: string, ...rows: string[]) => new File([rows.join('\n')], name);
const people = file('people.csv', 'id,text,rater,emotion', '1,Fine.,a,joy', '2,Dark.,a,fear');
const more = file('more.csv', 'id,text,rater,emotion', '0,Odd.,b,joy', '1,Fine.,b,fear');
const model = file('model.csv', 'id,fear,joy', '1,0.2,0.8', '2,0.7,0.3');
const other = file('other.csv', 'id,fear,joy', '1,0.4,0.6', '2,0.4,0.6');

const nothing = () => undefined;
const agree = () => Promise.resolve(false);
const CHANGED = /changed in another tab/;

function request(given: Partial<ReadRequest>): ReadRequest {
  return { files: [], predictionFiles: [], mappings: [], answers: {}, replaces: null, ...given };
}

async function added(store: Store, ...files: File[]): Promise<ReadRequest> {
  const opened = (await openedFiles(store, project))!;
  return {
    ...requestOf(project, opened),
    files: [...files, ...opened.files],
  };
}

async function content() {
  const { texts, sources } = await here.projects.load(project);
  const predictions = await here.projects.predictions(project);
  return {
    texts,
    files: sources.map(({ name }) => name).sort(),
    models: predictions.map(({ annotator }) => annotator.model),
  };
}

beforeEach(async () => {
  here = await openStore();
  there = await openStore();
  ({ project } = await keepReading(here, request({ files: [people] }), nothing));
});
afterEach(async () => {
  here.close();
  there.close();
  await new Promise((deleted) => (indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = deleted));
});

describe('what one tab adds while another was about to', () => {
  it('is not lost to a reading of the files that were there before', async () => {
    const reading = await added(here, more);
    await addPredictions(there, project, [model], {}, nothing, agree);
    await expect(keepReading(here, reading, nothing)).rejects.toThrow(CHANGED);
    expect(await content()).toEqual({
      texts: ['Fine.', 'Dark.'],
      files: ['model.csv', 'people.csv'],
      models: ['model'],
    });
    await keepReading(here, await added(here, more), nothing);
    expect((await content()).files).toEqual(['model.csv', 'more.csv', 'people.csv']);
  });

  it('does not move a model’s answers to other texts', async () => {
    // The texts become others, in another order, while a person looks at what would be matched.
    const meanwhile = async () => {
      await keepReading(there, await added(there, more), nothing);
      return false;
    };
    const adding = addPredictions(here, project, [model], {}, nothing, meanwhile);
    await expect(adding).rejects.toThrow(CHANGED);
    expect(await content()).toEqual({
      texts: ['Odd.', 'Fine.', 'Dark.'],
      files: ['more.csv', 'people.csv'],
      models: [],
    });
  });

  it('does not go when texts are given to the items', async () => {
    await removeTexts(here, project);
    const meanwhile = async () => {
      await addPredictions(there, project, [model], {}, nothing, agree);
      return false;
    };
    await expect(addTexts(here, project, [people], nothing, meanwhile)).rejects.toThrow(CHANGED);
    expect((await content()).files).toEqual(['model.csv', 'people.csv']);
  });

  it('is not undone by putting back what was there before it', async () => {
    await addPredictions(here, project, [model], {}, nothing, agree);
    const before = await here.parts.all(project);
    const source = before.dataset.sources.find(({ name }) => name === 'model.csv')!;
    const asOf = await here.parts.removeSource(project, source, () => true);
    await addPredictions(there, project, [other], {}, nothing, agree);
    await expect(here.parts.restore(project, before, asOf)).rejects.toThrow(CHANGED);
    expect((await content()).models).toEqual(['other']);
  });
});

it('a map of texts that became others while it was laid out is not kept', async () => {
  const before = await here.projects.load(project);
  const map = { version: MAP_VERSION, region: Uint16Array.of(0, 1), areas: [] } as unknown as TextMap;
  await here.maps.put(project, map, before);
  expect(await here.maps.get(project)).toEqual(map);
  await keepReading(there, await added(there, more), nothing);
  await expect(here.maps.put(project, map, before)).rejects.toThrow(CHANGED);
  expect(await here.maps.get(project)).toBeNull();
});

it('other tabs are told what a tab changes, and how often it was', async () => {
  const heard: ProjectNews[] = [];
  const deaf = hearProjectNews((news) => heard.push(news));
  const opened = await there.parts.changes(project);
  await addPredictions(here, project, [model], {}, nothing, agree);
  await expect.poll(() => heard).toMatchObject([{ project, what: 'changed', changes: opened + 1 }]);
  expect(await there.parts.changes(project)).toBe(opened + 1);
  await here.projects.keepThresholds(project, { worth: 2 });
  await expect.poll(() => heard[1]).toMatchObject({ project, what: 'settings changed' });
  deaf();
});

it('the files and the map of a project that is gone are not kept', async () => {
  await there.projects.remove(project);
  const kept = here.parts.keepFiles(project, { files: [], predictionFiles: [], reading: {} });
  await expect(kept).rejects.toThrow(/There is no project/);
  await expect(here.maps.put(project, {} as never)).rejects.toThrow(/There is no project/);
  await here.reports.put(project, 'signature', {});
  expect(await here.parts.files(project)).toBeNull();
  expect(await here.maps.get(project)).toBeNull();
  expect(await here.reports.get(project, 'signature')).toBeNull();
});
