/** A table of values drawn as colours: one row for each thing that is compared, one column for each category. */
export interface HeatRow {
  readonly label: string;
  /** One for each column; `null` where there is no such figure. */
  readonly values: readonly (number | null)[];
}

/**
 * Where a value stands on a scale of colour: 0 to 1 from nothing to the most, or -1 to 1 for a scale with two sides.
 * @param ends the values with the least and the most colour; the first is negative for a scale with two sides
 */
export function colourPlace(value: number, [least, most]: readonly [number, number]): number {
  if (least < 0) return Math.max(-1, Math.min(1, value / Math.max(-least, most)));
  return Math.max(0, Math.min(1, (value - least) / (most - least || 1)));
}
