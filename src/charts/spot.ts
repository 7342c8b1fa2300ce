import type { Box } from './label-places.ts';

/** A mark that can be pointed at and reached by keyboard: where it is on the picture, and what it says. */
export interface Spot {
  /** Centre and size in pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Its exact values in words, first whose they are, a colon after it: `joy: agreement 0.62 (0.55 to 0.70)`. */
  readonly words: string;
  /** Address of the items behind it; without one it only says its values. */
  readonly href?: string;
}

/** Sides of a spot that a finger can hit (WCAG 2.2, 2.5.8). */
export const SMALLEST_SPOT = 24;
/** Of a spot around one of few large marks. */
export const LARGE_SPOT = 34;

type Place = Pick<Spot, 'x' | 'y' | 'width' | 'height'>;

/** Around a point in pixels. */
export function spotAround(x: number, y: number, side = SMALLEST_SPOT): Place {
  return { x, y, width: side, height: side };
}

/** As high as what a frame encloses. */
export function columnSpot({ top, bottom }: Box, x: number, width: number): Place {
  return { x, y: (top + bottom) / 2, width, height: bottom - top };
}

/** The spot to go to by a key, from the one at `place`; the same place for any other key. */
export function spotByKey(key: string, place: number, spots: number, columns: number): number {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[key];
  if (step !== undefined) {
    const next = place + step;
    return next < 0 || next >= spots ? place : next;
  }
  return key === 'Home' ? 0 : key === 'End' ? spots - 1 : place;
}

/** Where a picture lies that is enlarged to fill a room and stands in the middle of it, as an SVG does. */
export function enlarged(
  spots: readonly Spot[],
  picture: { readonly width: number; readonly height: number },
  room: { readonly width: number; readonly height: number },
): Spot[] {
  const scale = Math.min(room.width / picture.width, room.height / picture.height);
  const left = (room.width - picture.width * scale) / 2;
  const top = (room.height - picture.height * scale) / 2;
  return spots.map(({ x, y, width, height, ...rest }) => ({
    ...rest,
    x: left + x * scale,
    y: top + y * scale,
    width: width * scale,
    height: height * scale,
  }));
}
