import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OutputChunkBuilder } from '../../src/annotators/output-chunk.ts';
import { addPredictions, addTexts, removeTexts } from '../../src/jobs/add-to-project.ts';
import { declareSeen } from '../../src/jobs/declare-seen.ts';
import { judgmentsOf } from '../../src/jobs/judgments-of.ts';
import type { AddingPreview } from '../../src/jobs/adding-preview.ts';
import { openedFiles } from '../../src/jobs/kept-files.ts';
import { hasLabels } from '../../src/analysis/question-kinds.ts';
import { keepReading } from '../../src/jobs/keep-reading.ts';
import { orDifficulty, type ReadRequest } from '../../src/jobs/reading.ts';
import { annotationsFile, keepProjectFile, projectFile } from '../../src/jobs/write-files.ts';
import { applyCalibrators } from '../../src/jobs/apply-calibrators.ts';
import { annotatorKey, type Annotator } from '../../src/judgments/annotator.ts';
import { itemTextHashes, loadTextHash } from '../../src/judgments/text-hash.ts';
import { writeProject } from '../../src/project-files/project-file.ts';
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
const agreed = () => Promise.resolve(false);
const nothing = () => undefined;

/** The model's answers about two texts, as they are downloaded. */
async function annotations(): Promise<File> {
  const elsewhere = await keepReading(store, request({ files: [people()] }), nothing);
  const hash = await loadTextHash();
  const chunk = new OutputChunkBuilder(MODEL);
  for (const text of ['Fine.', 'Dark.']) chunk.add(hash(text), false, [Float64Array.of(0.25, 0.75)], 0);
  await store.outputs.append(MODEL, chunk.take(), { project: elsewhere.project, total: 2, done: 2 });
  const file = new File([await annotationsFile(store, elsewhere.project, 'csv', true)], 'annotations.csv');
  await inAnotherBrowser();
  return file;
}

/** Goes on with a storage that holds nothing. */
async function inAnotherBrowser() {
  store.close();
  await new Promise((deleted) => (indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = deleted));
  store = await openStore();
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
    const [answers] = await store.projects.predictions(project);
    expect(answers.annotator).toEqual({ ...MODEL, origin: { file: 'annotations.csv' } });
    expect([...answers.distributions]).toEqual([0.25, 0.75, 0.25, 0.75]);
    expect(await store.outputs.annotators()).toEqual([]);
  });

  it('is kept whole or not at all, where the disk is full before the models’ answers', async () => {
    const files = [people(), await annotations()];
    fill('predictions');
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
    fill('predictions');
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
  fill('predictions');
  await expect(keepProjectFile(store, file)).rejects.toThrow();
  vi.restoreAllMocks();
  expect(await store.projects.list()).toEqual([]);
  const again = await keepProjectFile(store, file);
  expect((await store.projects.load(again.project)).texts).toEqual(['Fine.', 'Dark.']);
});

