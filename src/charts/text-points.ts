import { max, min, polygonContains } from 'd3';
import type { Box } from './label-places.ts';

/** A colour of points, as the key has it. */
export interface PointKind {
  readonly name: string;
  /** As CSS has it: a variable of the page's colours. */
  readonly colour: string;
}

/** Points of one colour by their places among all, in the order in which they are drawn. */
export type PointGroups = readonly Uint32Array[];

/** Radius of a point in pixels: of many points smaller ones, or they cover one another. */
export function pointRadius(points: number): number {
  return Math.max(1, Math.min(4.5, 7 - 1.35 * Math.log10(Math.max(points, 1))));
}

/** Groups points by kind: a kind of -1 is none, and its points are in no group. */
export function pointGroups(kind: Int16Array, kinds: number): PointGroups {
  const counts = new Uint32Array(kinds);
  for (const own of kind) if (own >= 0) counts[own]++;
  const groups = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  for (const [point, own] of kind.entries()) if (own >= 0) groups[own][counts[own]++] = point;
  return groups;
}

/** How points come to stand in a room: one scale for both directions, so that distances stay what they are. */
export interface Room {
  readonly left: number;
  readonly top: number;
  /** Pixels for 1. */
  readonly side: number;
}

/** The room of a rectangle in which all points stand in the middle, as large as they can be. */
export function roomIn({ left, right, top, bottom }: Box, places: Float32Array): Room {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const [at, place] of places.entries()) {
    if (Number.isNaN(place)) continue;
    low[at & 1] = Math.min(low[at & 1], place);
    high[at & 1] = Math.max(high[at & 1], place);
  }
  const [wide, tall] = [high[0] - low[0], high[1] - low[1]];
  const side = Math.min((right - left) / wide, (bottom - top) / tall);
  if (!Number.isFinite(side)) return { left, top, side: 1 };
  return {
    left: (left + right - wide * side) / 2 - low[0] * side,
    top: (top + bottom - tall * side) / 2 - low[1] * side,
    side,
  };
}

/** Places in pixels, x and y point by point; NaN where there is none. */
export function placesIn(room: Room, places: Float32Array): Float32Array {
  return places.map((place, at) => (at & 1 ? room.top : room.left) + place * room.side);
}

/** How far a picture of points is moved and enlarged. */
export interface Sight {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

/** Draws groups of points onto a canvas, each in its colour. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  pixels: Float32Array,
  groups: PointGroups,
  colours: readonly string[],
  radius: number,
  { k, x, y }: Sight,
): void {
  const { width, height } = context.canvas;
  const scale = context.getTransform().a;
  const [right, bottom] = [width / scale + radius, height / scale + radius];
  // Squares of two pixels look as discs do, and are drawn several times faster.
  const isSmall = radius * scale < 2.2;
  for (const [kind, group] of groups.entries()) {
    context.fillStyle = colours[kind];
    if (!isSmall) context.beginPath();
    for (const point of group) {
      const left = pixels[2 * point] * k + x;
      const top = pixels[2 * point + 1] * k + y;
      if (!(left > -radius && top > -radius && left < right && top < bottom)) continue;
      if (isSmall) context.fillRect(left - radius, top - radius, 2 * radius, 2 * radius);
      else {
        context.moveTo(left + radius, top);
        context.arc(left, top, radius, 0, 2 * Math.PI);
      }
    }
    if (!isSmall) context.fill();
  }
}

/** The same points as the path of an SVG: each a line of no length, which round ends make a disc. */
export function pointsPath(pixels: Float32Array, group: Uint32Array, { k, x, y }: Sight, room: Box): string {
  const parts: string[] = [];
  // For programs.
  // eslint-disable-next-line no-restricted-syntax
  const tenths = (pixel: number) => pixel.toFixed(1);
  for (const point of group) {
    const left = pixels[2 * point] * k + x;
    const top = pixels[2 * point + 1] * k + y;
    if (left >= room.left && left <= room.right && top >= room.top && top <= room.bottom)
      parts.push(`M${tenths(left)} ${tenths(top)}h0`);
  }
  return parts.join('');
}

/** The point nearest to a place on the picture, if it is within reach; `null` where none is. */
export function pointAt(
  pixels: Float32Array,
  { k, x, y }: Sight,
  at: readonly [number, number],
  reach: number,
): number | null {
  let found: number | null = null;
  let least = reach * reach;
  for (let point = 0; 2 * point < pixels.length; point++) {
    const square = (pixels[2 * point] * k + x - at[0]) ** 2 + (pixels[2 * point + 1] * k + y - at[1]) ** 2;
    if (square < least) {
      least = square;
      found = point;
    }
  }
  return found;
}

/** The points within a line that was drawn around them, whose ends meet. */
export function pointsWithin(
  pixels: Float32Array,
  { k, x, y }: Sight,
  line: readonly (readonly [number, number])[],
): Uint32Array {
  const [left, right] = [min(line, ([x]) => x) ?? 0, max(line, ([x]) => x) ?? 0];
  const [top, bottom] = [min(line, ([, y]) => y) ?? 0, max(line, ([, y]) => y) ?? 0];
  const found: number[] = [];
  for (let point = 0; 2 * point < pixels.length; point++) {
    const own: [number, number] = [pixels[2 * point] * k + x, pixels[2 * point + 1] * k + y];
    if (!(own[0] >= left && own[0] <= right && own[1] >= top && own[1] <= bottom)) continue;
    if (polygonContains(line as [number, number][], own)) found.push(point);
  }
  return Uint32Array.from(found);
}

/** The function with its last answer kept, for as long as it is asked the same. */
export function keepingLast<Asked extends readonly unknown[], Answer>(
  answer: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  let last: { readonly asked: Asked; readonly answer: Answer } | null = null;
  return (...asked) => {
    if (!last || !asked.every((one, place) => one === last!.asked[place]))
      last = { asked, answer: answer(...asked) };
    return last.answer;
  };
}
