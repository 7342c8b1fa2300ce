import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OutputChunkBuilder } from '../../src/annotators/output-chunk.ts';
import { SENTENCE_ENCODER, VECTORS } from '../../src/annotators/sentence-encoder.ts';
import { keepArea, mapProject } from '../../src/jobs/map-project.ts';
import { ProjectAnalysis } from '../../src/jobs/project-analysis.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { areaSlice, isOfMap, regionSlice } from '../../src/map/map-attributes.ts';
import { NO_REGION, type MapProgress, type TextMap } from '../../src/map/text-map.ts';
import { DATABASE_NAME } from '../../src/store/schema.ts';
import { openStore, type Store } from '../../src/store/store.ts';

const TOPICS = ['exam teacher class', 'garden rose water', 'goal match team'];
const LABELS = ['joy', 'fear'];
/** The last two read alike. */
const TEXTS = [
  ...Array.from({ length: 60 }, (_, item) => `${TOPICS[item % 3]} number${item}`),
  `${TOPICS[2]} number59`,
];

function dataset(withoutText?: Uint8Array): Dataset {
  const votes = new VotesBuilder();
  for (const item of TEXTS.keys())
    for (const rater of ['ann', 'ben', 'cem'])
      votes.add(item, rater, [(item + (rater === 'cem' ? 1 : 0)) % 2]);
  return {
    name: 'made by a test',
    ids: TEXTS.map((_, item) => `item-${item}`),
    texts: TEXTS,
    ...(withoutText && { withoutText }),
    questions: [
      {
        question: { id: 'mood', name: 'mood', kind: 'categorical', labels: LABELS },
        votes: votes.build(TEXTS.length),
        origin: 'raters',
      },
    ],
    sources: [],
  };
}

const ANNOTATOR: Annotator = {
  model: 'a model',
  revision: '1',
  dtype: 'fp32',
  method: { name: 'imported' },
  questions: [{ id: 'mood', name: 'mood', kind: 'categorical', labels: LABELS }],
};

/** It is wrong about exams. */
function predictions() {
  const rows = TEXTS.flatMap((_, item) => {
    const right = item % 3 === 0 ? (item + 1) % 2 : item % 2;
    return right === 0 ? [0.7, 0.3] : [0.3, 0.7];
  });
  return {
    annotator: ANNOTATOR,
    question: ANNOTATOR.questions[0],
    answered: new Uint8Array(TEXTS.length).fill(1),
    distributions: Float32Array.from(rows),
  };
}

async function keepVectors(store: Store, texts: readonly string[]): Promise<void> {
  const hash = await loadTextHash();
  const chunk = new OutputChunkBuilder(VECTORS);
  for (const text of new Set(texts)) {
    const row = new Float64Array(SENTENCE_ENCODER.width);
    const topic = TOPICS.findIndex((one) => text.startsWith(one));
    const number = Number(/\d+$/.exec(text));
    row[topic] = 1;
    for (let at = 3; at < 9; at++) row[at] = 0.1 * Math.sin(number * at);
    chunk.add(hash(text), false, [row], 0);
  }
  await store.vectors.append(VECTORS, chunk.take());
}

let store: Store;
let project: number;
beforeAll(async () => {
  store = await openStore();
  project = await store.projects.save(dataset(), [predictions()]);
});
afterAll(() => {
  store.close();
  indexedDB.deleteDatabase(DATABASE_NAME);
});

const laid = async (id: number, onProgress: (progress: MapProgress) => void = () => undefined) =>
  (await mapProject(id, onProgress)) as TextMap;

