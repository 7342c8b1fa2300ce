import { describe, expect, it } from 'vitest';
import {
  keepingLast,
  placesIn,
  pointAt,
  pointGroups,
  pointRadius,
  pointsPath,
  pointsWithin,
  roomIn,
} from '../../src/charts/text-points.ts';

const SIGHT = { k: 1, x: 0, y: 0 };
const BOX = { left: 0, right: 200, top: 0, bottom: 100 };
/** Corners of a square, and one point without a place. */
const PLACES = Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1, NaN, NaN);

describe('points of a map', () => {
  it('stand in the middle of their room, as large as they can, with one scale', () => {
    const room = roomIn(BOX, PLACES);
    expect(room).toEqual({ left: 50, top: 0, side: 100 });
    expect([...placesIn(room, PLACES)]).toEqual([50, 0, 150, 0, 50, 100, 150, 100, NaN, NaN]);
    expect(roomIn(BOX, Float32Array.of(0.5, 0.5)).side).toBe(1);
  });

  it('are grouped by their colour, and one without is in no group', () => {
    expect(pointGroups(Int16Array.of(1, 0, -1, 1), 3).map((group) => [...group])).toEqual([[1], [0, 3], []]);
  });

  it('are found where they are seen, moved and enlarged as they are', () => {
    const pixels = placesIn(roomIn(BOX, PLACES), PLACES);
    expect(pointAt(pixels, SIGHT, [52, 3], 9)).toBe(0);
    expect(pointAt(pixels, SIGHT, [100, 50], 9)).toBeNull();
    expect(pointAt(pixels, { k: 2, x: -100, y: 10 }, [200, 10], 9)).toBe(1);
  });

  it('are within a line that goes around them, however it goes', () => {
    const pixels = placesIn(roomIn(BOX, PLACES), PLACES);
    const left = [
      [40, -10],
      [60, -10],
      [60, 110],
      [40, 110],
    ] as const;
    expect([...pointsWithin(pixels, SIGHT, left)]).toEqual([0, 2]);
    expect([...pointsWithin(pixels, { ...SIGHT, x: 100 }, left)]).toEqual([]);
    expect([...pointsWithin(pixels, SIGHT, [])]).toEqual([]);
  });

  it('are in a file as far as they are seen', () => {
    const pixels = placesIn(roomIn(BOX, PLACES), PLACES);
    expect(pointsPath(pixels, Uint32Array.of(0, 3), SIGHT, BOX)).toBe('M50.0 0.0h0M150.0 100.0h0');
    expect(pointsPath(pixels, Uint32Array.of(0, 3), { ...SIGHT, x: 60 }, BOX)).toBe('M110.0 0.0h0');
  });

  it('are smaller where they are many', () => {
    const sizes = [10, 100, 1000, 50_000, 1e6].map(pointRadius);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes[0]).toBe(4.5);
    expect(sizes[4]).toBe(1);
  });

  it('are computed once for as long as nothing changes', () => {
    let times = 0;
    const twice = keepingLast((value: number) => {
      times++;
      return 2 * value;
    });
    expect([twice(1), twice(1), twice(2), twice(1)]).toEqual([2, 2, 4, 2]);
    expect(times).toBe(3);
  });
});