describe('answers that a file brings', () => {
  const PLANTED = Float64Array.of(1, 0);

  /** A project's file that says of a model what it never said. */
  async function gift(): Promise<File> {
    const { project } = await keepReading(store, request({ files: [people()] }), nothing);
    const { texts, ...rest } = await store.projects.load(project);
    await store.projects.remove(project);
    const hash = await loadTextHash();
    const chunk = new OutputChunkBuilder(MODEL);
    for (const text of texts) chunk.add(hash(text), false, [PLANTED], 0);
    const content = { dataset: { ...rest, texts }, predictions: [], outputs: [] };
    const outputs = [{ annotator: MODEL, ...chunk.take() }];
    return new File([await writeProject({ ...content, outputs })], 'gift.dissensus');
  }

  it('are no other project’s, say where they are from, and go with their project', async () => {
    const { project } = await keepProjectFile(store, await gift());
    const { predictions } = await judgmentsOf(store, project, 'http://localhost/');
    expect(predictions.map(({ annotator }) => annotator)).toEqual([
      { ...MODEL, origin: { file: 'gift.dissensus' } },
    ]);
    expect([...predictions[0].distributions]).toEqual([1, 0, 1, 0]);
    const other = await keepReading(store, request({ files: [people()] }), nothing);
    expect((await judgmentsOf(store, other.project, 'http://localhost/')).predictions).toEqual([]);
    await store.projects.remove(project);
    expect(await store.projects.predictions(project)).toEqual([]);
    expect(await store.outputs.annotators()).toEqual([]);
  });

  it('stand beside those of the model itself, which are computed all the same', async () => {
    const { project } = await keepProjectFile(store, await gift());
    const hash = await loadTextHash();
    const chunk = new OutputChunkBuilder(MODEL);
    for (const text of ['Fine.', 'Dark.']) chunk.add(hash(text), false, [Float64Array.of(0.25, 0.75)], 0);
    await store.outputs.append(MODEL, chunk.take(), { project, total: 2, done: 2 });
    const { predictions } = await judgmentsOf(store, project, 'http://localhost/');
    expect(
      predictions.map(({ annotator, distributions }) => [annotator.origin?.file, distributions[0]]),
    ).toEqual([
      [undefined, 0.25],
      ['gift.dissensus', 1],
    ]);
    expect(new Set(predictions.map(({ annotator }) => annotatorKey(annotator))).size).toBe(2);
    const taken = new File([await annotationsFile(store, project, 'csv', true)], 'both.csv');
    expect(await taken.text()).toContain('"origin":{"file":"gift.dissensus"}');
  });

  it('are left out where the model gave the very same here', async () => {
    const { project } = await keepReading(store, request({ files: [people()] }), nothing);
    const hash = await loadTextHash();
    const chunk = new OutputChunkBuilder(MODEL);
    for (const text of ['Fine.', 'Dark.']) chunk.add(hash(text), false, [Float64Array.of(0.3, 0.7)], 0);
    await store.outputs.append(MODEL, chunk.take(), { project, total: 2, done: 2 });
    const file = new File([await projectFile(store, project, true)], 'own.dissensus');
    const again = await keepProjectFile(store, file);
    expect(await store.projects.predictions(again.project)).toEqual([]);
    expect((await judgmentsOf(store, again.project, 'http://localhost/')).predictions).toHaveLength(1);
  });

  it('keep their first file’s name when they are taken on', async () => {
    const { project } = await keepProjectFile(store, await gift());
    const file = new File([await projectFile(store, project, false)], 'onwards.dissensus');
    const again = await keepProjectFile(store, file);
    const [answers] = await store.projects.predictions(again.project);
    expect(answers.annotator.origin).toEqual({ file: 'gift.dissensus' });
  });

  it('of two files of one name are two', async () => {
    const [one, other] = [await annotations(), await annotations()];
    const edited = new File([(await other.text()).replace('0.25,0.75', '0.5,0.5')], 'annotations.csv');
    const { project } = await keepReading(store, request({ files: [people(), one, edited] }), nothing);
    const kept = await store.projects.predictions(project);
    expect(kept.map(({ annotator }) => annotator.origin?.file)).toEqual([
      'annotations.csv',
      'annotations.csv (2)',
    ]);
  });

  it('and what a calibrator makes of them stay in their project', async () => {
    const { project } = await keepProjectFile(store, await gift());
    const calibrator = {
      model: MODEL.model,
      method: MODEL.method,
      question: MODEL.questions[0],
      calibrator: { method: 'temperature', temperature: 2 },
      fitted: { items: 30, files: [{ name: 'other.csv', sha256: 'a'.repeat(64) }], seed: 1, scores: [] },
    };
    const file = new File([JSON.stringify({ version: 1, calibrators: [calibrator] })], 'calibrator.json');
    for (let time = 0; time < 2; time++)
      expect(await applyCalibrators(store, project, 'http://localhost/', file)).toBe(1);
    expect(await store.projects.predictions(project)).toHaveLength(2);
    expect(await store.outputs.annotators()).toEqual([]);
    const other = { ...calibrator, question: { ...calibrator.question, labels: ['worry', 'joy'] } };
    const renamed = new File([JSON.stringify({ version: 1, calibrators: [other] })], 'other.json');
    await expect(applyCalibrators(store, project, 'http://localhost/', renamed)).rejects.toThrow(
      'other.json is for answers of model with the labels worry, joy; here it answered with fear, joy.',
    );
  });
});

