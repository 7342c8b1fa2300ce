import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forEachResample, percentileInterval } from '../../src/analysis/bootstrap.ts';
import { spearman } from '../../src/analysis/correlation.ts';
import { Random } from '../../src/analysis/random.ts';
import { spearmanInterval } from '../../src/analysis/spearman-interval.ts';

const RESAMPLES = 40;
/** Few different values, so that there are ties. */
const column = (size: number) => fc.array(fc.nat({ max: 3 }), { minLength: size, maxLength: size });

describe('the interval of a rank correlation', () => {
  it('is that of ranking every resample from its values', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 12 }).chain((size) => fc.tuple(column(size), column(size), column(size))),
        ([half, other, model]) => {
          const pairs = [[half, model] as const, [other, model] as const];
          const found = spearmanInterval(pairs, RESAMPLES, new Random(3, 'resamples'));
          const known = (values: (number | null)[]) => {
            const numbers = values.filter((value) => value !== null);
            return numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0) / numbers.length;
          };
          const mean = known(pairs.map(([x, y]) => spearman(x, y)));
          expect(found?.mean ?? null).toEqual(mean);
          if (mean === null) return;
          const resampled: number[] = [];
          forEachResample(half.length, RESAMPLES, new Random(3, 'resamples'), (drawn) => {
            const places = [...drawn].flatMap((times, item) => new Array<number>(times).fill(item));
            const take = (values: number[]) => places.map((item) => values[item]);
            const one = known(pairs.map(([x, y]) => spearman(take([...x]), take([...y]))));
            if (one !== null) resampled.push(one);
          });
          if (resampled.length === 0) return;
          const { lo, hi } = percentileInterval(Float64Array.from(resampled));
          expect(found!.lo).toBeCloseTo(lo, 9);
          expect(found!.hi).toBeCloseTo(hi, 9);
        },
      ),
    );
  });

  it('is null where a column never varies', () => {
    expect(
      spearmanInterval(
        [
          [
            [1, 2, 3],
            [2, 2, 2],
          ],
        ],
        10,
        new Random(1),
      ),
    ).toBeNull();
  });
});
