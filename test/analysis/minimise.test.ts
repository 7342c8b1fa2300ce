import { describe, expect, it } from 'vitest';
import { factorise, solve } from '../../src/analysis/calibration/cholesky.ts';
import { minimiseSmooth } from '../../src/analysis/calibration/quasi-newton.ts';
import { minimise } from '../../src/analysis/minimise.ts';

describe('minimise', () => {
  it.each([
    ['a parabola', (x: number) => (x - 0.3) ** 2, 0.3],
    ['a kink', (x: number) => Math.abs(x - 0.8), 0.8],
    ['a slope', (x: number) => x, 0],
    ['a flat-bottomed power', (x: number) => (x - 0.5) ** 4, 0.5],
  ] as const)('finds the bottom of %s', (name, value, place) => {
    expect(Math.abs(minimise(value, 0, 1, 1e-9) - place)).toBeLessThan(
      name.startsWith('a flat') ? 1e-3 : 1e-7,
    );
  });
});

describe('minimiseSmooth', () => {
  it('finds the bottom of a narrow bent valley', () => {
    // Rosenbrock's function, least at (1, 1).
    const found = minimiseSmooth(
      ([x, y], gradient) => {
        gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
        gradient[1] = 200 * (y - x * x);
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
      },
      Float64Array.of(-1.2, 1),
      () => () => undefined,
      1e-16,
    );
    expect(found[0]).toBeCloseTo(1, 5);
    expect(found[1]).toBeCloseTo(1, 5);
  });
});

describe('Cholesky', () => {
  it('solves', () => {
    const matrix = Float64Array.of(4, 2, 0.6, 2, 3, 0.4, 0.6, 0.4, 2);
    const x = solve(factorise(matrix, 3), Float64Array.of(1, 2, 3), 3);
    for (let row = 0; row < 3; row++) {
      const back = [0, 1, 2].reduce((sum, column) => sum + matrix[row * 3 + column] * x[column], 0);
      expect(back).toBeCloseTo(row + 1, 12);
    }
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => factorise(Float64Array.of(1, 2, 2, 1), 2)).toThrow('positive definite');
  });
});
