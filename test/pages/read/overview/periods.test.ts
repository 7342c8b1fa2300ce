import { describe, expect, it } from 'vitest';
import { periodsOf, tellingPeriods } from '../../../../src/pages/read/overview/periods.ts';
import { sequences } from '../../../../src/pages/read/parts/sequences.ts';

function byDate(values: readonly (string | null)[]) {
  const texts = values.map((_, text) => `text ${text}`);
  const [along] = sequences({
    texts,
    attributes: [{ of: 'items', name: 'day', kind: 'date', values: [...values] }],
  });
  return along;
}

const namesOf = (values: readonly (string | null)[]) =>
  periodsOf(
    byDate(values),
    values.map(() => 1),
  )!.periods.map(({ name }) => name);

describe('texts by their dates', () => {
  it('are by day, week, month or year, as long as there are not too many of them', () => {
    expect(namesOf(['2026-01-05', '2026-01-25'])).toEqual(['2026-01-05', '2026-01-25']);
    // 5 January 2026 is a Monday.
    expect(namesOf(['2026-01-04', '2026-01-05', '2026-01-11', '2026-02-18'])).toEqual([
      'week of 2025-12-29',
      'week of 2026-01-05',
      'week of 2026-02-16',
    ]);
    expect(namesOf(['2020-01-31', '2024-02-01', '2024-02-29'])).toEqual(['2020-01', '2024-02']);
    expect(namesOf(['1914-07-28', '1914-08-01', '1989-11-09'])).toEqual(['1914', '1989']);
  });

  it('are by no shorter time than is known', () => {
    expect(namesOf(['2026-01', '2026-02'])).toEqual(['2026-01', '2026-02']);
  });

  it('leave out what has no date or no answer, and are none without dates', () => {
    const along = byDate(['2026-01-05', null, '2026-01-06', '2026-01-06']);
    expect(periodsOf(along, [1, 1, 1, 0])!.periods.map(({ texts }) => texts)).toEqual([[0], [2]]);
    expect(periodsOf(along, [0, 0, 0, 0])).toBeNull();
    expect(periodsOf(sequences({ texts: ['a', 'b'] })[0], [1, 1])).toBeNull();
  });
});

it('the telling ones are those with the highest or lowest mean, each with the text that shows it best', () => {
  const days = ['2026-01-05', '2026-01-06', '2026-01-06', '2026-01-07', '2026-01-08'];
  const periods = periodsOf(
    byDate(days),
    days.map(() => 1),
  )!;
  const values = [3, 1, 4, 2, NaN];
  const telling = (side: 1 | -1) =>
    tellingPeriods(periods, (text) => values[text], side, 2).map(({ name, mean, text }) => [
      name,
      mean,
      text,
    ]);
  expect(telling(1)).toEqual([
    ['2026-01-05', 3, 0],
    ['2026-01-06', 2.5, 2],
  ]);
  expect(telling(-1)).toEqual([
    ['2026-01-07', 2, 3],
    ['2026-01-06', 2.5, 1],
  ]);
});
