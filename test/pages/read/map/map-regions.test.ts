import { expect, it } from 'vitest';
import type { RegionGap } from '../../../../src/map/region-gaps.ts';
import {
  pWords,
  regionMarks,
  regionRows,
  regionsFinding,
  shownRegions,
} from '../../../../src/pages/read/map/map-regions.ts';

const gap = (mean: number | null, difference: number | null, pAdjusted: number | null): RegionGap => ({
  judged: 12,
  squared: { mean, lo: mean && mean - 0.1, hi: mean && mean + 0.1, over: 'items only' },
  difference,
  p: pAdjusted,
  pAdjusted,
  reason: mean === null ? 'Too few judged texts: 12, and 20 are needed.' : null,
});

const MAP = {
  region: Uint16Array.of(0, 0, 1, 2, 0xffff),
  regions: [{ name: 'exam' }, { name: 'garden' }, { name: 'goal' }],
  places: Float32Array.of(0, 0, 0.5, 1, 1, 1, 0.2, 0.3, NaN, NaN),
};
const hrefOf = (name: string) => `#${name}`;

it('regions are listed by where the model is wrong, and the finding says which differ', () => {
  const regions = shownRegions(
    MAP,
    [gap(0.1, -0.2, 0.01), gap(0.5, 0.3, 0.0004), gap(null, null, null)],
    hrefOf,
  );
  expect(regions.map(({ texts }) => texts)).toEqual([2, 1, 1]);
  expect(regionRows(regions).map(({ label, href }) => [label, href])).toEqual([
    ['garden', '#garden'],
    ['exam', '#exam'],
  ]);
  expect(regionsFinding(regions)).toBe(
    'Mean D is greatest around “garden”: 0.500 (0.400 to 0.600). After Holm’s correction over 2 regions (p < 0.05), it is greater than elsewhere around “garden”, and smaller than elsewhere around “exam”.',
  );
  expect(regionMarks(MAP, regions)[0]).toMatchObject({
    x: 0.25,
    y: expect.closeTo(0.1, 6) as number,
    texts: 2,
    href: '#exam',
  });
  expect(regionMarks(MAP, regions)[2].words).toBe(
    'goal: 1 text, no D: Too few judged texts: 12, and 20 are needed.',
  );
});

it('the finding says where none differs, and nothing without figures', () => {
  const none = shownRegions(MAP, [gap(0.1, 0.01, 0.7), gap(0.09, -0.01, 1), gap(0.05, 0, 1)], hrefOf);
  expect(regionsFinding(none)).toMatch(/over 3 regions, none differs from the other texts \(p < 0.05\)\.$/);
  expect(regionsFinding(shownRegions(MAP, null, hrefOf))).toBe('');
  const alone = shownRegions(
    MAP,
    [gap(0.1, null, null), gap(null, null, null), gap(null, null, null)],
    hrefOf,
  );
  expect(regionsFinding(alone)).toBe('Mean D is greatest around “exam”: 0.100 (0.000 to 0.200).');
});

it('a p-value is written to three decimals', () => {
  expect([null, 0.0004, 0.0314].map(pWords)).toEqual(['–', '< 0.001', '0.031']);
});
