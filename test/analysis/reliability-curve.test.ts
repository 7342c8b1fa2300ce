import { describe, expect, it } from 'vitest';
import { Random } from '../../src/analysis/random.ts';
import { reliabilityCurve } from '../../src/analysis/reliability-curve.ts';

const ITEMS = 4000;
const items = Array.from({ length: ITEMS }, (_, item) => item);

/** Two labels, the first's probability evenly spread; each item's one rater draws by `chance` of it. */
function answers(chance: (probability: number) => number) {
  const random = new Random(7, 'reliability');
  const model = items.flatMap(() => {
    const probability = random.uniform();
    return [probability, 1 - probability];
  });
  const people = items.flatMap((item) => (random.uniform() < chance(model[2 * item]) ? [1, 0] : [0, 1]));
  return { model, people };
}

describe('reliabilityCurve', () => {
  it('lies on the diagonal, within its error, for a model that is right', () => {
    const { model, people } = answers((probability) => probability);
    const bins = reliabilityCurve(people, model, 2, items);
    expect(bins).toHaveLength(10);
    expect(bins.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(2 * ITEMS);
    for (const { meanModel, meanPeople, error } of bins) {
      expect(Math.abs(meanModel - meanPeople)).toBeLessThan(1.6 * error);
      expect(error).toBeLessThan(0.06);
    }
  });

  it('is flatter than the diagonal for a model that is too sure', () => {
    const { model, people } = answers((probability) => 0.5 + (probability - 0.5) / 3);
    const bins = reliabilityCurve(people, model, 2, items);
    expect(bins[0].meanPeople).toBeGreaterThan(bins[0].meanModel + bins[0].error);
    expect(bins[9].meanPeople).toBeLessThan(bins[9].meanModel - bins[9].error);
  });

  it('joins bins that hold few items with the next', () => {
    const model = Array.from({ length: 40 }, (_, item) => (item < 20 ? [0.05, 0.95] : [0.95, 0.05])).flat();
    const people = Array.from({ length: 40 }, (_, item) => (item % 2 ? [1, 0] : [0, 1])).flat();
    const bins = reliabilityCurve(people, model, 2, items.slice(0, 40));
    expect(bins.map(({ from, to }) => [from, to])).toEqual([
      [0, 0.1],
      [0.1, 1],
    ]);
    expect(bins.every(({ meanPeople }) => meanPeople === 0.5)).toBe(true);
  });

  it('has no bin without items', () => {
    expect(reliabilityCurve([], [], 3, [])).toEqual([]);
  });
});
