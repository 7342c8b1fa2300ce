import { describe, expect, it } from 'vitest';
import { exactFloor, exactPValue } from '../../src/analysis/exact-floor.ts';
import { itemFigures } from '../../src/analysis/item-figures.ts';
import { meanOf, pick } from '../../src/analysis/intervals.ts';
import { Random } from '../../src/analysis/random.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { studyQuestion } from '../../src/analysis/study.ts';
import { CASES, expected, SEED } from '../reference/case.ts';
import { nightly } from '../nightly.ts';
import {
  allItems,
  drawLabel,
  judgments,
  lettered,
  randomRow,
  simulatePeople,
} from './simulated-annotators.ts';

interface Reference {
  jsd: number;
  squaredMean: number;
  squaredSd: number;
  spearman: number;
  entropyDifference: number;
  error: Record<'jsd' | 'spearman' | 'entropyDifference', number>;
  p: number;
}

const reference = expected<Record<string, Reference>>('exact_floor');
const itemsOf = expected<{ models: Record<string, { items: number[] }> }>('gap');

describe.each(CASES)('$name, against the reference script', ({ name, dataset, annotated, models }) => {
  const study = studyQuestion(dataset, annotated, models, { ...DEFAULT_SETTINGS, seed: SEED });
  it.each(models)('$annotator.model', (model) => {
    const { figures } = study.models.find((one) => one.name === model.annotator.model)!;
    const items = Uint32Array.from(itemsOf[name].models[model.annotator.model].items);
    const floor = exactFloor(annotated.votes, figures, items, 2000, new Random(3));
    const truth = reference[name][model.annotator.model];
    // Four of the reference's own Monte-Carlo errors.
    expect(Math.abs(floor.jsd - truth.jsd)).toBeLessThan(4 * truth.error.jsd);
    expect(Math.abs(floor.spearman! - truth.spearman)).toBeLessThan(4 * truth.error.spearman);
    const bits = Math.log2(figures.labels);
    expect(Math.abs(floor.entropyDifference / bits - truth.entropyDifference)).toBeLessThan(
      4 * truth.error.entropyDifference,
    );
    const spread = Math.sqrt(meanOf(floor.squared.map((value) => value ** 2)) - meanOf(floor.squared) ** 2);
    expect(spread / truth.squaredSd).toBeGreaterThan(0.88);
    expect(spread / truth.squaredSd).toBeLessThan(1.14);
    const error = spread * Math.sqrt(1 / 2000 + 1 / 400);
    expect(Math.abs(meanOf(floor.squared) - truth.squaredMean)).toBeLessThan(4 * error);
    const p = exactPValue(meanOf(pick(figures.squared, items)), floor.squared);
    expect(Math.abs(p - truth.p)).toBeLessThan(0.01 + 4 * Math.sqrt((truth.p * (1 - truth.p)) / 400));
  });
});

const LABELS = 5;
const question = lettered(LABELS);

/** The p-value for people drawn from `truth` and a model that answers `answer(truth)`. */
function pValue(
  seed: number,
  sizes: (item: number) => number[],
  answer: (row: number[]) => number[],
  samples = 0,
  items = 40,
): number {
  const random = new Random(seed, 'simulated');
  const truth = Array.from({ length: items }, () => randomRow(LABELS, random, 1.5));
  const annotated = simulatePeople(question, truth, sizes, random);
  const rows = truth.map(answer).map((row) => {
    if (samples === 0) return row;
    const counts = new Array<number>(LABELS).fill(0);
    for (let draw = 0; draw < samples; draw++) counts[drawLabel(row, random)] += 1 / samples;
    return counts;
  });
  const figures = itemFigures(
    annotated,
    judgments(question, rows, 'model', samples > 0 ? samples : undefined),
  );
  const floor = exactFloor(annotated.votes, figures, allItems(items), 99, new Random(seed));
  return exactPValue(meanOf(figures.squared), floor.squared);
}

/** Greatest distance of the values' distribution from the uniform (Kolmogorov-Smirnov). */
function distanceFromUniform(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.max(
    ...sorted.map((value, place) =>
      Math.max((place + 1) / sorted.length - value, value - place / sorted.length),
    ),
  );
}

