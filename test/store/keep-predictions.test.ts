import type { LabelledQuestion } from '../../src/judgments/question.ts';
import { expect, test } from 'vitest';
import { MemoryOutputStore } from '../../src/annotators/memory-output-store.ts';
import { OutputChunkBuilder } from '../../src/annotators/output-chunk.ts';
import { loadPredictions } from '../../src/annotators/stored-predictions.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';
import { calibratedPredictions } from '../../src/analysis/calibration/fitted-calibrator.ts';
import { fittedCalibrator } from '../../src/analysis/calibration/fit-to-people.ts';
import { CALIBRATION_METHODS } from '../../src/analysis/calibration/fit.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { studyQuestion } from '../../src/analysis/study.ts';
import { setsAsNumbers } from '../../src/files/answer-sets.ts';
import { setsOf, VotesBuilder } from '../../src/judgments/votes.ts';
import { answersFromFile } from '../../src/store/answers-from-file.ts';
import { keepPredictions } from '../../src/store/keep-predictions.ts';

const SAMPLED: Annotator = {
  model: 'model',
  revision: '1',
  dtype: 'fp32',
  method: { name: 'samples', parameters: { samples: 20, temperature: 1 } },
  questions: [{ id: 'emotion', name: 'emotion', kind: 'categorical', labels: ['joy', 'fear', 'anger'] }],
};

test('answers that were taken home and brought back are stored as they were, with the number of samples', async () => {
  const hash = await loadTextHash();
  const texts = Array.from({ length: 20 }, (_, count) => `${count + 1} of 20`);
  const builder = new OutputChunkBuilder(SAMPLED);
  for (const [count, text] of texts.entries()) {
    const joy = Math.floor((count + 1) / 3);
    builder.add(hash(text), false, [Float64Array.of(joy / 20, (count + 1 - joy) / 20, 0)], 0);
  }
  const first = new MemoryOutputStore();
  const stored = builder.take();
  await first.append(SAMPLED, stored);
  const home = await loadPredictions({ texts }, SAMPLED, first);

  const second = new MemoryOutputStore();
  await keepPredictions(second, 1, { texts }, home);
  for await (const chunk of second.chunks(SAMPLED)) expect(chunk.rows).toEqual(stored.rows);
  const back = await loadPredictions({ texts }, SAMPLED, second);
  expect(back).toEqual(home);
  expect([...back[0].samples!]).toEqual(texts.map((_, count) => count + 1));
});

test('so are the sets of labels of answers that name all that apply', async () => {
  const annotator: Annotator = {
    ...SAMPLED,
    method: { name: 'samples', parameters: { samples: 3, temperature: 1, answers: 'all that apply' } },
  };
  const hash = await loadTextHash();
  const texts = ['two sets', 'one alone', 'none', 'all fail'];
  const sets = [[[0, 2], [1], [0, 1]], [[1], [1], []], null, [[], [], []]];
  const builder = new OutputChunkBuilder(annotator);
  for (const [at, text] of texts.entries())
    if (sets[at]) builder.add(hash(text), false, [setsAsNumbers(sets[at], 3)], 0);
  const first = new MemoryOutputStore();
  await first.append(annotator, builder.take());
  const home = await loadPredictions({ texts }, annotator, first);
  expect([...home[0].samples!]).toEqual([3, 2, 0, 0]);
  expect([...home[0].answered]).toEqual([1, 1, 0, 0]);
  expect([...home[0].missing!]).toEqual([0, 0, 1, 0]);
  expect(setsOf(home[0].several!, 0)).toEqual([
    [0, 2],
    [0, 1],
  ]);

  const second = new MemoryOutputStore();
  await keepPredictions(second, 1, { texts }, home);
  expect(await loadPredictions({ texts }, annotator, second)).toEqual(home);
});

