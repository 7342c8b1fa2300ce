import { describe, expect, it } from 'vitest';
import { itemFigures } from '../../src/analysis/item-figures.ts';
import type { ItemFigures } from '../../src/analysis/item-figures.ts';
import type { Votes } from '../../src/judgments/votes.ts';
import { Random } from '../../src/analysis/random.ts';
import { FOLDS, studyQuestion } from '../../src/analysis/study.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { raterCurve } from '../../src/analysis/rater-curve.ts';
import { firstCrossing, worthInRaters } from '../../src/analysis/worth.ts';
import type { Worth } from '../../src/analysis/worth.ts';
import { CASES, expected, SEED } from '../reference/case.ts';
import {
  allItems,
  drawLabel,
  drawSet,
  judgments,
  lettered,
  randomRow,
  simulatePeople,
} from './simulated-annotators.ts';

interface Reference {
  worth: { curve: { k: number; items: number; people: number; model: number }[]; differences: number[] };
}

const reference = expected<Record<string, Reference>>('worth');
const OPTIONS = { draws: 20_000, resamples: 500 };

function worthOf(
  votes: Votes,
  figures: ItemFigures,
  items: Uint32Array,
  fold: Uint8Array,
  options = OPTIONS,
): Worth {
  const stream = (name: string) => new Random(1, name);
  const curve = raterCurve(votes, figures, items, fold, FOLDS, options, stream('draws'), stream('resamples'));
  const inputs = { votes, figures, items, fold };
  return worthInRaters(curve, inputs, options, stream('resamples'), stream('without'));
}

describe.each(CASES)('$name, against the reference script', ({ name, dataset, annotated, models }) => {
  const study = studyQuestion(dataset, annotated, models, { ...DEFAULT_SETTINGS, seed: SEED });
  it.each(models)('$annotator.model', (judged) => {
    const model = study.models.find((one) => one.name === judged.annotator.model)!;
    const { worth } = reference[name][model.name];
    const found = worthOf(annotated.votes, model.figures, model.items, study.fold);
    // Exact for single labels; 20,000 orders of the raters of some 35 items with several leave an error of 0.0009.
    const digits = annotated.question.kind === 'ordinal' ? 7 : 2.2;
    expect(found.curve.map(({ k, items }) => [k, items])).toEqual(
      worth.curve.map(({ k, items }) => [k, items]),
    );
    for (const [k, point] of worth.curve.entries()) {
      expect(found.curve[k].model).toBeCloseTo(point.model, 7);
      expect(found.curve[k].people).toBeCloseTo(point.people, digits);
    }
    expect(found.k).toBeCloseTo(firstCrossing(worth.differences).k, digits - 1);
    expect(found.bound).toBe(firstCrossing(worth.differences).bound);
    expect(found.lo).toBeLessThanOrEqual(found.k);
    expect(found.hi).toBeGreaterThanOrEqual(found.k);
  });
});

describe('firstCrossing', () => {
  it('interpolates, and says where it cannot', () => {
    expect(firstCrossing([-0.3, -0.1, 0.1, -0.1, 0.2])).toEqual({ k: 1.5, bound: null });
    expect(firstCrossing([0.1, -0.1])).toEqual({ k: 0, bound: '<' });
    expect(firstCrossing([-0.2, -0.1])).toEqual({ k: 1, bound: '>' });
  });
});

describe('recovery on simulated annotators', () => {
  it.each([1, 2, 4])('a model of %i pooled raters is worth as many', (pooled) => {
    const random = new Random(pooled, 'worth');
    const truth = Array.from({ length: 1500 }, () => randomRow(4, random, 1.5));
    const question = lettered(4);
    const annotated = simulatePeople(question, truth, () => [1, 1, 1, 1, 1, 1, 1], random);
    const rows = truth.map((row) => {
      const share = [0, 0, 0, 0];
      for (let rater = 0; rater < pooled; rater++) share[drawLabel(row, random)] += 1 / pooled;
      return share;
    });
    const figures = itemFigures(annotated, judgments(question, rows));
    const fold = Uint8Array.from(truth, (_, item) => item % FOLDS);
    const { k, lo, hi, bound } = worthOf(annotated.votes, figures, allItems(1500), fold);
    expect(bound).toBeNull();
    expect(lo).toBeLessThan(pooled);
    expect(hi).toBeGreaterThan(pooled);
    expect(Math.abs(k - pooled)).toBeLessThan(0.35 * pooled);
  });

  it.each([1, 2, 3])('of raters half of whom choose two labels, %i pooled are worth as many', (pooled) => {
    const random = new Random(pooled, 'two labels');
    const question = lettered(5);
    const truth = Array.from({ length: 1500 }, () => randomRow(5, random, 2.5));
    const size = () => (random.uniform() < 0.5 ? 1 : 2);
    const annotated = simulatePeople(question, truth, () => Array.from({ length: 6 }, size), random);
    const rows = truth.map((row) => {
      const share = [0, 0, 0, 0, 0];
      for (let rater = 0; rater < pooled; rater++) {
        const set = drawSet(row, size(), random);
        for (const c of set) share[c] += 1 / (pooled * set.length);
      }
      return share;
    });
    const figures = itemFigures(annotated, judgments(question, rows));
    const fold = Uint8Array.from(truth, (_, item) => item % FOLDS);
    const options = { draws: 60, resamples: 200 };
    const { lo, hi } = worthOf(annotated.votes, figures, allItems(1500), fold, options);
    // By the likelihood of counts it is 1.5, 3.0 and 4.5.
    expect(lo).toBeLessThan(1.08 * pooled);
    expect(hi).toBeGreaterThan(0.92 * pooled);
    expect(hi).toBeLessThan(1.4 * pooled);
  });

  it('a model that knows nothing is worth nothing', () => {
    const random = new Random(9, 'worth');
    const truth = Array.from({ length: 300 }, () => randomRow(4, random));
    const question = lettered(4);
    const annotated = simulatePeople(question, truth, () => [1, 1, 1], random);
    const rows = truth.map(() => randomRow(4, random));
    const figures = itemFigures(annotated, judgments(question, rows));
    const fold = Uint8Array.from(truth, (_, item) => item % FOLDS);
    const worth = worthOf(annotated.votes, figures, allItems(300), fold);
    expect(worth.lo).toBe(0);
    expect(worth.k).toBeLessThan(0.2);
  });
});
