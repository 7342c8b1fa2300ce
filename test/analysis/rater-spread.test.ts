import { describe, expect, it } from 'vitest';
import { nightly } from '../nightly.ts';
import { categoriesOf, categoryShares } from '../../src/analysis/categories.ts';
import { agreementSpreads } from '../../src/analysis/category-spreads.ts';
import { drawSpread, FEW_RATERS, raterSpreads, widened } from '../../src/analysis/rater-spread.ts';
import { Random } from '../../src/analysis/random.ts';
import { gapSection, seenSection } from '../../src/analysis/sections/gap.ts';
import { floorSection } from '../../src/analysis/sections/floor.ts';
import { labelsSection } from '../../src/analysis/sections/labels.ts';
import { comparison } from '../../src/analysis/sections/comparisons.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { studyQuestion } from '../../src/analysis/study.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { allItems, datasetOf, drawLabel, judgments, lettered, randomRow } from './simulated-annotators.ts';

const LABELS = 4;
const question = lettered(LABELS);

/** Raters who lean to labels by `habit` (standard deviation on the logit scale), of whom `asked` are asked about each item. */
function withHabits(items: number, raters: number, habit: number, random: Random, asked = raters) {
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
  const base = Array.from({ length: items }, () => randomRow(LABELS, random, 2));
  const habits = Array.from({ length: raters }, () => Array.from({ length: LABELS }, () => habit * normal()));
  const votes = new VotesBuilder();
  const order = Uint32Array.from(habits.keys());
  for (const [item, row] of base.entries()) {
    if (asked < raters) random.shuffle(order);
    for (const rater of order.slice(0, asked)) {
      const lean = habits[rater];
      const leaning = row.map((share, c) => share * Math.exp(lean[c]));
      const sum = leaning.reduce((a, b) => a + b, 0);
      votes.add(item, `r${rater}`, [
        drawLabel(
          leaning.map((share) => share / sum),
          random,
        ),
      ]);
    }
  }
  return { annotated: { question, votes: votes.build(items), origin: 'raters' as const }, base };
}

describe('what few raters add', () => {
  it('is the variance of their own means, less what single votes hold', () => {
    // Rater r says label 0 on every item r % 2 times: means 0, 1, 0, and no variance within a rater.
    const votes = new VotesBuilder();
    for (let item = 0; item < 50; item++)
      for (const [rater, label] of [1, 0, 1].entries()) votes.add(item, `r${rater}`, [label]);
    const [spread] = raterSpreads(votes.build(50), 2, allItems(50), 1, (_, { human }, out) => {
      out[0] = human[0];
    })!;
    // The sample variance of 0, 1, 0 over three raters, 1/9, less a fiftieth of it: each vote by itself is 1/50 of a rater.
    expect(spread!.variance).toBeCloseTo((1 / 9) * (1 - 1 / 50), 12);
    expect(spread!.degrees).toBe(2);
  });

  it('is found for each category twice: for its agreement and for what the model leaves unexplained', () => {
    const { annotated, base } = withHabits(120, 5, 1, new Random(1, 'categories'));
    const study = studyQuestion(
      datasetOf(annotated),
      annotated,
      [judgments(question, base)],
      DEFAULT_SETTINGS,
    );
    const { people, models } = study;
    const [{ figures, items }] = models;
    const categories = categoriesOf(question);
    const shares = categories.map((category) => categoryShares(figures.model, LABELS, items, category));
    const agreement = categories.map(() => 0.8);
    const spreads = agreementSpreads(annotated.votes, people, items, categories, shares, agreement)!;
    expect(spreads).toHaveLength(2 * LABELS);
    const summed = (half: typeof spreads) => half.reduce((sum, spread) => sum + spread!.variance, 0);
    expect(summed(spreads.slice(0, LABELS))).toBeGreaterThan(0);
    expect(summed(spreads.slice(LABELS))).toBeGreaterThan(0);
  });

  it('widens the gap on items that a model has seen as on the others', () => {
    const { annotated, base } = withHabits(200, 5, 1, new Random(1, 'seen'));
    const unseen = judgments(question, base);
    const seen = { ...judgments(question, base, 'seen'), seen: new Uint8Array(200).fill(1) };
    const data = datasetOf(annotated);
    const before = studyQuestion(data, annotated, [unseen], DEFAULT_SETTINGS);
    const { jsd } = gapSection(before, before.models[0]).figures;
    const after = studyQuestion(data, annotated, [seen], DEFAULT_SETTINGS);
    const { figures, reasons } = seenSection(after, after.models[0]);
    const ofSeen = figures.jsd;
    expect(reasons).toEqual({});
    expect(ofSeen.over).toBe('items and raters');
    expect(ofSeen.mean).toBeCloseTo(jsd.mean!, 12);
    expect((ofSeen.hi! - ofSeen.lo!) / (jsd.hi! - jsd.lo!)).toBeCloseTo(1, 1);
  });

  it('is not asked of raters who are many or unknown', () => {
    const votes = new VotesBuilder();
    for (let rater = 0; rater < FEW_RATERS; rater++) votes.add(0, `r${rater}`, [0]);
    expect(raterSpreads(votes.build(1), 2, allItems(1), 1, () => {})).toBeNull();
    const unknown = new VotesBuilder();
    unknown.add(0, null, [0]);
    unknown.add(0, null, [1]);
    expect(raterSpreads(unknown.build(1), 2, allItems(1), 1, () => {})).toBeNull();
  });

  it('widens both sides by the same factor', () => {
    const { lo, hi } = widened({ lo: -1, hi: 3 }, 0, 1, { variance: 3, degrees: 1e9 });
    expect(lo).toBeCloseTo(-2, 6);
    expect(hi).toBeCloseTo(6, 5);
  });

  it.each([1e-9, 1e-13, 1e-16, 1e-20, 1e-40])(
    'widens nothing by a variance of rounding alone, %d',
    (variance) => {
      const { lo, hi } = widened({ lo: -1, hi: 3 }, 0, 1, { variance, degrees: 4 });
      expect(Math.abs(lo + 1)).toBeLessThan(1e-8);
      expect(Math.abs(hi - 3)).toBeLessThan(1e-8);
    },
  );

  it('is drawn with its own variance', () => {
    const random = new Random(1);
    const drawn = Array.from({ length: 20_000 }, () => drawSpread({ variance: 4, degrees: 10 }, random));
    const variance = drawn.reduce((sum, value) => sum + value * value, 0) / drawn.length;
    expect(variance / ((4 * 10) / 8)).toBeGreaterThan(0.93);
    expect(variance / ((4 * 10) / 8)).toBeLessThan(1.07);
  });
});

