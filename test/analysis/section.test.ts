import { describe, expect, it } from 'vitest';
import { reasonFor } from '../../src/analysis/reasons.ts';
import {
  figure,
  figuresTogether,
  Section,
  sectionOf,
  sectionWithout,
  withReasons,
} from '../../src/analysis/section.ts';

describe('a figure', () => {
  it.each([null, undefined, NaN, Infinity, -Infinity])('of %s is null, for the reason', (value) => {
    const { figures, reasons } = figure(value, 'why');
    expect(figures).toBeNull();
    expect(reasons).toEqual({ '': 'why' });
  });

  it.each([0, -0.5, 3])('of %s is itself, without one', (value) => {
    const { figures, reasons } = figure(value, 'why');
    expect(figures).toBe(value);
    expect(reasons).toEqual({});
  });

  it('shares its reason with those that stand with it', () => {
    const { figures, reasons } = figuresTogether({ mean: 1, lo: NaN, hi: undefined }, 'why');
    expect(figures).toEqual({ mean: 1, lo: null, hi: null });
    expect(reasons).toEqual({ '': 'why' });
    expect(figuresTogether({ lo: 0, hi: 1 }, 'why').reasons).toEqual({});
  });
});

describe('a section of sections', () => {
  const section = sectionOf({
    items: 3,
    gap: sectionWithout({ mean: null, lo: null }, 'no gap'),
    categories: sectionOf([
      sectionOf({ label: 'a', auc: figure(0.5, 'constant') }),
      sectionOf({ label: 'b', auc: figure(null, 'constant') }),
    ]),
  });

  it('has their figures in its order, plain ones as they are', () => {
    expect(JSON.stringify(section.figures)).toBe(
      '{"items":3,"gap":{"mean":null,"lo":null},"categories":[{"label":"a","auc":0.5},{"label":"b","auc":null}]}',
    );
  });

  it('has their reasons under their names and numbers', () => {
    expect(section.reasons).toEqual({ gap: 'no gap', 'categories.1.auc': 'constant' });
    expect(reasonFor(section.reasons, 'gap.lo')).toBe('no gap');
  });

  it('leaves the parts as they were, and is left so by a larger one', () => {
    const part = new Section({ p: null }, { p: 'no p' });
    const whole = sectionOf({ floor: part });
    const report = withReasons(whole);
    report.reasons.more = 'said later';
    expect(part.reasons).toEqual({ p: 'no p' });
    expect(whole.reasons).toEqual({ 'floor.p': 'no p' });
  });

  it('takes plain figures for figures, whatever they are called', () => {
    const plain = { figures: 1, reasons: { a: 'b' } };
    const { figures, reasons } = sectionOf<{ plain: typeof plain }>({ plain });
    expect(figures).toEqual({ plain });
    expect(reasons).toEqual({});
  });
});
