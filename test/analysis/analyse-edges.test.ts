import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import type { ModelJudgments } from '../../src/analysis/model-judgments.ts';
import { Random } from '../../src/analysis/random.ts';
import type { QuestionReport, Report } from '../../src/analysis/report.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import type { LabelledAnswers, Dataset, VoteOrigin } from '../../src/judgments/dataset.ts';
import type { LabelledQuestion } from '../../src/judgments/question.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { expectSound, expectWhole } from './sound-report.ts';
import { datasetOf, judgments, lettered, randomRow, simulatePeople } from './simulated-annotators.ts';

const settings = {
  ...DEFAULT_SETTINGS,
  resamples: 50,
  groupDraws: 10,
  exactDraws: 20,
  ceilingDraws: 5,
  worthDraws: 10,
  flips: 50,
  permutations: 50,
  budgetDraws: 2,
};
const question = lettered(3);
const random = new Random(1, 'edges');
const truth = Array.from({ length: 60 }, () => randomRow(3, random));

function sound(report: Report): void {
  expectSound(report);
  expectWhole(report);
}

async function report(
  annotated: LabelledAnswers,
  models: readonly ModelJudgments[] = [judgments(question, truth)],
  changed: Partial<Dataset> = {},
): Promise<QuestionReport> {
  const whole = await analyse({ ...datasetOf(annotated), ...changed }, models, settings);
  sound(whole);
  return whole.questions[0];
}

const people = (sizes: readonly number[], origin: VoteOrigin = 'raters') => ({
  ...simulatePeople(question, truth, () => sizes, random),
  origin,
});

describe('where there is no rater distribution', () => {
  it.each(['consensus', 'intended'] as const)('%s: label agreement, but no gap', async (origin) => {
    const { models, people: given } = await report(people([1], origin));
    expect(given!.alpha).toBeNull();
    expect(models[0].gap!.jsd.mean).toBeNull();
    expect(models[0].items).toBe(0);
    expect(models[0].labels!.items).toBe(60);
    expect(models[0].labels!.top1).toBeGreaterThan(0.3);
    expect(models[0].guidelines![0].verdict).toBe('too little data');
  });

  it('one rater per item: the same', async () => {
    const { models } = await report(people([1]));
    expect(models[0].gap!.jsd.mean).toBeNull();
    expect(models[0].reasons.gap).toContain('2 raters');
    expect(models[0].labels!.top1).not.toBeNull();
  });

  it('one rater let in: a gap, but no squared gap', async () => {
    const whole = await analyse(datasetOf(people([1])), [judgments(question, truth)], {
      ...settings,
      minimumRaters: 1,
    });
    sound(whole);
    const [{ models }] = whole.questions;
    expect(models[0].gap!.jsd.mean).toBeGreaterThan(0);
    expect(models[0].gap!.squared.mean).toBeNull();
  });
});

describe('data with nothing to tell apart', () => {
  it('all raters agree everywhere on one class', async () => {
    const votes = new VotesBuilder();
    for (let item = 0; item < 60; item++) for (const rater of ['x', 'y', 'z']) votes.add(item, rater, [1]);
    const { models, people: given } = await report({ question, votes: votes.build(60), origin: 'raters' });
    expect(given!.alpha).toBeNull();
    expect(given!.pairwise).toBe(1);
    expect(models[0].uncertainty!.spearman).toBeNull();
    expect(models[0].categories![1].auc).toBeNull();
  });

  it('a question with one label only', async () => {
    const one = lettered(1);
    const votes = new VotesBuilder();
    for (let item = 0; item < 60; item++) for (const rater of ['x', 'y']) votes.add(item, rater, [0]);
    const whole = await analyse(
      datasetOf({ question: one, votes: votes.build(60), origin: 'raters' }),
      [
        judgments(
          one,
          Array.from({ length: 60 }, () => [1]),
        ),
      ],
      settings,
    );
    sound(whole);
    expect(whole.questions[0].models[0].gap!.jsd.mean).toBe(0);
    expect(whole.questions[0].models[0].uncertainty!.spearman).toBeNull();
  });

  it('no votes at all', async () => {
    const { models, people: given } = await report({
      question,
      votes: new VotesBuilder().build(60),
      origin: 'raters',
    });
    expect(given!.items).toBe(0);
    expect(models[0].labels!.top1).toBeNull();
  });

  it('one item', async () => {
    const one = simulatePeople(question, truth.slice(0, 1), () => [1, 1, 2], random);
    const { models } = await report(one, [judgments(question, truth.slice(0, 1))]);
    expect(models[0].gap!.jsd.mean).not.toBeNull();
  });

  it('a model that answered nothing', async () => {
    const silent = {
      ...judgments(question, truth),
      answered: new Uint8Array(60),
      distributions: new Float32Array(180),
    };
    const { models } = await report(people([1, 1, 1]), [silent]);
    expect(models[0].coverage).toBe(0);
    expect(models[0].gap!.jsd.mean).toBeNull();
  });

  it('everything was in the training data', async () => {
    const seen = { ...judgments(question, truth), seen: new Uint8Array(60).fill(1) };
    const { models } = await report(people([1, 1, 1]), [seen]);
    expect(models[0].items).toBe(0);
    expect(models[0].seen.items).toBe(60);
    expect(models[0].seen.jsd.mean).toBeGreaterThan(0);
  });

  it('a single sample per item', async () => {
    const oneHot = truth.map((row) => row.map((share) => (share === Math.max(...row) ? 1 : 0)));
    const { models } = await report(people([1, 1, 1]), [judgments(question, oneHot, 'sampled once', 1)]);
    expect(models[0].gap!.squared.mean).toBeNull();
    expect(models[0].disagreement!.model).toBeNull();
  });
});

