import { describe, expect, it } from 'vitest';
import { labelClasses } from '../../src/analysis/label-classes.ts';
import { Random } from '../../src/analysis/random.ts';
import { confusionOfPeople, masi, raterAgreement } from '../../src/analysis/rater-agreement.ts';
import { raterPairs } from '../../src/analysis/rater-pairs.ts';
import { ratersOf } from '../../src/analysis/raters.ts';
import { itemFigures } from '../../src/analysis/item-figures.ts';
import type { LabelledQuestion } from '../../src/judgments/question.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { expected } from '../reference/case.ts';
import { allItems, judgments, lettered, randomRow, drawLabel } from './simulated-annotators.ts';

interface Reference {
  ratings: (number | null)[][];
  alpha: Record<'nominal' | 'ordinal' | 'interval' | 'ratio', number>;
  irr: { fleiss: number; gwet: number; bp: number };
  cohen: Record<string, number>;
  classes: {
    truth: number[];
    answer: number[];
    confusion: number[][];
    precision: number[];
    recall: number[];
    f1: number[];
    support: number[];
    kappa: number;
  };
  masi: { sets: number[][][]; alpha: number };
}

const reference = expected<never>('raters') as unknown as Reference;
const scale: LabelledQuestion = {
  id: 's',
  name: 's',
  kind: 'ordinal',
  labels: ['1', '2', '3', '4'],
  points: [1, 2, 3, 4],
};
const rated = new VotesBuilder();
for (const [item, row] of reference.ratings.entries())
  for (const [rater, rating] of row.entries())
    if (rating !== null) rated.add(item, `r${rater}`, [rating - 1]);
const votes = rated.build(reference.ratings.length);

describe('agreement of raters', () => {
  const found = raterAgreement(scale, votes, 200, new Random(1));

  it.each([
    ['alphaNominal', reference.alpha.nominal],
    ['alphaOrdinal', reference.alpha.ordinal],
    ['alphaInterval', reference.alpha.interval],
    ['alphaRatio', reference.alpha.ratio],
    ['fleissKappa', reference.irr.fleiss],
    ['gwetAc1', reference.irr.gwet],
    ['brennanPrediger', reference.irr.bp],
  ] as const)('%s is that of krippendorff or irrCAC', (name, value) => {
    expect(found[name]!.value).toBeCloseTo(value, 9);
    expect(found[name]!.lo).toBeLessThan(value);
    expect(found[name]!.hi).toBeGreaterThan(value);
  });

  it('of label sets has MASI, and no coefficient of single labels', () => {
    const builder = new VotesBuilder();
    for (const [item, sets] of reference.masi.sets.entries())
      for (const [rater, set] of sets.entries()) builder.add(item, `r${rater}`, set);
    const sets = raterAgreement(lettered(4), builder.build(reference.masi.sets.length), 50, new Random(1));
    expect(sets.alphaMasi!.value).toBeCloseTo(reference.masi.alpha, 9);
    expect([sets.fleissKappa, sets.gwetAc1, sets.alphaInterval]).toEqual([null, null, null]);
    expect([masi([0], [0]), masi([0], [0, 1]), masi([0, 1], [1, 2]), masi([0], [1])]).toEqual([
      1,
      1 / 3,
      1 / 9,
      0,
    ]);
  });

  it('is nothing where nobody shares an item', () => {
    const alone = new VotesBuilder();
    alone.add(0, 'a', [0]);
    expect(raterAgreement(lettered(2), alone.build(1), 10, new Random(1)).percent).toBeNull();
    expect(confusionOfPeople(alone.build(1), 2)).toBeNull();
  });
});