test('answers of a file are here already only where their samples named the same sets of labels', async () => {
  const annotator: Annotator = {
    ...SAMPLED,
    method: { name: 'samples', parameters: { samples: 2, temperature: 1, answers: 'all that apply' } },
  };
  const hash = await loadTextHash();
  const texts = ['a text', 'another'];
  const storeOf = async (sets: number[][]) => {
    const builder = new OutputChunkBuilder(annotator);
    for (const text of texts) builder.add(hash(text), false, [setsAsNumbers(sets, 3)], 0);
    const store = new MemoryOutputStore();
    await store.append(annotator, builder.take());
    return store;
  };
  // Of each label a half, whichever way.
  const [apart, together] = [
    await storeOf([[0], [1]]),
    await storeOf([
      [0, 1],
      [0, 1],
    ]),
  ];
  const read = await loadPredictions({ texts }, annotator, together);
  expect(await answersFromFile(apart, { texts }, read, 'x.csv')).toHaveLength(1);
  expect(await answersFromFile(together, { texts }, read, 'x.csv')).toEqual([]);
  // A table of shares cannot tell how many samples they are of where some named several labels.
  const { several: _, ...shares } = { ...read[0], samples: Uint32Array.of(0, 0) };
  expect(await answersFromFile(together, { texts }, [shares], 'x.csv')).toEqual([]);
  await expect(keepPredictions(new MemoryOutputStore(), 1, { texts }, [shares])).rejects.toThrow(
    /number of samples/,
  );
});

test('calibrated samples are distributions: what is read back is what was kept, for every calibrator', async () => {
  const random = (at: number) => Math.abs(Math.sin(at * 12.9898) * 43758.5453) % 1;
  const texts = Array.from({ length: 200 }, (_, item) => `text ${item}`);
  const question = SAMPLED.questions[0] as LabelledQuestion;
  const votes = new VotesBuilder();
  const distributions = new Float32Array(texts.length * 3);
  for (let item = 0; item < texts.length; item++) {
    for (let rater = 0; rater < 3; rater++)
      votes.add(item, `r${rater}`, [Math.floor(3 * random(item + 7 * rater))]);
    const first = Math.floor(10 * random(item));
    distributions.set([first / 20, (12 - first) / 20 - 0.1, 0.5], item * 3);
  }
  const predictions = {
    annotator: SAMPLED,
    question,
    answered: new Uint8Array(texts.length).fill(1),
    distributions,
    samples: new Uint32Array(texts.length).fill(20),
  };
  const annotated = { question, votes: votes.build(texts.length), origin: 'raters' as const };
  const dataset = { name: 'd', ids: texts, texts, questions: [annotated], sources: [] };
  const study = studyQuestion(dataset, annotated, [predictions], DEFAULT_SETTINGS);
  for (const method of CALIBRATION_METHODS) {
    const fitted = fittedCalibrator(dataset, study, study.models[0], SAMPLED, method);
    if (typeof fitted === 'string') throw new Error(fitted);
    // The command line analyses what it wrote; the page what its store gives back.
    const written = calibratedPredictions(fitted, 'file', predictions);
    const store = new MemoryOutputStore();
    await keepPredictions(store, 1, { texts }, [written]);
    const [read] = await loadPredictions({ texts }, written.annotator, store);
    expect(read.samples, method).toBeUndefined();
    for (const [at, share] of read.distributions.entries())
      expect(Math.abs(share - written.distributions[at]), method).toBeLessThan(5e-4);
  }
});

test('a failed answer is kept as one, a missing one is not, and equal texts count once', async () => {
  const annotator: Annotator = { ...SAMPLED, method: { name: 'imported' } };
  const store = new MemoryOutputStore();
  const texts = ['a', 'a', 'b', 'c'];
  let done = 0;
  const counting = {
    append: async (one: Annotator, chunk: never, progress: { done: number }) => {
      done = progress.done;
      await store.append(one, chunk);
    },
    chunks: (one: Annotator) => store.chunks(one),
  };
  await keepPredictions(counting as never, 1, { texts }, [
    {
      annotator,
      question: annotator.questions[0],
      answered: Uint8Array.of(1, 1, 0, 0),
      missing: Uint8Array.of(0, 0, 0, 1),
      distributions: Float32Array.of(1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    },
  ]);
  expect(done).toBe(2);
  const [read] = await loadPredictions({ texts }, annotator, store);
  expect([...read.answered]).toEqual([1, 1, 0, 0]);
  expect([...read.missing!]).toEqual([0, 0, 0, 1]);
});
