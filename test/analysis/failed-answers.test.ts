import { beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import type { ModelJudgments } from '../../src/analysis/model-judgments.ts';
import { Random } from '../../src/analysis/random.ts';
import type { ModelReport } from '../../src/analysis/report.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { expectSound } from './sound-report.ts';
import { datasetOf, judgments, lettered, randomRow, simulatePeople } from './simulated-annotators.ts';

const settings = {
  ...DEFAULT_SETTINGS,
  resamples: 50,
  groupDraws: 2,
  exactDraws: 20,
  ceilingDraws: 10,
  worthDraws: 10,
  flips: 20,
  permutations: 20,
  budgetDraws: 2,
};
const ITEMS = 200;
const random = new Random(3, 'failures');
const question = lettered(4);
const truth = Array.from({ length: ITEMS }, () => randomRow(4, random, 2.5));
const annotated = simulatePeople(question, truth, () => [1, 1, 1, 1], random);
/** Overconfident, and wrong on three texts in ten. */
const rows = truth.map((row, item) => {
  const turned = item % 10 < 3 ? [...row.slice(1), row[0]] : row;
  const raised = turned.map((share) => share ** 1.5 + 0.01);
  const sum = raised.reduce((a, b) => a + b, 0);
  return raised.map((share) => share / sum);
});

async function reportOf(answered: (item: number) => boolean, missing = false): Promise<ModelReport> {
  const given = judgments(question, rows);
  const flags = Uint8Array.from(truth, (_, item) => (answered(item) ? 1 : 0));
  const distributions = given.distributions.map((share, at) => share * flags[Math.floor(at / 4)]);
  const model: ModelJudgments = {
    ...given,
    answered: flags,
    distributions,
    ...(missing && { missing: flags.map((one) => 1 - one) }),
  };
  const report = await analyse(datasetOf(annotated), [model], settings);
  expectSound(report);
  return report.questions[0].models[0];
}

describe('a model that gave one label per text and failed on some', () => {
  /** The label of the greatest share, by one answer; each fifth text has none. */
  function oneLabel(samples: (item: number) => number) {
    const top = rows.map((row) => row.map((share) => (share === Math.max(...row) ? 1 : 0)));
    const given = judgments(question, top, 'labels', 1);
    const answered = Uint8Array.from(rows, (_, item) => (item % 5 === 0 ? 0 : 1));
    return {
      ...given,
      answered,
      distributions: given.distributions.map((share, at) => share * answered[Math.floor(at / 4)]),
      samples: Uint32Array.from(answered, (one, item) => one * samples(item)),
    };
  }

  it('has no squared gap, not one over what it failed on, and no difference by it', async () => {
    const whole = judgments(question, rows);
    const report = await analyse(datasetOf(annotated), [oneLabel(() => 1), whole], settings);
    expectSound(report);
    const [model] = report.questions[0].models;
    expect(model.failed).toBe(ITEMS / 5);
    expect(model.items).toBe(ITEMS);
    expect(model.gap!.squaredItems).toBe(0);
    expect(model.gap!.squared.mean).toBeNull();
    expect(model.gap!.jsd.mean).not.toBeNull();
    expect(model.floor!.p).toBeNull();
    const [{ squared, jsd }] = report.questions[0].comparisons!;
    expect(squared.difference).toBeNull();
    expect(jsd.difference).not.toBeNull();
  });

  it('has none either where a few texts have two answers, and has one where most have', async () => {
    const few = await analyse(
      datasetOf(annotated),
      [oneLabel((item) => (item % 20 === 1 ? 2 : 1))],
      settings,
    );
    expect(few.questions[0].models[0].gap!.squaredItems).toBe(ITEMS / 20);
    const most = await analyse(
      datasetOf(annotated),
      [oneLabel((item) => (item % 20 === 1 ? 1 : 2))],
      settings,
    );
    expect(most.questions[0].models[0].gap!.squaredItems).toBe(ITEMS - ITEMS / 20);
  });
});

describe('a model that refuses', () => {
  let all: ModelReport;
  beforeAll(async () => {
    all = await reportOf(() => true);
  });

  it.each([
    ['where it is worst', (item: number) => item % 10 >= 3],
    ['at random', (item: number) => (item * 7919) % 100 >= 30],
    ['where it is right', (item: number) => item % 10 < 3 || item % 10 > 5],
  ])('gains nothing by any figure: %s', async (_, answered) => {
    const some = await reportOf(answered);
    expect(some.coverage).toBeCloseTo(0.7, 1);
    expect(some.failed).toBe(ITEMS - Math.round(some.coverage * ITEMS));
    expect(some.missing).toBe(0);
    expect(some.items).toBe(ITEMS);
    const answeredAlone = await reportOf(answered, true);
    // Nothing is better than what it answered by itself.
    for (const measure of ['jsd', 'squared', 'crossEntropy', 'tvd'] as const)
      expect(some.gap![measure].mean!).toBeGreaterThanOrEqual(answeredAlone.gap![measure].mean! - 1e-12);
    expect(some.labels!.top1).toBeLessThanOrEqual(all.labels!.top1! + 1e-12);
    expect(some.altTest!.advantageProbability).toBeLessThanOrEqual(all.altTest!.advantageProbability!);
    expect(some.worth!.k).toBeLessThan(answeredAlone.worth!.k!);
    expect(some.guidelines![0].verdict).not.toMatch(/^substitute/);
  });

  it('is left out where it was never asked', async () => {
    const { coverage, failed, missing, items } = await reportOf((item) => item % 2 === 0, true);
    expect({ coverage, failed, missing, items }).toEqual({
      coverage: 1,
      failed: 0,
      missing: ITEMS / 2,
      items: ITEMS / 2,
    });
  });

  it('counts as plain disagreement in the alt-test and in top-1', async () => {
    const half = await reportOf((item) => item >= ITEMS / 2);
    const rest = await reportOf((item) => item >= ITEMS / 2, true);
    expect(half.labels!.top1).toBeCloseTo(rest.labels!.top1! / 2, 12);
    for (const [place, rater] of half.altTest!.raters.entries()) {
      expect(rater.items).toBe(all.altTest!.raters[place].items);
      expect(rater.human).toBeGreaterThan(all.altTest!.raters[place].human);
    }
  });
});
