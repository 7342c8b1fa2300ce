import { describe, expect, it } from 'vitest';
import { Random } from '../../src/analysis/random.ts';
import { FEWEST_TEXTS, textCourse } from '../../src/charts/text-course.ts';
import expected from '../reference/expected.course.json' with { type: 'json' };

const numbers = (count: number) => Array.from({ length: count }, (_, text) => text + 1);

describe('a course along texts', () => {
  it('is the local fit of statsmodels', () => {
    const [curve] = textCourse(expected.at, expected.values, 1, expected.places);
    for (const [place, fit] of expected.fit.entries()) expect(curve[place].mean).toBeCloseTo(fit, 10);
  });

  it('is a straight line where the values are, without a band', () => {
    const at = numbers(100);
    const [curve] = textCourse(
      at,
      at.map((place) => 2 * place - 3),
      1,
    );
    expect(curve).toHaveLength(81);
    for (const { at: place, mean, lo, hi } of curve) {
      expect(mean).toBeCloseTo(2 * place - 3, 8);
      expect(hi - lo).toBeCloseTo(0, 5);
    }
    expect([curve[0].text, curve.at(-1)!.text]).toEqual([0, 99]);
  });

  it('has a band that holds the true mean in about 95% of the places', () => {
    const random = new Random(1, 'a course');
    const at = numbers(200);
    let [within, all] = [0, 0];
    for (let run = 0; run < 300; run++) {
      const noise = at.map(() => random.uniform() + random.uniform() + random.uniform() - 1.5);
      for (const { lo, hi } of textCourse(at, noise, 1, [1, 50, 100, 150, 200])[0]) {
        all++;
        if (lo <= 0 && hi >= 0) within++;
      }
    }
    expect(within / all).toBeGreaterThan(0.92);
    expect(within / all).toBeLessThan(0.97);
  });

  it('of columns that sum to one does so everywhere', () => {
    const at = numbers(60);
    const rows = at.flatMap((place) => [0.2 + 0.1 * (place % 3), 0.5 - 0.1 * (place % 3), 0.3]);
    const curves = textCourse(at, rows, 3);
    for (let place = 0; place < 81; place++)
      expect(curves.reduce((sum, curve) => sum + curve[place].mean, 0)).toBeCloseTo(1, 10);
  });

  it('of very many texts is that of their groups, soon', () => {
    const at = numbers(200_000);
    const values = at.map((place) => Math.sin(place / 30_000));
    const began = performance.now();
    const [curve] = textCourse(at, values, 1);
    expect(performance.now() - began).toBeLessThan(2000);
    for (const { at: place, mean } of curve.slice(20, 61))
      expect(Math.abs(mean - Math.sin(place / 30_000))).toBeLessThan(0.12);
  });

  it('leaves out texts without a place, and several at one place count together', () => {
    const at = [...numbers(30), NaN, NaN];
    const values = [...numbers(30).map(() => 1), 500, 500];
    for (const { mean } of textCourse(at, values, 1)[0]) expect(mean).toBeCloseTo(1, 10);
    const days = numbers(40).map((text) => Math.floor(text / 20));
    const [curve] = textCourse(
      days,
      numbers(40).map((text) => text % 2),
      1,
    );
    for (const { mean } of curve) expect(Number.isFinite(mean)).toBe(true);
  });

  it('is none of too few texts, or of texts at one place', () => {
    const few = numbers(FEWEST_TEXTS - 1);
    expect(textCourse(few, few, 1)).toEqual([]);
    expect(textCourse(new Float64Array(50), new Float64Array(50), 1)).toEqual([]);
    expect(textCourse([], [], 1)).toEqual([]);
  });
});
