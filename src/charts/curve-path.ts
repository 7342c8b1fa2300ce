import { area, line } from 'd3';
import type { Frame } from './frame.ts';

type Scales = Pick<Frame, 'x' | 'y'>;

/**
 * A curve as the path of an SVG; `null` through no point.
 * @param at x and y of a point in the units of the scales
 */
export function curvePath<Point>(
  { x, y }: Scales,
  points: Iterable<Point>,
  at: (point: Point) => readonly [number, number],
): string | null {
  const path = line<readonly [number, number]>(
    ([across]) => x(across),
    ([, up]) => y(up),
  );
  return path(Array.from(points, at));
}

/**
 * What lies between two curves; `null` where there is nothing.
 * @param at x of a point, and where the one curve and the other stand there, in the units of the scales
 */
export function bandPath<Point>(
  { x, y }: Scales,
  points: Iterable<Point>,
  at: (point: Point) => readonly [across: number, from: number, to: number],
): string | null {
  const path = area<readonly [number, number, number]>(
    ([across]) => x(across),
    ([, from]) => y(from),
    ([, , to]) => y(to),
  );
  return path(Array.from(points, at));
}
