import { describe, expect, it } from 'vitest';
import { labelCourse, ratingCourse, sharesCourse } from '../../src/charts/model-courses.ts';

const TEXTS = 60;
const LABELS = ['joy', 'fear', 'neutral'];
const at = Float64Array.from({ length: TEXTS }, (_, text) => text + 1);
/** Certain of fear, then of joy: a straight line through the end of either goes past nought and one. */
const model = Float64Array.from({ length: TEXTS * 3 }, (_, place) => {
  const text = Math.floor(place / 3);
  const [fear, neutral] = [text < 16 ? 0.9 - 0.055 * text : 0, 0.1];
  return [1 - fear - neutral, fear, neutral][place % 3];
});
const answered = Uint8Array.from({ length: TEXTS }, (_, text) => (text === 7 ? 0 : 1));

describe('courses of a model’s answers', () => {
  it('stay between nought and one, and stacked shares sum to one', () => {
    const { curves, stacked, labels, rest, texts } = sharesCourse({ model, answered }, LABELS, at)!;
    expect(labels).toEqual(['joy', 'fear', 'neutral']);
    expect(rest).toBeNull();
    expect(texts).toBe(TEXTS - 1);
    const all = curves.flat().flatMap(({ mean, lo, hi }) => [mean, lo, hi]);
    expect(Math.min(...all)).toBe(0);
    expect(Math.max(...all)).toBeLessThanOrEqual(1);
    for (const { shares } of stacked) {
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    }
    expect(stacked[0].shares[1]).toBeGreaterThan(0.8);
    expect(stacked[stacked.length - 1].shares[1]).toBe(0);
  });

  it('name the six most frequent labels, and the rest as one', () => {
    const many = Array.from({ length: 9 }, (_, label) => `label ${label}`);
    const uneven = Float64Array.from({ length: TEXTS * 9 }, (_, place) => ((place % 9) + 1) / 45);
    const { labels, rest, stacked } = sharesCourse({ model: uneven, answered }, many, at)!;
    expect(labels).toEqual([...[8, 7, 6, 5, 4, 3].map((label) => `label ${label}`), '3 others']);
    expect(rest).toBe('3 others');
    expect(stacked[0].shares[6]).toBeCloseTo(6 / 45, 9);
  });

  it('divide what a label that is left out had among the others', () => {
    const { labels, stacked } = sharesCourse({ model, answered }, LABELS, at, 'neutral')!;
    expect(labels).toEqual(['joy', 'fear']);
    expect(stacked[stacked.length - 1].shares).toEqual([1, 0]);
  });

  it('are of one label, or of the mean on a scale', () => {
    const fear = labelCourse({ model, answered }, LABELS, 'fear', at)!;
    expect(fear.points[0].mean).toBeGreaterThan(0.8);
    expect(fear.points[fear.points.length - 1]).toMatchObject({ mean: 0, lo: 0, text: TEXTS - 1 });
    const rating = ratingCourse({ model, answered }, [1, 2, 3], at)!;
    expect(rating.texts).toBe(TEXTS - 1);
    // Late texts are 0.9 of 1 and 0.1 of 3.
    expect(rating.points[rating.points.length - 1].mean).toBeCloseTo(1.2, 6);
    expect(ratingCourse({ model, answered }, [1, NaN, 3], at)).toBeNull();
  });

  it('are none of too few texts', () => {
    const few = at.map((place) => (place > 19 ? NaN : place));
    expect(sharesCourse({ model, answered }, LABELS, few)).toBeNull();
    expect(labelCourse({ model, answered }, LABELS, 'joy', few)).toBeNull();
    expect(ratingCourse({ model, answered }, [1, 2, 3], few)).toBeNull();
  });
});
