import { describe, expect, it } from 'vitest';
import { matchItems, type RowKey } from '../../../src/readers/predictions/item-matcher.ts';

const key = (id: string | null, text: string | null = null): RowKey => ({ id, text, prompt: null });
const people = (ids: readonly string[], texts = ids.map((id) => `Text ${id}`)) => ({ ids: [...ids], texts });

function placesOf(rows: readonly RowKey[], ids: readonly string[], texts?: string[]) {
  const match = matchItems('m.csv', rows, people(ids, texts), true);
  return { by: match.by, places: rows.map((row, number) => match.place(row, number)) };
}

describe('ids that go on from a beginning', () => {
  it('are cut between words', () => {
    for (const start of ['task-', 'request', 'v1:', 'x_'])
      expect(placesOf([key(`${start}12`), key(`${start}13`)], ['12', '13'])).toEqual({
        by: 'ending',
        places: [0, 1],
      });
  });

  it('are not cut inside a number or a word', () => {
    expect(() => placesOf([key('112'), key('113')], ['12', '13'])).toThrow('0 of 2 ids match');
    expect(() => placesOf([key('1.12'), key('1.13')], ['12', '13'])).toThrow('0 of 2 ids match');
    expect(() => placesOf([key('reunion'), key('react')], ['union', 'act'])).toThrow('0 of 2 ids match');
  });
});

describe('rows that are said to be in the order of the items', () => {
  const rows = [key('x'), key('y')];
  const match = (ids: readonly string[], complete = true) =>
    matchItems('m.csv', rows, people(ids), complete, 'order');

  it('are joined by it, whatever their ids', () => {
    const { by, ask, place } = match(['1', '2']);
    expect([by, ask, ...rows.map(place)]).toEqual(['order', null, 0, 1]);
  });

  it('are refused where there are not as many', () => {
    expect(() => match(['1', '2', '3'])).toThrow('2 of them for 3 items');
    expect(() => match(['1', '2'], false)).toThrow('more than 2 of them');
  });

  it('are offered that where no id matches and there are as many', () => {
    expect(() => matchItems('m.csv', rows, people(['1', '2']), true)).toThrow('--join order');
    expect(() => matchItems('m.csv', rows, people(['1', '2', '3']), true)).not.toThrow('--join order');
  });
});

describe('ids that are compared as numbers', () => {
  it('are the same but for zeros', () => {
    expect(placesOf([key('01'), key('2.00')], ['1', '2'])).toEqual({ by: 'number', places: [0, 1] });
  });

  it('name no item where two would have them', () => {
    const rows = ['001', '002', '003', '004'].map((id) => key(id));
    expect(placesOf(rows, ['1', '01', '2', '3', '4'])).toEqual({ by: 'number', places: [-1, 2, 3, 4] });
  });

  it('count less than the texts beside them', () => {
    expect(placesOf([key('01', 'B'), key('02', 'A')], ['1', '2'], ['A', 'B'])).toEqual({
      by: 'text',
      places: [1, 0],
    });
  });

  it('tell apart items of one text', () => {
    expect(placesOf([key('01', 'A'), key('02', 'A')], ['1', '2'], ['A', 'A'])).toEqual({
      by: 'number',
      places: [0, 1],
    });
  });
});