it.each(['csv', 'jsonl', 'parquet'] as const)(
  'downloaded as %s, a run that was ended early comes back with what it was not asked and what failed',
  async (format) => {
    const three = () => new File([[...PEOPLE, '3,Odd.,a,joy', ''].join('\n')], 'people.csv');
    const { project } = await keepReading(store, request({ files: [three()] }), nothing);
    const hash = await loadTextHash();
    const chunk = new OutputChunkBuilder(MODEL);
    chunk.add(hash('Fine.'), false, [Float64Array.of(0.25, 0.75)], 0);
    chunk.add(hash('Dark.'), false, [Float64Array.of(0, 0)], 0);
    await store.outputs.append(MODEL, chunk.take(), { project, total: 3, done: 2 });
    const [{ answered, missing }] = (await judgmentsOf(store, project, 'http://localhost/')).predictions;
    expect([[...answered], [...missing!]]).toEqual([
      [1, 0, 0],
      [0, 0, 1],
    ]);

    const blob = await annotationsFile(store, project, format, true);
    await inAnotherBrowser();
    const files = [three(), new File([blob], `annotations.${format}`)];
    const again = await keepReading(store, request({ files }), nothing);
    const [back] = await store.projects.predictions(again.project);
    expect(back.answered).toEqual(answered);
    expect(back.missing).toEqual(missing);

    // Alone, the file has the texts of all three.
    const alone = await keepReading(store, request({ files: [files[1]] }), nothing);
    expect((await store.projects.load(alone.project)).texts).toEqual(['Fine.', 'Dark.', 'Odd.']);
    expect((await store.projects.predictions(alone.project))[0].missing).toEqual(missing);
  },
);

it('predictions that ran elsewhere are added to a project', async () => {
  const { project } = await keepReading(store, request({ files: [people()] }), nothing);
  const file = new File(['id,emotion\n1,joy\n2,fear\n'], 'model.csv');
  const shown: AddingPreview[] = [];
  const agree = (preview: AddingPreview) => (shown.push(preview), Promise.resolve(false));
  const added = await addPredictions(store, project, [file], {}, nothing, agree);
  expect(added).toEqual({ kind: 'kept', project });
  expect(shown).toMatchObject([{ adds: 'models', matched: 2, of: 2, unmatched: { count: 0 } }]);
  expect((await store.projects.load(project)).sources.map(({ name }) => name)).toEqual([
    'people.csv',
    'model.csv',
  ]);
  expect(await store.projects.predictions(project)).toHaveLength(1);
});

