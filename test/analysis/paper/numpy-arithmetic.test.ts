import { describe, expect, it } from 'vitest';
import { exactExponential, exactLogarithm } from '../../../src/analysis/paper/exact-logarithm.ts';
import { NumpyRandom } from '../../../src/analysis/paper/numpy-random.ts';
import { numpySum } from '../../../src/analysis/paper/numpy-sum.ts';
import { paperFolds } from '../../../src/analysis/paper/paper-folds.ts';
import { entropyBits, normalised, peopleEntropyBits } from '../../../src/analysis/paper/text-measures.ts';
import { expected } from '../../reference/case.ts';

interface Reference {
  readonly folds: Record<string, number[][]>;
  readonly draws: number[];
  readonly logarithms: [number, number][];
  readonly entropies: [number[], number][];
  readonly sums: [number[], number][];
}

const reference = expected('paper_tests') as unknown as Reference;

describe('arithmetic to the last bit as NumPy and SciPy do it', () => {
  it.each(Object.entries(reference.folds))('deals %s texts as scikit-learn’s KFold', (size, folds) => {
    const dealt = paperFolds(Number(size));
    expect(dealt.map(({ held }) => [...held])).toEqual(folds);
    for (const { training, held } of dealt)
      expect([...training, ...held].sort((a, b) => a - b)).toEqual(
        Array.from({ length: Number(size) }, (_, i) => i),
      );
  });

  it('draws the numbers of RandomState(42)', () => {
    const random = new NumpyRandom(42);
    expect(reference.draws.map(() => random.upTo(599))).toEqual(reference.draws);
  });

  it('adds in the order of NumPy', () => {
    for (const [row, sum] of reference.sums) expect(numpySum(row)).toBe(sum);
  });

  it('rounds logarithms as the C library', () => {
    const other = reference.logarithms.filter(([x, log]) => exactLogarithm(x) !== log);
    expect(other.length).toBeLessThanOrEqual(2);
    for (const [x, log] of reference.logarithms) {
      expect(exactLogarithm(x)).toBeCloseTo(log, 14);
      expect(Math.abs(exactExponential(log) - x)).toBeLessThan(1e-14 * x * Math.max(1, Math.abs(log)));
    }
    expect([exactLogarithm(1), exactExponential(0)]).toEqual([0, 1]);
  });

  it('finds the entropies of SciPy', () => {
    const other = reference.entropies.filter(
      ([row, entropy]) =>
        peopleEntropyBits(
          row.map((x) => x - 1e-12),
          0,
          28,
        ) !== entropy,
    );
    for (const [row, entropy] of reference.entropies) expect(entropyBits(row)).toBeCloseTo(entropy, 12);
    expect(other.length).toBeLessThan(reference.entropies.length / 4);
  });

  it('takes rates that are all zero as uniform', () => {
    expect([...normalised([0, 0, 0, 0], 0, 4)]).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(entropyBits([0, 0, 0, 0])).toBe(2);
  });
});
