import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import type { ModelJudgments } from '../../src/analysis/model-judgments.ts';
import { crpsOfNormal, crpsOfSamples } from '../../src/analysis/numbers/crps.ts';
import { concordance } from '../../src/analysis/numbers/number-figures.ts';
import { Random } from '../../src/analysis/random.ts';
import type { NumberModelReport, NumberQuestionReport } from '../../src/analysis/report.ts';
import { reportDocument } from '../../src/analysis/report-document.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { ContinuousQuestion } from '../../src/judgments/question.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { nightly } from '../nightly.ts';
import { expectSound } from './sound-report.ts';
import { answersOf, numberDataset, QUESTION, type Ratings } from './rated-numbers.ts';

interface Expected {
  complete: Record<string, { ratings: number[][]; icc1: number; iccK: number }>;
  named: Case;
  many: Case;
}
interface Case {
  ratings: Ratings;
  samples: number[][];
  sd: number[];
  people: Record<string, unknown>;
  models: Record<string, Record<string, unknown>>;
}
const EXPECTED = JSON.parse(
  readFileSync(new URL('../reference/expected.continuous.json', import.meta.url), 'utf8'),
) as Expected;

async function reported(
  dataset: Dataset,
  models: readonly ModelJudgments[],
  settings = DEFAULT_SETTINGS,
): Promise<NumberQuestionReport> {
  const report = await analyse(dataset, models, settings);
  expect(report.questions).toEqual([]);
  // Whatever is missing has its reason, and nothing is NaN.
  expectSound(report);
  const plain = JSON.parse(reportDocument(report)) as typeof report;
  expect(plain).toEqual(report);
  return report.continuous![0];
}

function modelsOf({ samples, sd }: Case): ModelJudgments[] {
  return [
    answersOf('samples', samples),
    answersOf(
      'one number',
      samples.map(([first]) => [first]),
    ),
    answersOf(
      'mean and spread',
      samples.map(([first]) => [first]),
      sd,
    ),
  ];
}

/** Every number of the expected figures beside the one that was found. */
function compare(found: unknown, expected: unknown, path = ''): void {
  if (typeof expected === 'number') {
    const value = typeof found === 'number' ? found : (found as { mean: number }).mean;
    expect(value, path).toBeCloseTo(expected, 9);
  } else
    for (const [name, one] of Object.entries(expected as object))
      compare((found as Record<string, unknown>)[name], one, `${path}.${name}`);
}

describe('figures of continuous questions beside SciPy, pingouin and NumPy', () => {
  it.each(Object.entries(EXPECTED.complete))(
    'ICC of a whole table: %s',
    async (_, { ratings, icc1, iccK }) => {
      const { people } = await reported(numberDataset(ratings), []);
      compare(people!.among, { icc1, iccK, k: ratings[0].length });
    },
  );

  it.each(['named', 'many'] as const)('%s raters, some answers missing', async (name) => {
    const expected = EXPECTED[name];
    const { people, models } = await reported(numberDataset(expected.ratings), modelsOf(expected));
    compare(people!.among, expected.people);
    expect(models.map(({ model }) => model)).toEqual(Object.keys(expected.models));
    for (const model of models) {
      const { spread, residualSd, ...figures } = expected.models[model.model];
      compare(
        { ...model.agreement, ...model.error },
        { ...figures, ...(residualSd !== undefined && !model.reference && { residualSd }) },
        model.model,
      );
      if (spread) compare(model.spread, spread, model.model);
      else expect(model.reasons.spread, model.model).toBeDefined();
    }
  });

  it('allows for few raters in every interval, and says so', async () => {
    const few = await reported(numberDataset(EXPECTED.named.ratings), modelsOf(EXPECTED.named));
    const many = await reported(numberDataset(EXPECTED.many.ratings), modelsOf(EXPECTED.many));
    const overs = ({ people, models }: NumberQuestionReport) => [
      people!.among!.icc1.over,
      people!.among!.withinVariance.over,
      ...models
        .filter(({ reference }) => !reference)
        .flatMap(({ agreement, error }) => [
          ...Object.values(agreement!).map(({ over }) => over as string),
          error!.mae.over,
          error!.crps.over,
        ]),
    ];
    expect(new Set(overs(few))).toEqual(new Set(['items and raters']));
    expect(new Set(overs(many))).toEqual(new Set(['items only']));
    for (const { agreement } of few.models.slice(0, 3)) {
      const { mean, lo, hi } = agreement!.pearson;
      expect(lo!).toBeLessThan(mean!);
      expect(hi!).toBeGreaterThan(mean!);
      expect(hi!).toBeLessThanOrEqual(1);
    }
  });

  it('covers the true error about as often as it says, raters being few and biased', async () => {
    let inside = 0;
    const runs = nightly ? 60 : 30;
    for (let run = 0; run < runs; run++) {
      const random = new Random(run, 'coverage');
      const normal = () =>
        Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
      const habits = Array.from({ length: 8 }, () => 4 * normal());
      const ratings = Array.from({ length: 60 }, () => {
        const truth = 50 + 8 * normal();
        return { truth, row: habits.map((habit) => truth + habit + 3 * normal()) };
      });
      const dataset = numberDataset(ratings.map(({ row }) => row));
      const model = answersOf(
        'right',
        ratings.map(({ truth }) => [truth]),
      );
      const settings = { ...DEFAULT_SETTINGS, resamples: 200 };
      const { models } = await reported(dataset, [model], settings);
      const { lo, hi } = models[0].error!.bias;
      // Over raters, the model that says the truth has no bias.
      if (lo! <= 0 && hi! >= 0) inside++;
    }
    expect(inside / runs).toBeGreaterThan(0.85);
  }, 60_000);
});