describe('a corrected file of the same name', () => {
  const model = (rows: string) => new File([`id,emotion\n${rows}\n`], 'model.csv');
  const sure = new File(['id,emotion\n1,fear\n2,fear\n'], 'other.csv');
  const topLabels = async (project: number) =>
    (await store.projects.predictions(project)).map(({ annotator, distributions }) => [
      annotator.model,
      ...distributions,
    ]);

  it('of a model takes the place of the earlier one where a person says so, and stands beside it otherwise', async () => {
    const { project } = await keepReading(store, request({ files: [people()] }), nothing);
    for (const file of [sure, model('1,joy\n2,joy')])
      await addPredictions(store, project, [file], {}, nothing, agreed);
    const shown: AddingPreview[] = [];
    const say = (replace: boolean) => (preview: AddingPreview) => (
      shown.push(preview),
      Promise.resolve(replace)
    );
    await addPredictions(store, project, [model('1,joy\n2,fear')], {}, nothing, say(false));
    expect(shown[0].earlier).toEqual(['model.csv']);
    expect(await store.projects.predictions(project)).toHaveLength(3);

    await addPredictions(store, project, [model('1,fear\n2,joy')], {}, nothing, say(true));
    expect(await topLabels(project)).toEqual([
      ['other', 1, 0, 1, 0],
      ['model', 1, 0, 0, 1],
    ]);
    expect((await store.projects.load(project)).sources.map(({ name }) => name)).toEqual([
      'people.csv',
      'other.csv',
      'model.csv',
    ]);
    const opened = await openedFiles(store, project);
    expect(opened!.predictionFiles.map(({ name }) => name)).toEqual(['other.csv', 'model.csv']);

    // The same file again is neither.
    await addPredictions(store, project, [model('1,fear\n2,joy')], {}, nothing, say(true));
    expect(shown.at(-1)!.earlier).toEqual([]);
    expect(await topLabels(project)).toHaveLength(2);
  });

  it('of people takes the place of the earlier one where a person says so', async () => {
    const { project } = await keepReading(store, request({ files: [people()] }), nothing);
    const corrected = new File([PEOPLE.join('\n').replace('2,Dark.,b,joy', '2,Dark.,b,fear')], 'people.csv');
    const opened = await openedFiles(store, project);
    const again = request({ files: [...opened!.files, corrected], replaces: project, added: 1 });
    const shown: AddingPreview[] = [];
    await keepReading(store, again, nothing, (preview) => (shown.push(preview), Promise.resolve(true)));
    expect(shown).toMatchObject([
      {
        adds: 'correction',
        files: ['people.csv'],
        earlier: ['people.csv'],
        matched: 1,
        of: 2,
        lacking: { count: 0 },
        votes: [{ before: 4, after: 4 }],
      },
    ]);
    const dataset = await store.projects.load(project);
    expect(dataset.ids).toEqual(['1', '2']);
    expect(dataset.sources).toHaveLength(1);
    const [{ votes }] = dataset.questions.filter(hasLabels);
    expect([...votes.labels]).toEqual([1, 1, 0, 0]);
    expect((await openedFiles(store, project))!.files).toHaveLength(1);
  });
});

describe('a file of people’s answers that an earlier one of another name has mostly', () => {
  const LINES = [
    'id,text,rater,emotion',
    '1,Fine.,a,joy',
    '1,Fine.,b,joy',
    '2,Dark.,a,fear',
    '2,Dark.,b,fear',
    '2,Dark.,c,joy',
  ];
  const corrected = (lines: readonly string[]) => new File([lines.join('\n')], 'people_corrected.csv');
  async function added(file: File, replace: boolean, first = people()) {
    const { project } = await keepReading(store, request({ files: [first] }), nothing);
    const opened = await openedFiles(store, project);
    const again = request({ files: [...opened!.files, file], replaces: project, added: 1 });
    const shown: AddingPreview[] = [];
    await keepReading(store, again, nothing, (preview) => (shown.push(preview), Promise.resolve(replace)));
    return { project, shown };
  }

  it('takes its place where a person says so, after its answers were counted', async () => {
    const { project, shown } = await added(corrected(LINES), true);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatchObject({
      adds: 'people',
      earlier: [],
      alike: [
        {
          file: 'people_corrected.csv',
          earlier: 'people.csv',
          same: 3,
          differ: 1,
          fresh: 1,
          gone: 0,
          byRater: true,
        },
      ],
    });
    expect((await openedFiles(store, project))!.files.map(({ name }) => name)).toEqual([
      'people_corrected.csv',
    ]);
    const dataset = await store.projects.load(project);
    expect(dataset.sources.map(({ name }) => name)).toEqual(['people_corrected.csv']);
    const [{ votes }] = dataset.questions.filter(hasLabels);
    expect([...votes.labels]).toEqual([1, 1, 0, 0, 1]);
  });

  it('stands beside it otherwise, and which of two answers counts is said', async () => {
    const { project, shown } = await added(corrected(LINES), false);
    expect(shown[0].taken.join()).toContain('a rater has answered about a text again');
    expect((await openedFiles(store, project))!.files).toHaveLength(2);
  });

  it('is compared text by text where raters are not named', async () => {
    const first = new File(
      [LINES.map((line) => line.replace(/,[abc],|,rater,/, ',')).join('\n')],
      'people.csv',
    );
    const changed = LINES.map((line) => line.replace(/,[abc],|,rater,/, ','));
    changed[5] = '2,Dark.,fear';
    const { shown } = await added(corrected(changed), true, first);
    expect(shown[0].alike).toMatchObject([{ same: 4, differ: 1, fresh: 0, gone: 0, byRater: false }]);
  });

  it('is none of a further rater’s where each file is a rater’s', async () => {
    const lines = ['id,text,emotion', '1,Fine.,joy', '2,Dark.,fear'];
    const file = (name: string) => new File([lines.join('\n'), `\n3,${name},joy`], name);
    const files = [file('ann.csv'), file('ben.csv')];
    const { project } = await keepReading(store, request({ files }), nothing);
    const again = request({ files: [...files, file('eve.csv')], replaces: project, added: 1 });
    const shown: AddingPreview[] = [];
    await keepReading(store, again, nothing, (preview) => (shown.push(preview), Promise.resolve(false)));
    expect(shown).toMatchObject([{ alike: [] }]);
    expect((await store.projects.load(project)).questions[0].votes.raterIds).toEqual(['ann', 'ben', 'eve']);
  });

  it.each([
    ['further raters', ['1,Fine.,d,joy', '2,Dark.,e,fear', '2,Dark.,b,joy']],
    ['other texts', ['3,Odd.,a,joy', '4,Even.,b,fear']],
    ['other texts with the same ids', ['1,Odd.,a,joy', '2,Even.,b,fear', '3,New.,b,fear']],
  ])('is none of %s', async (_, lines) => {
    const { shown } = await added(corrected([LINES[0], ...lines]), false);
    expect(shown[0].alike).toEqual([]);
  });
});

