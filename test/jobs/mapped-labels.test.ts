import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { methodName } from '../../src/analysis/method-name.ts';
import { OutputChunkBuilder } from '../../src/annotators/output-chunk.ts';
import { judgmentsOf } from '../../src/jobs/judgments-of.ts';
import { keepReading } from '../../src/jobs/keep-reading.ts';
import { inLabelsOf, mapLabels } from '../../src/jobs/mapped-labels.ts';
import { annotatorKey, type Annotator } from '../../src/judgments/annotator.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';
import { DATABASE_NAME } from '../../src/store/schema.ts';
import { openStore, type Store } from '../../src/store/store.ts';

const LABELS = ['Joy', 'amusement', 'fear', 'neutral'];
const MODEL: Annotator = {
  model: 'model',
  revision: '1',
  dtype: 'fp32',
  method: { name: 'softmax' },
  questions: [{ id: 'emotion', name: 'emotion', kind: 'categorical', labels: LABELS }],
};

let store: Store;
beforeEach(async () => {
  store = await openStore();
});
afterEach(async () => {
  store.close();
  await new Promise((deleted) => (indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = deleted));
});

const rows = ['id,text,rater,mood', '1,Fine.,a,joy', '2,Dark.,a,dread', '3,A door.,a,joy'];
const request = (replaces: number | null, people = rows) => ({
  files: [new File([people.join('\n')], 'people.csv')],
  predictionFiles: [],
  mappings: [],
  answers: {},
  replaces,
});
const nothing = () => undefined;
const answers = async (project: number) =>
  (await judgmentsOf(store, project, 'http://localhost/')).predictions.filter(
    ({ question }) => question.name === 'mood',
  );

it('a model’s answers are added up in people’s labels, which outlives another reading of the same question', async () => {
  const { project } = await keepReading(store, request(null), nothing);
  const hash = await loadTextHash();
  const chunk = new OutputChunkBuilder(MODEL);
  const said = { 'Fine.': [0.5, 0.25, 0.125, 0.125], 'Dark.': [0, 0, 0.75, 0.25], 'A door.': [0, 0, 0, 1] };
  for (const [text, shares] of Object.entries(said))
    chunk.add(hash(text), false, [Float64Array.from(shares)], 0);
  await store.outputs.append(MODEL, chunk.take(), { project, total: 3, done: 3 });
  const mapping = { annotator: annotatorKey(MODEL), from: LABELS, to: 'mood' };
  const wrong = { amusement: 'dread', fear: 'dread', neutral: 'joy' };
  await mapLabels(store, project, 'http://localhost/', { ...mapping, labels: wrong });
  const right = { amusement: 'joy', fear: 'dread', neutral: null };
  await mapLabels(store, project, 'http://localhost/', { ...mapping, labels: right });
  const [mapped, ...others] = await answers(project);
  expect(others).toEqual([]);
  expect(mapped.question.labels).toEqual(['dread', 'joy']);
  // (0.5 + 0.25) / 0.875 = 6/7, rounded to float16.
  expect(mapped.distributions[1]).toBeCloseTo(6 / 7, 3);
  expect([...mapped.distributions.subarray(2)]).toEqual([1, 0, 0, 0]);
  expect([...mapped.answered]).toEqual([1, 1, 0]);
  expect(mapped.annotator.method.parameters).toEqual({
    mappedFrom: 'emotion',
    mappedTo: 'mood',
    mapping: 'dread: fear; joy: Joy, amusement; left out: neutral',
  });
  expect(methodName(mapped.annotator)).toBe('softmax, labels of emotion mapped to mood');
  await keepReading(store, request(project, [rows[0], rows[2], rows[1]]), nothing);
  expect((await answers(project))[0].distributions[0]).toBe(1);
  await keepReading(store, request(project, [rows[0], rows[1], rows[1].replace('joy', 'calm')]), nothing);
  expect(await answers(project)).toEqual([]);
  await expect(
    mapLabels(store, project, 'http://localhost/', { ...mapping, to: 'other', labels: {} }),
  ).rejects.toThrow('no answers with these labels');
});

it('of two labels that differ by a sign alone the one that was said is meant', () => {
  const categorical = (labels: string[]) => ({ id: 'q', name: 'q', kind: 'categorical', labels }) as const;
  const { distributions } = inLabelsOf(
    categorical(['a b', 'a_b', 'c']),
    {
      annotator: MODEL,
      question: categorical(['x', 'c', 'a_b']),
      answered: Uint8Array.of(1),
      distributions: Float32Array.of(0.5, 0.25, 0.25),
    },
    { x: 'a_b' },
  );
  expect([...distributions]).toEqual([0, 0.75, 0.25]);
});
