import { describe, expect, it } from 'vitest';
import { altTest, benjaminiYekutieli } from '../../src/analysis/alt-test.ts';
import { itemFigures } from '../../src/analysis/item-figures.ts';
import { Random } from '../../src/analysis/random.ts';
import { CASES, expected } from '../reference/case.ts';
import { allItems, judgments, lettered, randomRow, simulatePeople } from './simulated-annotators.ts';

interface Reference {
  winningRate: number;
  advantageProbability: number;
  raters: Record<string, { items: number; p: number; model: number }>;
}

const reference = expected<Record<string, { altTest: Reference; altTestLenient: Reference }>>('worth');
const itemsOf = expected<{ models: Record<string, { items: number[] }> }>('gap');

describe.each(CASES)('$name, against the reference script', ({ name, annotated, models }) => {
  it.each(models)('$annotator.model', (model) => {
    const items = Uint32Array.from(itemsOf[name].models[model.annotator.model].items);
    for (const [key, epsilon] of [
      ['altTest', 0.1],
      ['altTestLenient', 0.4],
    ] as const) {
      const truth = reference[name][model.annotator.model][key];
      const found = altTest(annotated, itemFigures(annotated, model), items, epsilon)!;
      expect(found.winningRate).toBeCloseTo(truth.winningRate, 12);
      expect(found.advantageProbability).toBeCloseTo(truth.advantageProbability, 12);
      expect(found.raters.map(({ rater }) => rater).sort()).toEqual(Object.keys(truth.raters).sort());
      for (const { rater, items: count, p, model: share } of found.raters) {
        expect(count).toBe(truth.raters[rater].items);
        expect(share).toBeCloseTo(truth.raters[rater].model, 12);
        expect(Math.abs(p - truth.raters[rater].p)).toBeLessThan(1e-9);
      }
    }
  });
});

describe('edges', () => {
  const question = lettered(3);
  const random = new Random(1);
  const sure = Array.from({ length: 40 }, (_, item) => [0, 1, 2].map((c) => (c === item % 3 ? 1 : 0)));

  it('has no variance where all agree, and then decides by the mean', () => {
    const annotated = simulatePeople(question, sure, () => [1, 1, 1], random);
    const right = altTest(annotated, itemFigures(annotated, judgments(question, sure)), allItems(40), 0.1)!;
    expect(right.raters.map(({ p }) => p)).toEqual([0, 0, 0]);
    expect(right.passes).toBe(true);
    const shifted = sure.map(([a, b, c]) => [c, a, b]);
    const wrong = altTest(
      annotated,
      itemFigures(annotated, judgments(question, shifted)),
      allItems(40),
      0.1,
    )!;
    expect(wrong.raters.map(({ p }) => p)).toEqual([1, 1, 1]);
    expect(wrong.passes).toBe(false);
  });

  it('takes a failed answer as disagreement with everybody', () => {
    const annotated = simulatePeople(question, sure, () => [1, 1, 1], random);
    const model = judgments(question, sure);
    model.answered.fill(0, 0, 4);
    const { advantageProbability, raters } = altTest(
      annotated,
      itemFigures(annotated, model),
      allItems(40),
      0.2,
    )!;
    // Of 40 items on which all agree, 4 are failed: the rater is better on these alone.
    expect(advantageProbability).toBeCloseTo(0.9, 12);
    // SciPy: ttest_1samp([1] * 4 + [0] * 36, 0.2, alternative='less').
    for (const { model: as, human, p } of raters)
      expect([as, human, p]).toEqual([0.9, 1, expect.closeTo(0.02199189345838609, 9)]);
  });

  it('claims no pass with two raters, and tests none with too few items', () => {
    const two = simulatePeople(question, sure, () => [1, 1], random);
    expect(altTest(two, itemFigures(two, judgments(question, sure)), allItems(40), 0.1)!.passes).toBeNull();
    expect(altTest(two, itemFigures(two, judgments(question, sure)), allItems(29), 0.1)).toBeNull();
  });

  it('rejects by Benjamini and Yekutieli', () => {
    // Thresholds for three: j 0.05 / (3 (1 + 1/2 + 1/3)) = 0.00909, 0.01818, 0.02727.
    expect(benjaminiYekutieli([0.027, 0.02, 0.02], 0.05)).toEqual([true, true, true]);
    expect(benjaminiYekutieli([0.028, 0.009, 0.02], 0.05)).toEqual([false, true, false]);
    expect(benjaminiYekutieli([0.5], 0.05)).toEqual([false]);
  });

  it('lets a rater be replaced by a model that is another such rater', () => {
    const truth = Array.from({ length: 400 }, () => randomRow(3, random, 2));
    const annotated = simulatePeople(question, truth, () => [1, 1, 1, 1], random);
    const test = altTest(annotated, itemFigures(annotated, judgments(question, truth)), allItems(400), 0.1)!;
    expect(test.passes).toBe(true);
    expect(test.advantageProbability).toBeGreaterThan(0.5);
  });
});
