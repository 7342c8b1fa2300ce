import { describe, expect, it } from 'vitest';
import { Random } from '../../src/analysis/random.ts';
import { sliceDifference, type SliceMeasure } from '../../src/analysis/slice-difference.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { allItems } from './simulated-annotators.ts';

const normal = (random: Random) =>
  Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());

const variance = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
};

const measure = (name: string, values: readonly number[]): SliceMeasure => ({
  ids: values.map((_, place) => `${name}${place}`),
  values: Float64Array.from(values),
  raters: null,
});

/** Half the width of an interval, in standard errors of a normal. */
const error = ({ lo, hi }: { lo: number | null; hi: number | null }) => (hi! - lo!) / 2 / 1.96;

describe('the difference between two slices', () => {
  it('has the standard error of two independent samples where the texts are different', () => {
    const random = new Random(1, 'apart');
    const [a, b] = [400, 150].map((size) => Array.from({ length: size }, () => normal(random)));
    const interval = sliceDifference(measure('a', a), measure('b', b), 4000, new Random(1, 'draws'));
    expect(interval.over).toBe('items only');
    const expected = Math.sqrt(variance(a) / a.length + variance(b) / b.length);
    expect(error(interval) / expected).toBeCloseTo(1, 1);
  });

  it('has that of pairs where the texts are the same, and of both where some are', () => {
    const random = new Random(1, 'pairs');
    const a = Array.from({ length: 400 }, () => normal(random));
    const b = a.map((value) => value + 0.1 * normal(random));
    const paired = sliceDifference(measure('a', a), measure('a', b), 4000, new Random(1, 'draws'));
    const differences = a.map((value, place) => value - b[place]);
    expect(error(paired) / Math.sqrt(variance(differences) / 400)).toBeCloseTo(1, 1);
    // The first 300 in one slice, all in the other.
    const some = sliceDifference(
      measure('a', a.slice(0, 300)),
      measure('a', a),
      4000,
      new Random(1, 'draws'),
    );
    const [inBoth, inOne] = [a.slice(0, 300), a.slice(300)];
    const expected = Math.sqrt(
      (1 / 300 - 1 / 400) ** 2 * 300 * variance(inBoth) + (variance(inOne) * 100) / 400 ** 2,
    );
    expect(error(some) / expected).toBeCloseTo(1, 1);
    const same = sliceDifference(measure('a', a), measure('a', a), 100, new Random(1, 'draws'));
    expect([same.mean, same.lo, same.hi]).toEqual([0, 0, 0]);
  });

  /** Each rater says label 1 of some share of the texts; the measure is the people's share of it. */
  function rated(
    name: string,
    shares: Readonly<Record<string, number>>,
    items: number,
    random: Random,
  ): SliceMeasure {
    const builder = new VotesBuilder();
    const values = new Float64Array(items);
    for (let item = 0; item < items; item++)
      for (const [rater, share] of Object.entries(shares)) {
        const says = random.uniform() < share ? 1 : 0;
        builder.add(item, rater, [says]);
        values[item] += says / Object.keys(shares).length;
      }
    return {
      ids: [...values.keys()].map((item) => `${name}${item}`),
      values,
      raters: {
        votes: builder.build(items),
        labels: 2,
        items: allItems(items),
        without: (_, { human }, out) => void (out[0] = human[1]),
      },
    };
  }

  it('counts a rater of both slices in both at once', () => {
    const random = new Random(1, 'habits');
    const habits = { a: 0.1, b: 0.5, c: 0.9 };
    const [one, other] = ['one', 'other'].map((name) => rated(name, habits, 300, random));
    const shared = sliceDifference(one, other, 1000, new Random(1, 'draws'));
    // A habit that is the same in both slices moves neither against the other.
    const itemsAlone = sliceDifference(
      { ...one, raters: null },
      { ...other, raters: null },
      1000,
      new Random(1, 'draws'),
    );
    expect(shared.over).toBe('items and raters');
    expect(error(shared) / error(itemsAlone)).toBeLessThan(1.3);
    // Of other raters in the other slice, the same habits do.
    const apart = sliceDifference(
      one,
      rated('other', { d: 0.1, e: 0.5, f: 0.9 }, 300, random),
      1000,
      new Random(1, 'draws'),
    );
    expect(error(apart)).toBeGreaterThan(5 * error(itemsAlone));
  });

  it('holds the truth as often as it says, with few raters of their own in each slice', () => {
    let held = 0;
    const rounds = 200;
    for (let round = 0; round < rounds; round++) {
      const random = new Random(round, 'coverage');
      const group = (names: string) =>
        Object.fromEntries([...names].map((name) => [name, 0.4 + 0.2 * random.uniform()]));
      const a = rated('i', group('abcdef'), 60, random);
      const b = rated('i', group('ghijkl'), 60, random);
      const { lo, hi } = sliceDifference(a, b, 200, random);
      if (lo! <= 0 && hi! >= 0) held++;
    }
    expect(held / rounds).toBeGreaterThan(0.9);
    expect(held / rounds).toBeLessThan(1);
  });
});
