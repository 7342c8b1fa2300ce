import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { filesLeftOut, leftOut, leftOutCsv, refusals } from '../../../src/pages/open/left-out.ts';
import { listedLosses } from '../../../src/readers/predictions/listed-losses.ts';
import { readFiles } from '../../../src/readers/read-files.ts';

it('sorts what was not used, counts all of it and writes what is known of it', async () => {
  const people = 'id,text,rater,label\nt0,One,A,bad\nt0,One,B,fine\nt0,Other,C,bad\n';
  const failing = Array.from({ length: 103 }, () => 't0,"=no, ""idea"""');
  const answers = ['id,response', 't0,bad', 't9,fine', 't8,fine', 't9,bad', ...failing, 'x,y,z'].join('\n');
  const { dataset, predictions } = await readFiles([
    { name: 'people.csv', blob: new Blob([people]) },
    { name: 'answers.csv', blob: new Blob([answers]) },
  ]);
  const sorts = leftOut([...dataset!.sources, ...listedLosses(predictions!)]);
  expect(sorts.map(({ what, count, rows }) => [what, count, rows.length])).toEqual([
    ['row', 2, 2],
    ['answer', 103, 101],
    ['id', 2, 2],
  ]);
  const rows = parse(leftOutCsv(sorts[1])) as string[][];
  expect(rows[0]).toEqual(['file', 'line', 'reason', 'content']);
  expect(rows[1].slice(0, 2)).toEqual(['answers.csv', '6']);
  expect(rows[1][3]).toContain('no, "idea"');
  expect(rows).toHaveLength(102);
  expect(leftOut(dataset!.sources.map((source) => ({ ...source, skipped: [] })))).toEqual([]);
});

it('says how many of the answers that were not understood are refusals', async () => {
  const people = 'id,text,rater,label\nt0,One,A,bad\nt1,Two,A,fine\nt2,Three,A,bad\n';
  const read = async (answers: readonly string[]) => {
    const { dataset, predictions } = await readFiles([
      { name: 'people.csv', blob: new Blob([people]) },
      { name: 'answers.csv', blob: new Blob([['id,response', ...answers].join('\n')]) },
    ]);
    return leftOut([...dataset!.sources, ...listedLosses(predictions!)]).map(refusals);
  };
  expect(await read(['t0,bad', "t1,I'm sorry but I can't say.", 't2,purple'])).toEqual([
    ', 1 of them a refusal',
  ]);
  expect(await read(['t0,bad', 't1,I am sorry.', 't2,I am sorry.'])).toEqual([', all of them refusals']);
  expect(await read(['t0,bad', 't1,I am sorry.'])).toEqual([', a refusal']);
  expect(await read(['t0,bad', 't1,fine', 't2,purple'])).toEqual(['']);
  const many = Array.from({ length: 150 }, (_, at) => `t${at % 3},I am sorry. I cannot say this. ${at}`);
  expect((await read(['t0,bad', ...many]))[0]).toMatch(/^, \d+ or more of them refusals$/);
});

describe('files of which little is used', () => {
  const table = (name: string, ...rows: string[]) => ({
    name,
    blob: new Blob([['id,text,rater,label', ...rows].join('\n')]),
  });
  const first = table('first.csv', 'a,One,A,x', 'a,One,B,y', 'b,Two,A,y', 'b,Two,B,y', 'c,Three,A,x');
  const read = async (...files: { name: string; blob: Blob }[]) =>
    filesLeftOut((await readFiles(files)).dataset!.sources);

  it('are named where their ids are those of other texts', async () => {
    const other = table('other.csv', 'a,Taxes,C,x', 'a,Taxes,D,y', 'b,Schools,C,y', 'b,Schools,D,x');
    expect(await read(first, other)).toMatchObject([
      { name: 'other.csv', rows: 4, of: 4, otherTexts: true, first: { line: 2 } },
    ]);
    const mostly = table('mostly.csv', 'a,Taxes,C,x', 'b,Schools,C,y', 'd,Four,C,y');
    expect(await read(first, mostly)).toMatchObject([{ name: 'mostly.csv', rows: 2, of: 3 }]);
  });

  it('are not those with a slip or two, nor one whose own rows differ', async () => {
    const slip = table('slip.csv', 'a,Taxes,C,x', 'b,Two,C,y', 'c,Three,C,y');
    expect(await read(first, slip)).toEqual([]);
    expect(await read(table('own.csv', 'a,One,A,x', 'a,Two,B,y', 'a,Three,C,y'))).toEqual([]);
  });
});