describe('the map of a project', () => {
  it('says how many texts have no vector yet', async () => {
    expect(await mapProject(project, () => undefined)).toEqual({ missing: 60 });
    await keepVectors(store, TEXTS.slice(0, 50));
    expect(await mapProject(project, () => undefined)).toEqual({ missing: 10 });
    await keepVectors(store, TEXTS.slice(50));
  });

  it('is the same for the same texts, is kept, and has texts that read alike in one place', async () => {
    const steps = new Set<string>();
    const map = await laid(project, ({ step }) => steps.add(step));
    expect([...steps]).toEqual(expect.arrayContaining(['neighbours', 'regions']));
    expect(await store.maps.get(project)).toEqual(map);
    expect(await laid(project)).toEqual(map);
    expect([...map.places.slice(2 * 60)]).toEqual([...map.places.slice(2 * 59, 2 * 60)]);
    // Four regions, of which no one has texts of two topics.
    expect(map.regions.length).toBe(4);
    expect(new Set(Array.from(map.region, (own, item) => `${own} ${item % 3}`).slice(0, 60)).size).toBe(4);
    for (const { name } of map.regions) expect(name).toMatch(/exam|garden|goal|class|rose|match|team|water/);
  });

  it('is a slice of the project, region by region, whose D is that of the list', async () => {
    const map = (await store.maps.get(project))!;
    const whole = await store.projects.load(project);
    const analysis = await ProjectAnalysis.open(project, 'http://localhost/', null);
    const key = (await analysisModels(analysis))[0];
    const gaps = analysis.regionGaps('mood', key, map.region, map.regions.length, true)!;
    expect(gaps.length).toBe(map.regions.length);
    const exams = map.regions.findIndex(({ name }) => /exam/.test(name));
    expect(gaps[exams].squared.mean).toBe(Math.max(...gaps.map(({ squared }) => squared.mean ?? 0)));
    const slice = regionSlice(whole, map.regions[exams]);
    expect(isOfMap(slice)).toBe(true);
    const part = await ProjectAnalysis.open(project, 'http://localhost/', null, slice);
    const [report] = await finishedReports(part);
    expect(report.inputs.slice).toMatchObject({ items: gaps[exams].judged, ofItems: TEXTS.length });
    const [model] = report.questions[0].models;
    expect(model.gap!.squared).toEqual(gaps[exams].squared);
    // Within the slice the other regions have no texts.
    const within = part.regionGaps('mood', key, map.region, map.regions.length, false)!;
    expect(within.filter(({ judged }) => judged > 0).length).toBe(1);
    expect(part.regionGaps('mood', 'nobody', map.region, 1, true)).toBeNull();
    expect(part.regionGaps('nothing', key, map.region, 1, true)).toBeNull();
  });

  it('keeps what a person has drawn, named by its words, until it is removed', async () => {
    const items = Uint32Array.from(TEXTS.keys()).filter((item) => item % 3 === 1);
    const map = (await keepArea(project, items))!;
    expect(map.areas).toHaveLength(1);
    expect(map.areas[0]).toMatchObject({ number: 1, items });
    expect(map.areas[0].name).toMatch(/^around .*garden/);
    const whole = await store.projects.load(project);
    const part = await ProjectAnalysis.open(
      project,
      'http://localhost/',
      null,
      areaSlice(whole, map.areas[0]),
    );
    const [report] = await finishedReports(part);
    expect(report.inputs.slice).toMatchObject({ attribute: 'area 1 of the map', items: items.length });
    expect((await keepArea(project, items.slice(1)))!.areas[1].number).toBe(2);
    expect((await store.maps.removeArea(project, 1))!.areas.map(({ number }) => number)).toEqual([2]);
  });

  it('keeps what was drawn where it is laid out again, as a tab may that does not know of it', async () => {
    const id = await store.projects.save(dataset());
    await mapProject(id, () => undefined);
    const { areas } = (await keepArea(id, Uint32Array.of(0, 1, 2)))!;
    const again = (await mapProject(id, () => undefined)) as TextMap;
    expect(again.areas).toEqual(areas);
    expect((await store.maps.get(id))!.areas).toEqual(areas);
  });

  it('goes along with a copy, and goes when the texts or the project go', async () => {
    const copy = await store.projects.duplicate(project, 'copy');
    expect((await store.maps.get(copy))!.regions).toEqual((await store.maps.get(project))!.regions);
    await store.projects.replace(copy, { ...dataset(), name: 'the same texts' });
    expect(await store.maps.get(copy)).not.toBeNull();
    await store.projects.replace(copy, { ...dataset(), texts: TEXTS.map((text) => `${text}!`) });
    expect(await store.maps.get(copy)).toBeNull();
    expect(await keepArea(copy, Uint32Array.of(1))).toBeNull();
    const gone = await store.projects.duplicate(project, 'another');
    await store.projects.remove(gone);
    expect(await store.maps.get(gone)).toBeNull();
  });

  it('is made again where another version of the page made it', async () => {
    const map = (await store.maps.get(project))!;
    await store.maps.put(project, { ...map, version: map.version - 1 });
    expect(await store.maps.get(project)).toBeNull();
    await store.maps.put(project, map);
  });

  it('has no place for a text that is not here', async () => {
    const withoutText = Uint8Array.from(TEXTS, (_, item) => (item === 4 ? 1 : 0));
    const id = await store.projects.save(dataset(withoutText));
    const map = await laid(id);
    expect([...map.places.slice(8, 10)]).toEqual([NaN, NaN]);
    expect(map.region[4]).toBe(NO_REGION);
    expect(map.region.filter((own) => own === NO_REGION).length).toBe(1);
  });

  it('is refused with the reason where there are too few texts', async () => {
    const few = { ...dataset(Uint8Array.from(TEXTS, (_, item) => (item > 9 ? 1 : 0))) };
    const id = await store.projects.save(few);
    await expect(mapProject(id, () => undefined)).rejects.toThrow(
      'There are 10 different texts here; a map needs 20 different ones or more.',
    );
    const alike = (texts: number) => {
      const one = dataset(new Uint8Array(TEXTS.length));
      return { ...one, ids: one.ids.slice(0, texts), texts: Array.from({ length: texts }, () => 'So.') };
    };
    for (const [texts, words] of [
      [50, 'All texts here are the same'],
      [1, 'There is one text here'],
    ] as const) {
      const same = await store.projects.save({ ...alike(texts), questions: [], withoutText: undefined });
      await expect(mapProject(same, () => undefined)).rejects.toThrow(`${words}; a map needs 20 different`);
    }
  });
});

async function finishedReports(analysis: ProjectAnalysis) {
  const reports: Parameters<Parameters<ProjectAnalysis['report']>[0]>[0][] = [];
  await analysis.report((report) => void reports.unshift(report), []);
  return reports;
}

async function analysisModels(analysis: ProjectAnalysis): Promise<string[]> {
  const [report] = await finishedReports(analysis);
  return report.questions[0].models.flatMap(({ annotator, reference }) =>
    reference || annotator === undefined ? [] : [annotator],
  );
}
