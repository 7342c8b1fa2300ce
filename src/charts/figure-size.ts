/** Size of a chart's words in its own pixels. */
const WORDS = 13;
const POINTS_PER_INCH = 72;
const MILLIMETRES_PER_INCH = 25.4;

/** Widths that journals ask for: one column, one and a half, two. */
export const COLUMN_WIDTHS = [85, 120, 174] as const;
export const LEAST_MILLIMETRES = 40;
export const MOST_MILLIMETRES = 400;
export const LEAST_POINTS = 5;
export const MOST_POINTS = 24;

/**
 * How many of its own pixels a picture is wide, so that its words have a size in points when it is printed as wide as asked for.
 * @param millimetres width in print
 * @param points size of the words in print
 */
export function pixelsAcross(millimetres: number, points: number): number {
  return ((millimetres / MILLIMETRES_PER_INCH) * POINTS_PER_INCH * WORDS) / points;
}
