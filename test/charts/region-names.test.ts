import { expect, it } from 'vitest';
import type { MapRegionMark } from '../../src/charts/map-region.ts';
import { regionNames } from '../../src/charts/region-names.ts';

const PLOT = { left: 0, right: 400, top: 0, bottom: 300 };
const ROOM = { left: 0, top: 0, side: 300 };
const AT_REST = { k: 1, x: 0, y: 0 };

function region(name: string, texts: number, ...places: [number, number][]): MapRegionMark {
  const own = { name, texts, isChosen: false, words: `${name}: ${texts} texts`, href: `#${name}` };
  return { ...own, places: places.map(([x, y]) => ({ x, y })) };
}

const names = (regions: MapRegionMark[], sight = AT_REST, words = 3) =>
  regionNames(regions, ROOM, sight, PLOT, words, 14).map(({ name }) => name);

it('names large regions first, and marks one without a name where the other’s would be covered', () => {
  const [large, small] = regionNames(
    [region('exam', 10, [0.5, 0.5]), region('storm', 90, [0.5, 0.52])],
    ROOM,
    AT_REST,
    PLOT,
    3,
    14,
  );
  expect(large).toMatchObject({ name: 'storm', x: 150, y: 0.52 * 300 - 14, href: '#storm' });
  expect(small).toMatchObject({ name: null, x: 150, y: 0.5 * 300 - 14, words: 'exam: 10 texts' });
});

it('names the chosen region before larger ones, and stands elsewhere where it can', () => {
  const chosen = { ...region('exam', 10, [0.5, 0.5]), isChosen: true };
  const other = region('storm', 90, [0.5, 0.52], [0.5, 0.9]);
  expect(names([other, chosen])).toEqual(['exam', 'storm']);
});

it('keeps a name within the plot and cuts off words that are too many', () => {
  const [{ name, x, width }] = regionNames([region('a, b, c', 1, [0, 0.5])], ROOM, AT_REST, PLOT, 2, 14);
  expect(name).toBe('a, b');
  expect(x).toBeCloseTo(width / 2 + 2);
});

it('leaves out what is out of sight', () => {
  const regions = [region('exam', 10, [0.1, 0.1]), region('storm', 90, [0.9, 0.9])];
  expect(names(regions, { k: 3, x: 0, y: 0 })).toEqual(['exam']);
});
