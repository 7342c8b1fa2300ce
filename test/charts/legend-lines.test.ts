import { expect, it } from 'vitest';
import { legendLines } from '../../src/charts/legend-lines.ts';

it('goes on in the next line where an entry has no room, and never leaves the first empty', () => {
  const entries = [{ long: 60 }, { long: 40 }, { long: 10 }, { long: 300 }, { long: 20 }];
  expect(legendLines(entries, ({ long }) => long, 100)).toEqual([
    { long: 60, x: 0, line: 0 },
    { long: 40, x: 60, line: 0 },
    { long: 10, x: 0, line: 1 },
    { long: 300, x: 0, line: 2 },
    { long: 20, x: 0, line: 3 },
  ]);
  expect(legendLines([{ long: 300 }], ({ long }) => long, 100)).toEqual([{ long: 300, x: 0, line: 0 }]);
});
