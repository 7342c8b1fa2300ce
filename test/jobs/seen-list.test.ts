import { describe, expect, it } from 'vitest';
import { readSeenList, type RowsWhere } from '../../src/jobs/seen-list.ts';

const PEOPLE = {
  ids: ['a', 'b', 'c', 'd'],
  texts: ['One, at first', 'Two of them', 'Three', 'Two of them'],
};

const read = (content: string, rows?: readonly RowsWhere[] | 'all', name = 'list.txt') =>
  readSeenList({ name, blob: new Blob([content]) }, PEOPLE, rows);

const ids = async (...given: Parameters<typeof read>) => {
  const found = await read(...given);
  return found.kind === 'list' ? found.ids : found;
};

describe('a list of texts that a model was trained on', () => {
  it('has an id or a text in each line, with a header or without one', async () => {
    expect(await read('b\r\n\n d \nnobody\n')).toEqual({
      kind: 'list',
      ids: ['b', 'd'],
      listed: 3,
      unknown: 1,
    });
    expect(await ids('id\nc\n')).toEqual(['c']);
    expect(await ids('One, at first\nThree')).toEqual(['a', 'c']);
    expect(await ids('["a", "d"]', undefined, 'list.json')).toEqual(['a', 'd']);
  });

  it('means every item with the text', async () => {
    expect(await ids('Two of  them\n')).toEqual(['b', 'd']);
  });

  it('holds few of the items, or few of its lines are items', async () => {
    const others = Array.from({ length: 50 }, (_, number) => `other-${number}`).join('\n');
    expect(await read(`${others}\nb\n`)).toMatchObject({ ids: ['b'], listed: 51, unknown: 50 });
  });

  it('is a column of a table, found by what it holds', async () => {
    expect(await ids('text,label\n"One, at first",joy\nThree,fear\n', undefined, 'train.csv')).toEqual([
      'a',
      'c',
    ]);
    expect(await ids('{"key":"d","label":"joy"}\n{"key":"a","label":"joy"}\n', undefined, 'x.jsonl')).toEqual(
      ['a', 'd'],
    );
  });

  it('is not guessed from a table that says what its rows were used for', async () => {
    const table = 'id,Split\na,train\nb,dev\nc,test\nd,train\n';
    expect(await read(table, undefined, 'data.csv')).toEqual({
      kind: 'which rows',
      columns: [{ name: 'Split', values: ['dev', 'test', 'train'] }],
    });
    expect(await ids(table, [{ column: 'Split', value: 'train' }], 'data.csv')).toEqual(['a', 'd']);
    const both = ['train', 'dev'].map((value) => ({ column: 'Split', value }));
    expect(await ids(table, both, 'data.csv')).toEqual(['a', 'b', 'd']);
    expect(await ids(table, 'all', 'data.csv')).toEqual(['a', 'b', 'c', 'd']);
    await expect(read(table, [{ column: 'split', value: 'train' }], 'data.csv')).rejects.toThrow(
      'It has no column "split"; there are "id", "Split".',
    );
    await expect(read(table, [{ column: 'Split', value: 'Train' }], 'data.csv')).rejects.toThrow('no row');
  });

  it('is refused where it names no item, or different items in two columns', async () => {
    await expect(read('x\ny\n')).rejects.toThrow(
      'list.txt: None of its 2 lines is the id or the text of an item: they begin with “x”, “y”, and the items’ ids with “a”, “b”, “c”.',
    );
    await expect(read('one,other\na,b\nb,c\n', undefined, 'two.csv')).rejects.toThrow(
      'Its columns "one" and "other" hold ids of different texts.',
    );
    expect(await ids('id,other\na,b\nb,c\n', undefined, 'two.csv')).toEqual(['a', 'b']);
  });
});