describe('raters', () => {
  it('are paired by Cohen’s kappa, as scikit-learn has it', () => {
    const { pairs, mean } = raterPairs(votes, 4, 200, new Random(1));
    expect(pairs).toHaveLength(10);
    for (const { first, second, kappa, lo, hi } of pairs) {
      expect(kappa).toBeCloseTo(reference.cohen[`${first},${second}`], 9);
      expect(lo).toBeLessThan(kappa!);
      expect(hi).toBeGreaterThan(kappa!);
    }
    const wanted = Object.values(reference.cohen);
    expect(mean!.value).toBeCloseTo(wanted.reduce((sum, kappa) => sum + kappa, 0) / wanted.length, 9);
    // The mean of ten pairs is known better than one of them.
    expect(mean!.hi - mean!.lo).toBeLessThan(pairs[0].hi! - pairs[0].lo!);
  });

  it('have no kappa where they share few items, or both always say the same', () => {
    const builder = new VotesBuilder();
    for (let item = 0; item < 12; item++) {
      builder.add(item, 'a', [1]);
      builder.add(item, 'b', [1]);
      if (item < 9) builder.add(item, 'c', [item % 2]);
    }
    const { pairs, mean } = raterPairs(builder.build(12), 2, 20, new Random(1));
    expect(pairs.map(({ items, kappa }) => [items, kappa])).toEqual([
      [12, null],
      [9, null],
      [9, null],
    ]);
    expect(mean).toBeNull();
  });

  it('are doubtful where they guess, and not where they only lean to their own', () => {
    const random = new Random(5, 'raters');
    const builder = new VotesBuilder();
    for (let item = 0; item < 200; item++) {
      const row = randomRow(4, random, 3);
      for (let rater = 0; rater < 4; rater++) builder.add(item, `good ${rater}`, [drawLabel(row, random)]);
      builder.add(item, 'guesser', [random.below(4)]);
      builder.add(item, 'always the same', [0]);
    }
    const rows = ratersOf(lettered(4), builder.build(200), 200, new Random(1))!;
    expect(rows.filter(({ doubtful }) => doubtful).map(({ rater }) => rater)).toEqual([
      'guesser',
      'always the same',
    ]);
    expect(rows.at(-1)).toMatchObject({
      items: 200,
      shared: 200,
      kappa: expect.closeTo(0, 9),
      commonest: 1,
      commonestLabel: 0,
    });
  });

  it('have the median time of their answers, and none that nobody knows', () => {
    const builder = new VotesBuilder();
    for (const [item, seconds] of [3, 8, 100, NaN, 4].entries()) {
      builder.add(item, 'timed', [0], seconds);
      builder.add(item, 'untimed', [1]);
    }
    const rows = ratersOf(lettered(2), builder.build(5), 20, new Random(1))!;
    expect(rows.map(({ seconds }) => seconds)).toEqual([6, null]);
    const untimed = new VotesBuilder();
    untimed.add(0, 'a', [0]);
    expect(ratersOf(lettered(2), untimed.build(1), 20, new Random(1))![0]).not.toHaveProperty('seconds');
  });

  it('confuse labels by pairs: a half of the pairs of a, a, b', () => {
    const builder = new VotesBuilder();
    for (const [rater, label] of [0, 0, 1].entries()) builder.add(0, `r${rater}`, [label]);
    const matrix = confusionOfPeople(builder.build(1), 2)!;
    // Of six ordered pairs two are a a, two a b and two b a.
    expect(matrix.flat()).toEqual([1 / 3, 1 / 3, 1 / 3, 0].map((share) => expect.closeTo(share, 12)));
  });
});

describe('a model’s labels', () => {
  const { truth, answer, confusion, precision, recall, f1, support, kappa } = reference.classes;
  const builder = new VotesBuilder();
  for (const [item, label] of truth.entries()) builder.add(item, 'r', [label]);
  const question = lettered(4);
  const rows = answer.map((label) => [0, 1, 2, 3].map((c) => (c === label ? 1 : 0)));
  const figures = itemFigures(
    { question, votes: builder.build(truth.length), origin: 'raters' },
    judgments(question, rows),
  );

  it('have the confusion, precision, recall, F1 and kappa of scikit-learn', () => {
    const found = labelClasses(figures, allItems(truth.length));
    expect(found.confusion).toEqual(confusion);
    expect(found.kappa).toBeCloseTo(kappa, 9);
    for (const [c, row] of found.labels.entries()) {
      expect(row.support).toBe(support[c]);
      expect(row.precision).toBeCloseTo(precision[c], 9);
      expect(row.recall).toBeCloseTo(recall[c], 9);
      expect(row.f1).toBeCloseTo(f1[c], 9);
    }
  });

  it('lose recall, and no precision, by failed answers', () => {
    const answered = Uint8Array.from(truth, (_, item) => (item < 100 ? 1 : 0));
    const found = labelClasses({ ...figures, answered }, allItems(truth.length));
    const half = labelClasses(figures, allItems(100));
    for (const [c, row] of found.labels.entries()) {
      expect(row.precision).toBeCloseTo(half.labels[c].precision!, 9);
      expect(row.recall!).toBeLessThan(half.labels[c].recall!);
    }
  });
});