/** Of two models that are as good, and the standard error of .05 over so many. */
const RUNS = nightly ? 250 : 120;
const ERROR = Math.sqrt((0.05 * 0.95) / RUNS);

describe('raters with habits, over fresh raters and fresh items', () => {
  const runs = 120;
  const settings = { ...DEFAULT_SETTINGS, resamples: 200, exactDraws: 199, groupDraws: 2, flips: 199 };
  const sharper = (row: number[]) => {
    const raised = row.map((share) => share ** 1.5);
    const sum = raised.reduce((a, b) => a + b, 0);
    return raised.map((share) => share / sum);
  };
  const leaning = (row: number[], label: number) => {
    const leant = row.map((share, c) => (c === label ? 2 * share : share));
    const sum = leant.reduce((a, b) => a + b, 0);
    return leant.map((share) => share / sum);
  };
  const found = Array.from({ length: runs }, (_, run) => {
    const { annotated, base } = withHabits(200, 5, 1, new Random(run, 'habits'));
    const models = [
      judgments(question, base.map(sharper)),
      judgments(
        question,
        base.map((row) => leaning(row, 0)),
        'a',
      ),
      judgments(
        question,
        base.map((row) => leaning(row, 1)),
        'b',
      ),
    ];
    const study = studyQuestion(datasetOf(annotated), annotated, models, { ...settings, seed: run });
    const [model] = study.models;
    return {
      top1: labelsSection(study, model).figures.top1Interval,
      crossEntropy: gapSection(study, model).figures.crossEntropy,
      compared: comparison(study, 1, 2).figures.squared,
    };
  });

  it.each(['top1', 'crossEntropy'] as const)('%s: 95% of intervals hold the mean', (name) => {
    const mean = found.reduce((sum, row) => sum + row[name].mean!, 0) / runs;
    const held = found.filter((row) => row[name].lo! <= mean && mean <= row[name].hi!).length / runs;
    // Over items alone it is 0.8 for top-1.
    expect(held).toBeGreaterThan(0.89);
    expect(found[0][name].over).toBe('items and raters');
  });

  // By items alone they are told apart in 54% to 76% of the runs with the same raters, and in 21% to 32% with 3 of 40.
  it.each([
    ['the same 3', 0, 3],
    ['the same 3', 0.5, 3],
    ['the same 5', 1, 5],
    ['3 of 12', 0, 12],
    ['3 of 40', 0.5, 40],
    ['3 of 40', 1, 40],
  ] as const)(
    'two models that are as good by symmetry, %s raters with habits %f: told apart in 5%',
    (_, habit, pool) => {
      const asked = pool < 6 ? pool : 3;
      const compared = Array.from({ length: RUNS }, (_, run) => {
        const random = new Random(run, 'as good', pool, habit);
        const { annotated, base } = withHabits(300, pool, habit, random, asked);
        const models = [0, 1].map((label) =>
          judgments(
            question,
            base.map((row) => leaning(row, label)),
            `${label}`,
          ),
        );
        const study = studyQuestion(datasetOf(annotated), annotated, models, { ...settings, seed: run });
        return comparison(study, 0, 1).figures.squared;
      });
      expect(compared[0].over).toBe('items and raters');
      const told = compared.filter(({ p }) => p! <= 0.05).length / compared.length;
      expect(told).toBeGreaterThan(0.008);
      expect(told).toBeLessThan(0.05 + 3 * ERROR);
    },
  );

  it('p of D allows for them', () => {
    let rejected = 0;
    for (let run = 0; run < 60; run++) {
      const random = new Random(run, 'p of D');
      // The truth: what raters with any habits say in the mean.
      const { annotated, base } = withHabits(150, 5, 0.5, random);
      const study = studyQuestion(datasetOf(annotated), annotated, [judgments(question, base)], settings);
      const { floor } = floorSection(study, study.models[0]).figures;
      expect(floor.over).toBe('items and raters');
      if (floor.p! <= 0.05) rejected++;
    }
    expect(rejected / 60).toBeLessThan(0.15);
  });
});
