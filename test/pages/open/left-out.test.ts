import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { leftOut, leftOutCsv } from '../../../src/pages/open/left-out.ts';
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
