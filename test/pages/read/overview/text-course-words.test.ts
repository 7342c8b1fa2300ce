import { describe, expect, it, test } from 'vitest';
import {
  changeWords,
  courseCaption,
  extremesWords,
} from '../../../../src/pages/read/overview/course-words.ts';
import { nearestTexts, sequences, textDate } from '../../../../src/pages/read/parts/sequences.ts';

const point = (at: number, mean: number, half = 0.01) => ({
  at,
  mean,
  lo: mean - half,
  hi: mean + half,
  text: at - 1,
});

test('a text has the first of the dates that texts have, in words, and none where it has none', () => {
  const values = ['2026-04-03', null, '2026-11-28T22:30:00Z'];
  const attributes = [{ name: 'when', of: 'items', kind: 'date', values }] as const;
  expect([0, 1, 2].map((text) => textDate({ attributes: [...attributes] }, text))).toEqual([
    '2026-04-03',
    null,
    '2026-11-28',
  ]);
  expect(textDate({}, 0)).toBeNull();
});

test('of a month no day is said', () => {
  const months = { name: 'month', of: 'items', kind: 'date', values: ['2026-04', null, '2026-11'] } as const;
  expect(textDate({ attributes: [months] }, 0)).toBe('2026-04');
  const [along] = sequences({ texts: ['a', 'b', 'c'], attributes: [months] });
  expect(along.written(along.at[2])).toBe('2026-11');
  const [mixed] = sequences({
    texts: ['a', 'b'],
    attributes: [{ ...months, values: ['2026-04', '2026-11-02'] }],
  });
  expect(mixed.written(mixed.at[1])).toBe('2026-11-02');
});

describe('what is said of a course', () => {
  it('names the labels that change most, where the intervals at their ends do not overlap', () => {
    const curves = [
      [point(1, 0.3), point(9, 0.1)],
      [point(1, 0.1), point(9, 0.2)],
      [point(1, 0.1, 0.3), point(9, 0.5, 0.3)],
    ];
    const [lines] = sequences({ texts: ['a', 'b', 'c'] });
    expect(changeWords(['joy', 'fear', 'anger'], curves, lines)).toBe(
      'joy falls from 30% to 10%; fear rises from 10% to 20%.',
    );
    expect(changeWords(['anger'], curves.slice(2), lines)).toMatch(
      /^No label’s share changes along the texts/,
    );
    // What comes and goes is the same at both ends.
    expect(changeWords(['sadness'], [[point(1, 0.1), point(5, 0.4), point(9, 0.11)]], lines)).toBe(
      'sadness is highest at text 5 (40%) and lowest at text 1 (10%).',
    );
  });

  it('names its lowest and highest place', () => {
    const [lines] = sequences({ texts: ['a', 'b', 'c'] });
    expect(extremesWords('joy', [point(1, 0.3), point(2, 0.1), point(3, 0.5)], String, lines)).toBe(
      'joy is lowest at text 2 (0.1) and highest at text 3 (0.5).',
    );
  });

  it('says how many texts it is over and which are left out', () => {
    const [dates] = sequences({
      texts: ['a', 'b', 'c', 'd'],
      attributes: [
        { of: 'items', name: 'day', kind: 'date', values: ['2024-01-01', '2024-01-05', null, '2024-01-09'] },
      ],
    });
    expect(courseCaption(2, 4, dates)).toMatch(
      /^2 texts\..*Left out: 1 text without a day, 1 text without an answer\.$/,
    );
    const [lines] = sequences({ texts: ['a', 'b'] });
    expect(courseCaption(2, 2, lines)).not.toContain('Left out');
  });
});

describe('the orders of texts', () => {
  it('are their dates, first, and their places in the file', () => {
    const all = sequences({
      texts: ['a', 'b', 'c'],
      attributes: [
        { of: 'items', name: 'topic', kind: 'text', values: ['x', 'y', 'x'] },
        { of: 'items', name: 'day', kind: 'date', values: ['2024-01-02', null, '2024-01-01'] },
        { of: 'items', name: 'same', kind: 'date', values: ['2024-01-02', '2024-01-02', null] },
      ],
    });
    expect(all.map(({ name, missing }) => [name, missing])).toEqual([
      ['day', 1],
      ['text', 0],
    ]);
    expect([...all[0].at]).toEqual([Date.UTC(2024, 0, 2), NaN, Date.UTC(2024, 0, 1)]);
    expect(all[0].written(all[0].at[0])).toBe('2024-01-02');
    expect([...all[1].at]).toEqual([1, 2, 3]);
  });

  it('a mark of it stands for the texts around it, itself first', () => {
    const at = Float64Array.of(10, NaN, 30, 20, 20, 90);
    expect(nearestTexts({ at }, 3, 3)).toEqual([3, 4, 2]);
    expect(nearestTexts({ at }, 5, 2)).toEqual([5, 2]);
    expect(nearestTexts({ at }, 0, 9)).toEqual([0, 3, 4, 2, 5]);
  });
});