describe('scores of numbers', () => {
  const samples = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 9 });

  it('the fair score does not depend on the order, and moves with its samples', () => {
    fc.assert(
      fc.property(samples, fc.double({ min: 0, max: 100, noNaN: true }), (given, y) => {
        const sorted = [...given].sort((a, b) => a - b);
        const pairs = sorted.flatMap((a, at) =>
          sorted.filter((_, other) => other !== at).map((b) => Math.abs(a - b)),
        );
        const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
        const expected = mean(sorted.map((x) => Math.abs(x - y))) - mean(pairs) / 2;
        expect(crpsOfSamples(sorted, y)).toBeCloseTo(expected, 8);
        expect(
          crpsOfSamples(
            sorted.map((x) => x + 7),
            y + 7,
          ),
        ).toBeCloseTo(expected, 8);
      }),
    );
  });

  it('the fair score of two samples is on average that of many: few samples are no disadvantage', () => {
    const random = new Random(3, 'fair');
    let few = 0;
    const draws = 20_000;
    for (let draw = 0; draw < draws; draw++)
      few += crpsOfSamples([random.uniform(), random.uniform()].sort(), 0.3) / draws;
    // Of a uniform distribution from 0 to 1 and y it is (y³ + (1 - y)³) / 3.
    expect(few).toBeCloseTo((0.3 ** 3 + 0.7 ** 3) / 3, 2);
  });

  it('of one sample, and of a normal distribution without spread, it is the distance', () => {
    expect(crpsOfSamples([40], 55)).toBe(15);
    expect(crpsOfNormal(40, 0, 55)).toBe(15);
    expect(crpsOfNormal(40, 1e-6, 55)).toBeCloseTo(15, 5);
  });

  it('concordance is 1 for the same numbers, and less for others of the same correlation', () => {
    const x = Float64Array.of(1, 4, 2, 8);
    expect(concordance(x, x)).toBeCloseTo(1, 12);
    expect(
      concordance(
        x,
        x.map((value) => value + 2),
      )!,
    ).toBeLessThan(0.9);
    expect(
      concordance(
        x,
        x.map((value) => 2 * value),
      )!,
    ).toBeLessThan(0.9);
  });
});

