import { expect, it } from 'vitest';
import { ceilingCell, intervalCell } from '../../../src/pages/report-file/report-cell.ts';
import { inGroups } from '../../../src/pages/ui/in-groups.ts';

it('keeps a figure apart from its interval, so that a line may end between them and nowhere else', () => {
  expect(intervalCell({ mean: 0.1234, lo: 0.1, hi: 0.2 })).toEqual({
    value: '0.123',
    beside: '(0.100 to 0.200)',
  });
  expect(intervalCell({ mean: 0.1234, lo: null, hi: null }, 1)).toEqual({ value: '0.1' });
  expect(intervalCell(undefined)).toEqual({ value: '–' });
  expect(ceilingCell(0.5, 0.75, String)).toEqual({ value: '0.5', beside: '(at most 0.75)' });
});

it('puts columns into as few groups as fit, of like size, and loses none', () => {
  expect(inGroups([1, 2, 3, 4, 5], 4)).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
  expect(inGroups([1, 2], 4)).toEqual([[1, 2]]);
  expect(inGroups([], 4)).toEqual([[]]);
  expect(inGroups([1, 2, 3], Infinity)).toEqual([[1, 2, 3]]);
});
