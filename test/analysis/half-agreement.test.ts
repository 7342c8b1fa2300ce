import { describe, expect, it } from 'vitest';
import { halfAgreement, halfOf } from '../../src/analysis/half-agreement.ts';
import { meanOf } from '../../src/analysis/intervals.ts';
import { Random } from '../../src/analysis/random.ts';
import { halvesSection } from '../../src/analysis/sections/halves.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { spearman } from '../../src/analysis/correlation.ts';
import { studyQuestion } from '../../src/analysis/study.ts';
import { ratersPerItem, VotesBuilder } from '../../src/judgments/votes.ts';
import { caseReport } from '../reference/case-report.ts';
import { CASES, expected, SEED } from '../reference/case.ts';
import { datasetOf, drawLabel, judgments, lettered, randomRow } from './simulated-annotators.ts';

interface Reference {
  items: number[];
  people: { top1: number; spearman: number };
  models: Record<string, { top1: number; spearman: number }>;
}

const SPLITS = 20;
const reference = expected<Reference>('halves');

describe.each(CASES)('$name, against the reference script', ({ name, dataset, annotated, models }) => {
  it('splits raters and scores halves the same way', () => {
    const truth = reference[name];
    const study = studyQuestion(dataset, annotated, models, { ...DEFAULT_SETTINGS, seed: SEED });
    const figures = study.models.filter(({ reference: one }) => !one).map((model) => model.figures);
    const items = Uint32Array.from(truth.items);
    const { votes, question } = annotated;
    const random = new Random(SEED, 'halves', question.id);
    const found = halfAgreement(votes, question.labels.length, figures, items, SPLITS, random);
    const check = ({ top1, entropies }: typeof found.people, figures: { top1: number; spearman: number }) => {
      expect(meanOf(top1)).toBeCloseTo(figures.top1, 9);
      const correlations = entropies.map(([half, answer]) => spearman(half, answer)!);
      expect(correlations.reduce((a, b) => a + b, 0) / SPLITS).toBeCloseTo(figures.spearman, 9);
    };
    check(found.people, truth.people);
    for (const [index, model] of models.entries())
      check(found.models[index], truth.models[model.annotator.model]);
  });
});

/** Items of four raters, each the labels they chose. */
function fourRaters(items: readonly (readonly number[])[]) {
  const builder = new VotesBuilder();
  for (const [item, labels] of items.entries())
    for (const [rater, label] of labels.entries()) builder.add(item, `r${rater}`, [label]);
  return builder.build(items.length);
}