describe('what cannot be had, and what counts', () => {
  const ratings: Ratings = Array.from({ length: 30 }, (_, item) => [
    (item * 37) % 90,
    ((item * 37) % 90) + 5,
    ((item * 37) % 90) + (item % 7),
  ]);
  const right = ratings.map((row) => [row.reduce((sum: number, one) => sum + one!, 0) / row.length]);

  it('a failed answer is never an advantage', async () => {
    const whole = (await reported(numberDataset(ratings), [answersOf('m', right)])).models[0];
    const without = right.map((row, item) => (item % 5 === 0 ? [] : row));
    const [failed] = (await reported(numberDataset(ratings), [answersOf('m', without)])).models;
    expect(failed.failed).toBe(6);
    expect(failed.items).toBe(30);
    const of = ({ agreement, error }: NumberModelReport) => [
      agreement!.pearson.mean!,
      -error!.mae.mean!,
      -error!.crps.mean!,
    ];
    for (const [at, value] of of(failed).entries()) expect(value).toBeLessThan(of(whole)[at]);
    // An answer that was never asked for is left out instead.
    const missing = Uint8Array.from(right, (_, item) => (item % 5 === 0 ? 1 : 0));
    const [asked] = (await reported(numberDataset(ratings), [{ ...answersOf('m', without), missing }]))
      .models;
    expect(asked).toMatchObject({ failed: 0, missing: 6, items: 24 });
    expect(asked.error!.mae.mean).toBeCloseTo(0, 9);
  });

  it('raters without names have no ICC, and the reason is said', async () => {
    const { people } = await reported(numberDataset(ratings, false), []);
    expect(people!.among!.icc1.mean).toBeNull();
    expect(people!.reasons['among.icc1']).toMatch(/named raters/);
    expect(people!.among!.alpha.mean).toBeGreaterThan(0.9);
    expect(people!.among!.raters).toEqual([]);
  });

  it('raters who share no text with another have none either', async () => {
    const builder = new VotesBuilder();
    for (let item = 0; item < 20; item++)
      for (const rater of [0, 1]) builder.addNumber(item, `r${item}-${rater}`, item + rater);
    const dataset = numberDataset(ratings.slice(0, 20));
    const votes = builder.build(20);
    const { people } = await reported({ ...dataset, questions: [{ ...dataset.questions[0], votes }] }, []);
    expect(people!.among!.icc1.mean).toBeNull();
  });

  it('one opinion for each text is compared with, and nothing is said of how people agree', async () => {
    const dataset = numberDataset(ratings.map(([first]) => [first]));
    const agreed = { ...dataset, questions: [{ ...dataset.questions[0], origin: 'consensus' as const }] };
    const { people, models } = await reported(agreed, [answersOf('m', right)]);
    expect(people!.among).toBeUndefined();
    expect(models[0].agreement!.pearson.mean).toBeGreaterThan(0.9);
    expect(models[0].error!.squared.mean).toBeNull();
    expect(models[0].reasons['error.squared']).toMatch(/two raters/);
  });

  it('a model that says the same of every text has errors and no correlation', async () => {
    const { models } = await reported(numberDataset(ratings), [
      answersOf(
        'flat',
        ratings.map(() => [50]),
      ),
    ]);
    expect(models[0].agreement!.pearson.mean).toBeNull();
    expect(models[0].reasons['agreement.pearson']).toMatch(/same of every text/);
    expect(models[0].error!.mae.mean).toBeGreaterThan(0);
  });

  it('a question that nobody was asked has what the model said', async () => {
    const { questions: _, ...texts } = numberDataset(ratings);
    const report = await analyse({ ...texts, questions: [] }, [answersOf('m', right)], DEFAULT_SETTINGS);
    expect(report.continuous).toHaveLength(1);
    expect(report.continuous![0].people).toBeNull();
    expect(report.continuous![0].models[0]).toMatchObject({ coverage: 1, items: 0, form: 'one number' });
  });

  it('another scale is another question', async () => {
    const other: ContinuousQuestion = { ...QUESTION, range: { lowest: 0, highest: 10 } };
    const answers = answersOf(
      'm',
      right.map(() => [5]),
    );
    const asked = { ...answers, question: other, annotator: { ...answers.annotator, questions: [other] } };
    const report = await analyse(numberDataset(ratings), [asked], DEFAULT_SETTINGS);
    expect(report.continuous!.map(({ people, models }) => [people === null, models.length])).toEqual([
      [false, 0],
      [true, 1],
    ]);
  });
});
