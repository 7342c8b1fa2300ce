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

const CHARACTER = 7;
const LINE = 14;
const AWAY = 8;

/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Places for as many labels as there is room for, the first points first: to the right of the point, to the left, above or below.
 * `null` where a label would cover another, a point, what else is there, or the edge.
 * @param within what the labels must stay in
 * @param others what else is there
 */
export function labelPlaces(
  points: readonly LabelledPoint[],
  within: Box,
  others: readonly Box[] = [],
): (LabelPlace | null)[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  taken.push(...others);
  return points.map(({ x, y, label }) => {
    const long = label.length * CHARACTER;
    const places: LabelPlace[] = [
      { x: x + AWAY, y: y + 4, anchor: 'start' },
      { x: x - AWAY, y: y + 4, anchor: 'end' },
      { x, y: y - AWAY, anchor: 'middle' },
      { x, y: y + AWAY + 9, anchor: 'middle' },
    ];
    for (const place of places) {
      const left = place.x - (place.anchor === 'start' ? 0 : place.anchor === 'end' ? long : long / 2);
      const box = { left, right: left + long, top: place.y - LINE + 3, bottom: place.y + 3 };
      if (box.left < within.left || box.right > within.right) continue;
      if (box.top < within.top || box.bottom > within.bottom) continue;
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      return place;
    }
    return null;
  });
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
