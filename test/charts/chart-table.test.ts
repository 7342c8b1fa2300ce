import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { chartCsv } from '../../src/charts/chart-table.ts';

it('writes numbers in full, nothing for nothing, and no formula that a spreadsheet would run', () => {
  const csv = chartCsv({
    columns: ['label', 'value, mean'],
    rows: [
      ['=HYPERLINK("http://x")', 0.1 + 0.2],
      ['+1', -3],
      ['a "b"\nc', null],
    ],
  });
  expect(parse(csv)).toEqual([
    ['label', 'value, mean'],
    ['\'=HYPERLINK("http://x")', '0.30000000000000004'],
    ["'+1", '-3'],
    ['a "b"\nc', ''],
  ]);
});