describe('texts nobody has judged', () => {
  it('says what the model said', async () => {
    const whole = await analyse(
      { ...datasetOf(people([1])), questions: [] },
      [judgments(question, truth)],
      settings,
    );
    sound(whole);
    const [{ people: given, models }] = whole.questions;
    expect(given).toBeNull();
    expect(models[0].outputs.distribution!.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect(models[0].outputs.topLabels.reduce((a, b) => a + b, 0)).toBeCloseTo(60, 9);
    expect(models[0].gap).toBeUndefined();
  });

  it('reports an answer to another question by itself', async () => {
    const other = lettered(5);
    const rows = truth.map(() => randomRow(5, random));
    const whole = await analyse(datasetOf(people([1, 1])), [judgments(other, rows, 'other')], settings);
    expect(whole.questions.map(({ people: given }) => given === null)).toEqual([false, true]);
    expect(whole.questions[1].models[0].model).toBe('other');
    // The other question has the same id, "mood".
    expect(whole.questions.map(({ question: id }) => id)).toEqual(['mood', 'mood-2']);
  });

  it('reports on people alone', async () => {
    const { models, people: given } = await report(people([1, 1]), []);
    expect(models).toEqual([]);
    expect(given!.alpha).not.toBeNull();
  });
});

it('takes labels and texts as they come', async () => {
  const odd: LabelledQuestion = { ...question, labels: ['__proto__', '<b>joy</b>', 'constructor'] };
  const annotated = { ...people([1, 1, 2]), question: odd };
  const texts = truth.map(
    (_, item) => ['', '__proto__ constructor', 'שלום 😀\r\n"x"', 'long '.repeat(40_000)][item % 4],
  );
  const { models, labels } = await report(annotated, [{ ...judgments(odd, truth) }], { texts });
  expect(labels).toEqual(odd.labels);
  expect(models[0].categories!.map(({ label }) => label)).toEqual(odd.labels);
});

it('matches a model’s question to every perspective of it', async () => {
  const scale = (id: string): LabelledQuestion => ({
    id,
    name: 'valence',
    kind: 'ordinal',
    labels: ['1', '2', '3'],
    points: [1, 2, 3],
  });
  const perspectives = ['reader', 'writer'].map((id) => ({ ...people([1, 1, 1]), question: scale(id) }));
  const dataset = { ...datasetOf(perspectives[0]), questions: perspectives };
  const whole = await analyse(dataset, [judgments(scale('model'), truth)], settings);
  sound(whole);
  expect(whole.questions.map(({ models }) => models[0].model)).toEqual(['model', 'model']);
});

it('streams: first figures, then the rest', async () => {
  const seen: boolean[] = [];
  await analyse(datasetOf(people([1, 1])), [judgments(question, truth)], settings, (soFar) => {
    const [model] = soFar().questions[0].models;
    seen.push(model.gap !== undefined && model.floor === undefined);
  });
  expect(seen[0]).toBe(true);
  expect(seen.at(-1)).toBe(false);
});
