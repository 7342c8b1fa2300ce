import { describe, expect, it } from 'vitest';
import { pearsonTest, spearmanTest } from '../../../src/analysis/paper/correlation-tests.ts';
import { dunn } from '../../../src/analysis/paper/dunn.ts';
import { cliffsDelta, cohensD } from '../../../src/analysis/paper/effect-sizes.ts';
import { kolmogorovSmirnov, oneSampleTail } from '../../../src/analysis/paper/kolmogorov-smirnov.ts';
import { kruskalWallis } from '../../../src/analysis/paper/kruskal-wallis.ts';
import { mannWhitney } from '../../../src/analysis/paper/mann-whitney.ts';
import { chiSquaredTail, normalTail } from '../../../src/analysis/paper/tail-probabilities.ts';
import type { Tested } from '../../../src/analysis/paper/tested.ts';
import { wilcoxon } from '../../../src/analysis/paper/wilcoxon.ts';
import { expected } from '../../reference/case.ts';

type Pair = [statistic: number | null, p: number | null];

interface Reference {
  readonly two: Record<string, { x: number[]; y: number[] } & Record<string, Pair | null>>;
  readonly three: Record<string, { groups: number[][]; kruskalWallis: Pair; dunn: number[][] }>;
  readonly oneSample: [number, number, number][];
  readonly normalTail: [number, number][];
  readonly chiSquaredTail: [number, number, number][];
}

const reference = expected('paper_tests') as unknown as Reference;

function near(found: number | null | undefined, wanted: number | null): void {
  if (wanted === null) expect(found ?? null).toBeNull();
  else expect(Math.abs(found! - wanted)).toBeLessThan(1e-9 * Math.max(1, Math.abs(wanted)));
}

/** Tails are held to their leading digits, however small. */
function relative(found: number, wanted: number): void {
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-9 * wanted);
}

describe.each(Object.entries(reference.two))('two rows (%s), against SciPy', (_, { x, y, ...wanted }) => {
  const tests: Readonly<Record<string, (one: number[], other: number[]) => Tested | null>> = {
    mannWhitney,
    wilcoxon,
    kolmogorovSmirnov,
    spearman: spearmanTest,
    pearson: pearsonTest,
  };
  it.each(Object.keys(tests).filter((name) => wanted[name] !== null))('%s', (name) => {
    const [statistic, p] = wanted[name]!;
    const found = tests[name](x, y);
    near(found?.value, statistic);
    // SciPy gives p 1 where nothing differs at all; there is nothing to test.
    if (!(found !== null && found.p === null)) near(found?.p, p);
  });
});

describe.each(Object.entries(reference.three))('three groups (%s)', (_, { groups, ...wanted }) => {
  it('Kruskal-Wallis, against SciPy', () => {
    const found = kruskalWallis(groups);
    near(found?.value, wanted.kruskalWallis[0]);
    near(found?.p, wanted.kruskalWallis[1]);
  });
  it('Dunn, against scikit-posthocs', () => {
    for (const { first, second, p } of dunn(groups)) near(p, wanted.dunn[first][second]);
  });
});

describe('tails', () => {
  it.each(reference.normalTail)('P(Z > %d)', (z, p) => relative(normalTail(z), p));
  it.each(reference.chiSquaredTail)('P(X > %d) with %d degrees of freedom', (x, degrees, p) =>
    relative(chiSquaredTail(x, degrees), p),
  );
  it.each(reference.oneSample)('P(D >= d) of %d values, d = %d', (n, d, p) => {
    expect(Math.abs(oneSampleTail(n, d) - p)).toBeLessThan(1e-9);
  });
});

describe('effect sizes, by hand', () => {
  it('takes a standard deviation of n - 1, pooled', () => {
    // Variances 1 and 4; pooled (2 · 1 + 2 · 4) / 4 = 2.5.
    expect(cohensD([1, 2, 3], [3, 5, 7])).toBeCloseTo(-3 / Math.sqrt(2.5), 12);
    expect(cohensD([1, 1], [1, 1])).toBe(0);
    expect(cohensD([1], [1, 2])).toBeNull();
  });
  it('counts pairs that are greater less those that are smaller', () => {
    expect(cliffsDelta([1, 2, 3], [2, 2])).toBeCloseTo((2 - 2) / 6, 12);
    expect(cliffsDelta([3, 4], [1, 2])).toBe(1);
    expect(cliffsDelta([1, 5], [5, 5])).toBeCloseTo(-0.5, 12);
  });
  it('finds no difference among values that are all the same', () => {
    expect(
      kruskalWallis([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull();
    expect(mannWhitney([1, 1], [1, 1]).p).toBeNull();
    expect(wilcoxon([1, 2], [1, 2])).toBeNull();
    expect(kolmogorovSmirnov([1, 2], [1, 2])).toEqual({ value: 0, p: 1 });
  });
});
