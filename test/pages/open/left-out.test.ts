import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { leftOut, leftOutCsv, refusals } from '../../../src/pages/open/left-out.ts';
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
