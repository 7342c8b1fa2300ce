import { describe, expect, it } from 'vitest';
import { AliasTable } from '../../src/analysis/alias-table.ts';
import { Random } from '../../src/analysis/random.ts';

describe('Random', () => {
  it('gives the numbers of an independent sfc32', () => {
    // From test/reference/sfc32.py: Random(7, "bootstrap", "mood 😀").
    const random = new Random(7, 'bootstrap', 'mood 😀');
    expect(Array.from({ length: 4 }, () => random.uint32())).toEqual([
      3923931140, 2948984037, 1603530521, 1032202671,
    ]);
  });

  it('gives other numbers to other streams and seeds', () => {
    const first = (...args: [number, ...string[]]) => new Random(...args).uint32();
    expect(new Set([first(1), first(2), first(1, 'a'), first(1, 'b'), first(1, 'a', 'b')]).size).toBe(5);
  });

  it('fills the range evenly', () => {
    const random = new Random(1);
    const counts = new Array<number>(7).fill(0);
    for (let draw = 0; draw < 70_000; draw++) counts[random.below(7)]++;
    const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquared).toBeLessThan(22.5); // 0.999 quantile with 6 degrees of freedom
  });

  it('shuffles to every order alike', () => {
    const random = new Random(2);
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 12_000; draw++) {
      const order = Uint32Array.of(0, 1, 2);
      random.shuffle(order);
      counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(chiSquared).toBeLessThan(20.5); // 0.999 quantile with 5 degrees of freedom
  });
});

describe('AliasTable', () => {
  it('draws labels as often as their mass, those without mass never', () => {
    const row = Float64Array.of(9, 0, 0.05, 0.3, 0.15, 0.5, 0);
    const table = new AliasTable(6);
    table.fill(row, 1);
    const random = new Random(3);
    const counts = new Array<number>(6).fill(0);
    for (let draw = 0; draw < 100_000; draw++) counts[table.draw(random)]++;
    expect(counts[0]).toBe(0);
    expect(counts[5]).toBe(0);
    for (const [c, count] of counts.entries())
      expect(Math.abs(count / 100_000 - row[c + 1])).toBeLessThan(0.007);
  });
});