/** Chance that label c is among `size` drawn one after the other without replacement. */
function inclusion(row: readonly number[], c: number, size: number): number {
  const rest = row.reduce((a, b) => a + b, 0);
  if (size === 0) return 0;
  return row.reduce((sum, share, first) => {
    if (share === 0) return sum;
    const left = row.map((one, label) => (label === first ? 0 : one));
    return sum + (share / rest) * (first === c ? 1 : inclusion(left, c, size - 1));
  }, 0);
}

const RUNS = nightly ? 200 : 60;
// Critical distance at 0.001 for so many values, and the p-values' own steps of 1/100.
const CRITICAL = 1.95 / Math.sqrt(RUNS) + 1 / 100;

describe('recovery on simulated annotators', () => {
  const single = (item: number) => new Array<number>(2 + (item % 4)).fill(1);
  const several = (item: number) =>
    Array.from({ length: 2 + (item % 4) }, (_, rater) => 1 + ((item + rater) % 3));
  const tempered = (power: number) => (row: number[]) => {
    const raised = row.map((share) => share ** power);
    const sum = raised.reduce((a, b) => a + b, 0);
    return raised.map((share) => share / sum);
  };
  const right = (row: number[]) => row;
  /** What raters of whom a third each choose one, two and three labels say in the mean. */
  const meanVote = (row: number[]) =>
    row.map((_, c) => [1, 2, 3].reduce((sum, size) => sum + inclusion(row, c, size) / (3 * size), 0));

  it.each([
    ['single labels', single, right, 0],
    ['several labels per rater', several, meanVote, 0],
    ['a sampled model', single, right, 10],
  ] as const)('p is uniform where the model is the truth: %s', (_, sizes, answer, samples) => {
    const values = Array.from({ length: RUNS }, (__, seed) => pValue(seed, sizes, answer, samples));
    expect(distanceFromUniform(values)).toBeLessThan(CRITICAL);
  });

  // Labels drawn without replacement are nearer to even than the truth: several of them tell less of it, and samples are few.
  it.each([
    ['too sharp', 'single labels', 3, single, 0, 150],
    ['too flat', 'single labels', 0.1, single, 0, 150],
    ['too sharp', 'several labels per rater', 4, several, 0, 400],
    ['too flat', 'several labels per rater', 0.1, several, 0, 400],
    ['too sharp', 'a sampled model', 3, single, 10, 250],
    ['too flat', 'a sampled model', 0.1, single, 10, 250],
  ] as const)('p is small where the model is %s: %s', (_, __, power, sizes, samples, items) => {
    const values = Array.from({ length: nightly ? 20 : 8 }, (___, seed) =>
      pValue(seed, sizes, tempered(power), samples, items),
    );
    expect(Math.max(...values)).toBeLessThan(0.05);
  });

  it.each([2, 3, 5])('the mean of D is ||truth - q||² with %i raters', (raters) => {
    const random = new Random(raters, 'D');
    const truth = randomRow(LABELS, random);
    const q = randomRow(LABELS, random);
    const count = 40_000;
    const annotated = simulatePeople(
      question,
      new Array<number[]>(count).fill(truth),
      () => new Array<number>(raters).fill(1),
      random,
    );
    const { squared } = itemFigures(annotated, judgments(question, new Array<number[]>(count).fill(q)));
    const mean = meanOf(squared);
    const error = Math.sqrt(meanOf(squared.map((d) => (d - mean) ** 2)) / count);
    const distance = truth.reduce((sum, share, c) => sum + (share - q[c]) ** 2, 0);
    expect(Math.abs(mean - distance)).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.005);
  });

  it('takes a one-hot model with raters who chose two labels', () => {
    const annotated = simulatePeople(question, [[0.5, 0.5, 0, 0, 0]], () => [2, 2], new Random(1));
    const figures = itemFigures(annotated, judgments(question, [[1, 0, 0, 0, 0]]));
    const floor = exactFloor(annotated.votes, figures, allItems(1), 500, new Random(1));
    expect(floor.jsd).toBeGreaterThan(0);
    expect(floor.jsd).toBeLessThan(1);
    expect(floor.spearman).toBeNull();
  });
});