it('people’s files of one name stand beside one another where a person says so', async () => {
  const { project } = await keepReading(store, request({ files: [people()] }), nothing);
  const more = new File(['id,text,rater,emotion\n3,Odd.,a,joy\n'], 'people.csv');
  const opened = await openedFiles(store, project);
  const both = request({ files: [...opened!.files, more], replaces: project, added: 1 });
  const shown: AddingPreview[] = [];
  await keepReading(store, both, nothing, (preview) => (shown.push(preview), Promise.resolve(false)));
  expect(shown).toMatchObject([
    { adds: 'correction', matched: 0, of: 2, unmatched: { count: 1 }, lacking: { count: 2 } },
  ]);
  expect((await store.projects.load(project)).ids).toEqual(['1', '2', '3']);
  expect((await openedFiles(store, project))!.files).toHaveLength(2);
});

it('what was said of a model’s words is no word about another file’s columns', async () => {
  const { project } = await keepReading(store, request({ files: [people()] }), nothing);
  const model = new File(['id,emotion\n1,elated\n2,fear\n'], 'a.csv');
  await addPredictions(store, project, [model], { labels: { elated: 'joy' } }, nothing, agreed);
  for (const columns of ['elated,dread', 'joy,dread', 'elated,calm']) {
    // Scores that sum to no 1, of which no column can be told to be missing by the sum.
    const table = new File([`id,${columns}\n1,0.9,0.4\n2,0.2,0.7\n`], 'table.csv');
    const adding = orDifficulty(() => addPredictions(store, project, [table], {}, nothing, agreed));
    expect(await adding).toMatchObject({ kind: 'labels differ', file: 'table.csv' });
  }
});

it('what was said of a model’s words holds for the files that are added later, and is said', async () => {
  const { project } = await keepReading(store, request({ files: [people()] }), nothing);
  const model = (name: string) => new File(['id,emotion\n1,elated\n2,fear\n'], name);
  const said = { labels: { elated: 'joy' } };
  await addPredictions(store, project, [model('a.csv')], said, nothing, agreed);
  const shown: AddingPreview[] = [];
  await addPredictions(
    store,
    project,
    [model('b.csv')],
    {},
    nothing,
    (preview) => (shown.push(preview), Promise.resolve(false)),
  );
  expect(shown[0]).toMatchObject({
    taken: ['As was said before, “elated” is read as “joy”.'],
    failed: { count: 0 },
  });
  for (const { answered } of await store.projects.predictions(project)) expect([...answered]).toEqual([1, 1]);
});

