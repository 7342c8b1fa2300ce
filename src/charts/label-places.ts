import { shortened } from './shortened.ts';

/** A point and the words that belong beside it. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

/** Where a label stands: the point of its text that `anchor` names, on its baseline. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end' | 'middle';
}

/** Words with their place. */
export interface PlacedWords extends LabelPlace {
  readonly words: string;
}

const AWAY = 8;

/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How labels are written, and where else than {@link beside} they may stand. */
export interface Lettering {
  /** Width of a character in pixels. */
  readonly character: number;
  /** Height of a line in pixels. */
  readonly line: number;
  /** Places for the label of a point, the best first: to the right of it, then to the left. */
  readonly around: (x: number, y: number) => readonly LabelPlace[];
}

const SMALL: Lettering = { character: 7, line: 14, around: beside };

/**
 * Places for as many labels as there is room for, the first points first.
 * `null` where a label would cover another, a point, what else is there, or the edge.
 * @param within what the labels must stay in
 * @param others what else is there
 */
export function labelPlaces(
  points: readonly LabelledPoint[],
  within: Box,
  others: readonly Box[] = [],
  lettering: Lettering = SMALL,
): (LabelPlace | null)[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  taken.push(...others);
  return points.map(({ x, y, label }) => {
    const place = lettering.around(x, y).find((one) => {
      const box = labelBox(label, one, lettering);
      return isWithin(box, within) && !taken.some((other) => overlap(box, other));
    });
    if (place) taken.push(labelBox(label, place, lettering));
    return place ?? null;
  });
}

/** To the right of a point, to the left, above or below. */
function beside(x: number, y: number): LabelPlace[] {
  return [
    { x: x + AWAY, y: y + 4, anchor: 'start' },
    { x: x - AWAY, y: y + 4, anchor: 'end' },
    { x, y: y - AWAY, anchor: 'middle' },
    { x, y: y + AWAY + 9, anchor: 'middle' },
  ];
}

/**
 * The end of a label that has room for the whole nowhere, on the side of its point that has more.
 * @param width of the picture
 * @param away from the point to the label
 */
export function cutLabel(
  { x, y, label }: LabelledPoint,
  width: number,
  away: number,
  { character, around }: Lettering,
): PlacedWords {
  const isLeft = x > width / 2;
  const room = (isLeft ? x : width - x) - away;
  return { ...around(x, y)[isLeft ? 1 : 0], words: shortened(label, room, character) };
}

/** What a label at a place covers. */
export function labelBox(
  label: string,
  { x, y, anchor }: LabelPlace,
  { character, line }: Pick<Lettering, 'character' | 'line'> = SMALL,
): Box {
  const long = label.length * character;
  const left = x - (anchor === 'start' ? 0 : anchor === 'end' ? long : long / 2);
  // Letters such as p reach below the line they stand on.
  return { left, right: left + long, top: y - line + 3, bottom: y + 3 };
}

/** Whether a box lies in another, up to its edges. */
export function isWithin(box: Box, within: Box): boolean {
  return (
    box.left >= within.left &&
    box.right <= within.right &&
    box.top >= within.top &&
    box.bottom <= within.bottom
  );
}

/** Whether two boxes share more than an edge. */
export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