describe('halves', () => {
  it('agree wholly where all raters agree, and about nothing where no two do', () => {
    const votes = fourRaters([
      [0, 0, 0, 0],
      [0, 1, 2, 3],
    ]);
    const items = Uint32Array.of(0, 1);
    const { people } = halfAgreement(votes, 4, [], items, 30, new Random(1));
    expect([...people.top1].map((share) => Number(share.toFixed(12)))).toEqual([1, 0]);
    for (const [first, second] of people.entropies) {
      expect(Array.from(first)).toEqual([0, 1]);
      expect(Array.from(second)).toEqual([0, 1]);
    }
  });

  it('give a model its expected credit', () => {
    // Two of four chose a, two b. A half is aa or bb in 1 of 6 splits each, else one of both: a is among its top labels in 5 of 6.
    const votes = fourRaters([[0, 0, 1, 1]]);
    const model = {
      model: Float64Array.of(0.7, 0.3),
      modelEntropy: Float64Array.of(0.88),
      answered: Uint8Array.of(1),
    };
    const splits = 6000;
    const found = halfAgreement(votes, 2, [model], Uint32Array.of(0), splits, new Random(2));
    expect(found.models[0].top1[0]).toBeCloseTo(5 / 6, 1.9);
    // Against the other half: aa|bb 2 of 6 nothing, ab|ab 4 of 6 all.
    expect(found.people.top1[0]).toBeCloseTo(4 / 6, 1.9);
  });

  it('hold half of each item’s raters, an odd one left out', () => {
    const builder = new VotesBuilder();
    for (let item = 0; item < 5; item++)
      for (let rater = 0; rater < item; rater++) builder.add(item, `r${rater}`, [rater % 3, item % 3]);
    const votes = builder.build(5);
    const half = halfOf(votes, new Random(1));
    expect([...ratersPerItem(half)]).toEqual([0, 0, 1, 1, 2]);
    expect(half.labels.every((label) => label < 3)).toBe(true);
  });

  it('stand in the report over the items that all were asked and none has seen', async () => {
    const { models } = CASES[0];
    const { halves } = (await caseReport(CASES[0])).questions[0];
    expect(halves!.items).toBe(reference[CASES[0].name].items.length);
    expect(halves!.models.map(({ model }) => model)).toEqual(
      expect.arrayContaining([...models.map(({ annotator }) => annotator.model), 'uniform']),
    );
    const uniform = halves!.models.findIndex(({ model }) => model === 'uniform');
    expect(halves!.models[uniform].spearman.mean).toBeNull();
    expect(halves!.reasons[`models.${uniform}.spearman`]).toMatch(/nothing to rank/);
    for (const row of [halves!.people, halves!.models[0]]) {
      expect(row.top1.lo).toBeLessThanOrEqual(row.top1.mean!);
      expect(row.top1.hi).toBeGreaterThanOrEqual(row.top1.mean!);
    }
  });

  it('have intervals over items and raters where raters are few, as wide as their habits make them', () => {
    const labels = 4;
    const wide = (habit: number, named: boolean) => {
      const random = new Random(5, 'habits of halves');
      const leans = Array.from({ length: 5 }, () =>
        Array.from({ length: labels }, () => Math.exp(habit * (2 * random.uniform() - 1))),
      );
      const truth = Array.from({ length: 250 }, () => randomRow(labels, random, 1.5));
      const builder = new VotesBuilder();
      for (const [item, row] of truth.entries())
        for (const [rater, lean] of leans.entries()) {
          const own = row.map((share, c) => share * lean[c]);
          const sum = own.reduce((a, b) => a + b, 0);
          const label = drawLabel(
            own.map((share) => share / sum),
            random,
          );
          builder.add(item, named ? `r${rater}` : null, [label]);
        }
      const annotated = { question: lettered(labels), votes: builder.build(250), origin: 'raters' as const };
      const settings = { ...DEFAULT_SETTINGS, resamples: 300 };
      const answers = [judgments(annotated.question, truth)];
      const study = studyQuestion(datasetOf(annotated), annotated, answers, settings);
      const { figures: found } = halvesSection(study);
      return [found.people, found.models[0]].flatMap(({ top1, spearman }) => [top1, spearman]);
    };
    const anyone = wide(2, false);
    const few = wide(2, true);
    const alike = wide(0, true);
    for (const [place, one] of few.entries()) {
      expect(one.over).toBe('items and raters');
      expect(anyone[place].over).toBe('items only');
      expect(one.mean).toBe(anyone[place].mean);
      expect(one.hi! - one.lo!).toBeGreaterThanOrEqual(anyone[place].hi! - anyone[place].lo!);
      expect(alike[place].hi! - alike[place].lo!).toBeLessThan(1.6 * (anyone[place].hi! - anyone[place].lo!));
    }
    // Labels: whose answers people are held against moves by more than other texts would move it.
    expect(few[0].hi! - few[0].lo!).toBeGreaterThan(1.3 * (anyone[0].hi! - anyone[0].lo!));
  });

  it('have no rater to leave out of two', () => {
    const builder = new VotesBuilder();
    for (let item = 0; item < 40; item++)
      for (let rater = 0; rater < 2; rater++)
        builder.add(item, `r${rater}`, [(item + rater * (item % 4)) % 3]);
    const annotated = { question: lettered(3), votes: builder.build(40), origin: 'raters' as const };
    const truth = Array.from({ length: 40 }, (_, item) => [0.2 + 0.01 * item, 0.3, 0.5 - 0.01 * item]);
    const answers = [judgments(annotated.question, truth)];
    const study = studyQuestion(datasetOf(annotated), annotated, answers, DEFAULT_SETTINGS);
    const { figures: found } = halvesSection(study);
    expect(found.people.top1.over).toBe('items only');
    expect(found.models[0].top1.over).toBe('items and raters');
  });

  it('say why there are none', () => {
    const builder = new VotesBuilder();
    builder.add(0, 'r0', [1]);
    const annotated = { question: lettered(3), votes: builder.build(1), origin: 'raters' as const };
    const dataset = { name: 'one', ids: ['a'], texts: ['A'], questions: [annotated], sources: [] };
    const { figures, reasons } = halvesSection(studyQuestion(dataset, annotated, [], DEFAULT_SETTINGS));
    expect(figures.items).toBe(0);
    expect(figures.people.top1.mean).toBeNull();
    expect(reasons.people).toBe('No item has 2 raters or more.');
  });
});