it('texts are given to items after it is shown which, and taken out again', async () => {
  const { project } = await keepReading(store, request({ files: [people()] }), nothing);
  const whole = await store.projects.load(project);
  const texts = await itemTextHashes(whole);
  const attributes = [
    { name: 'clean', of: 'items', kind: 'text', values: ['fine', 'dark'] },
    { name: 'words', of: 'items', kind: 'number', values: [1, 1] },
  ] as const;
  await store.projects.replace(project, { ...whole, attributes, texts, withoutText: Uint8Array.of(1, 1) });
  const own = new File(['id,text\n1,Fine.\n9,Of nobody here.\n'], 'own.csv');
  const shown: AddingPreview[] = [];
  await addTexts(store, project, [own], nothing, (preview) => (shown.push(preview), Promise.resolve(false)));
  expect(shown).toMatchObject([
    {
      adds: 'texts',
      matched: 1,
      of: 2,
      unmatched: { count: 1, first: ['9'] },
      lacking: { count: 1, first: ['2'] },
    },
  ]);
  const joined = await store.projects.load(project);
  expect([joined.texts[0], ...joined.withoutText!]).toEqual(['Fine.', 0, 1]);
  await removeTexts(store, project);
  const without = await store.projects.load(project);
  expect([without.texts, [...without.withoutText!]]).toEqual([texts, [1, 1]]);
  expect(without.attributes).toEqual(attributes.slice(1));
  expect(without.sources.map(({ name }) => name)).toEqual(['people.csv']);
});

it('annotations are refused where texts are wanted', async () => {
  const along = await annotations();
  const { project } = await keepReading(store, request({ files: [people()] }), nothing);
  await expect(addTexts(store, project, [along], nothing, agreed)).rejects.toThrow(
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

it('what a model was trained on is kept with a project, in its copy and in its file, and outlives another reading', async () => {
  const { project } = await keepReading(store, request({ files: [people()] }), nothing);
  await addPredictions(
    store,
    project,
    [new File(['id,emotion\n1,joy\n2,fear\n'], 'model.csv')],
    {},
    nothing,
    agreed,
  );
  const models = async (id: number) => (await judgmentsOf(store, id, 'http://localhost/')).predictions;
  const { model } = (await models(project))[0].annotator;
  const table = new File(['id,split\n1,train\n2,test\n9,train\n'], 'split.csv');
  expect(await declareSeen(store, project, model, { file: table })).toMatchObject({ kind: 'which rows' });
  expect(await store.projects.seen(project)).toEqual([]);
  const rows = [{ column: 'split', value: 'train' }];
  const list = await declareSeen(store, project, model, { file: table, rows });
  expect(list).toEqual({ kind: 'list', ids: ['1'], listed: 2, unknown: 1 });
  await keepReading(store, request({ files: [people()], replaces: project }), nothing);
  await addPredictions(
    store,
    project,
    [new File(['id,emotion\n1,joy\n2,fear\n'], 'model.csv')],
    {},
    nothing,
    agreed,
  );
  const copy = await store.projects.duplicate(project, 'A copy');
  const file = new File([await projectFile(store, project, false)], 'seen.dissensus');
  const { project: again } = await keepProjectFile(store, file);
  for (const id of [project, copy, again]) {
    const [brought] = await models(id);
    expect(brought.seen?.slice(0, 2)).toEqual(Uint8Array.of(1, 0));
    expect(brought.declaredSeen).toEqual({ all: false, texts: 1, files: ['split.csv'] });
  }
  await declareSeen(store, project, model, 'all');
  expect((await models(project))[0].declaredSeen).toMatchObject({ all: true, files: [] });
  await declareSeen(store, project, model, 'nothing');
  expect((await models(project))[0].declaredSeen).toBeUndefined();
  await expect(declareSeen(store, 999, model, 'all')).rejects.toThrow('There is no project 999');
});
