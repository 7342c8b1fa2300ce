import { extent, type ScaleContinuousNumeric } from 'd3';
import type { Box } from './label-places.ts';

/** Turns values into pixels. */
export type Scale = ScaleContinuousNumeric<number, number>;

/** Where marks stand: a rectangle in pixels, and the scales over it. */
export interface Frame extends Box {
  readonly x: Scale;
  readonly y: Scale;
  /** Of the part of the picture that it lies in. */
  readonly width: number;
}

/**
 * The frame that is left of a part of a picture when its axes and names have their room.
 * @param part in pixels
 * @param room pixels at each side of it
 * @param x and `y` with their domains; they get their ranges here
 */
export function frameIn(part: Box, room: Box, x: Scale, y: Scale): Frame {
  const [left, right] = [part.left + room.left, part.right - room.right];
  const [top, bottom] = [part.top + room.top, part.bottom - room.bottom];
  x.range([left, right]);
  y.range([bottom, top]);
  return { left, right, top, bottom, x, y, width: part.right - part.left };
}

/**
 * From the least to the greatest of values, with room around them.
 * @param part the room on either side, as a part of what lies between
 * @param single the room where they are all the same
 */
export function roomy(values: Iterable<number>, part: number, single: number): [number, number] {
  const [least = 0, most = 1] = extent(values);
  const room = (most - least) * part || single;
  return [least - room, most + room];
}

/** All of a picture. */
export function whole(width: number, height: number): Box {
  return { left: 0, right: width, top: 0, bottom: height };
}
