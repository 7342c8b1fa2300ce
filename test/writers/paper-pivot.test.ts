import { expect, it } from 'vitest';
import { paperRow } from '../../src/analysis/paper/paper-row.ts';
import { pivot, pivotTsv, sortedLines } from '../../src/writers/paper-pivot.ts';

const row = (model: string, metric: string, value: number | null, beside = {}) =>
  paperRow({ table: 'divergence', model, metric, value, ...beside });
const table = pivot('divergence', [
  row('model-10', 'jsd_mean', 0.25, { lo: 0.2, hi: 1 / 3 }),
  row('model-10', 'jsd_sd', 0.1),
  row('model-2', 'jsd_mean', 0.125, { lo: 0.1, hi: 0.15 }),
  row('Zeta\tQ4', 'jsd_mean', null),
  row('Zeta\tQ4', 'jsd_sd', -0.5),
]);
const models = (lines: readonly { about: readonly string[] }[]) => lines.map(({ about }) => about[0]);

it('sorts by names as people do, numbers in them by size', () => {
  expect(models(sortedLines(table, { column: 0, ascending: true }))).toEqual([
    'model-2',
    'model-10',
    'Zeta\tQ4',
  ]);
});

it('sorts by a figure’s value and not by its words, lines without one last either way', () => {
  expect(models(sortedLines(table, { column: 1, ascending: true }))).toEqual([
    'model-2',
    'model-10',
    'Zeta\tQ4',
  ]);
  expect(models(sortedLines(table, { column: 1, ascending: false }))).toEqual([
    'model-10',
    'model-2',
    'Zeta\tQ4',
  ]);
  expect(models(sortedLines(table, { column: 2, ascending: true }))).toEqual([
    'Zeta\tQ4',
    'model-10',
    'model-2',
  ]);
});

it('is pasted with every digit, ends of intervals apart, and one line for each of the table', () => {
  const lines = pivotTsv(table, sortedLines(table, { column: 1, ascending: false })).split('\n');
  expect(lines).toEqual([
    'model\tjsd_mean\tjsd_mean_lo\tjsd_mean_hi\tjsd_sd',
    `model-10\t0.25\t0.2\t${1 / 3}\t0.1`,
    'model-2\t0.125\t0.1\t0.15\t',
    'Zeta Q4\t\t\t\t-0.5',
    '',
  ]);
});
