/** Both ends are whole numbers and points of the scale. */
export interface Scale {
  readonly lowest: number;
  readonly highest: number;
  /** From one point to the next; 1 where it is absent. */
  readonly step?: number;
}

/** A scale that a person declares is filled up to a slider's 0 to 100. */
export const WIDEST_FILLED = 100;

/** Whether both ends are whole numbers, the lower one first, at most {@link WIDEST_FILLED} steps apart. */
export function isScale({ lowest, highest, step = 1 }: Scale): boolean {
  const whole = Number.isInteger(lowest) && Number.isInteger(highest);
  return whole && lowest < highest && step > 0 && (highest - lowest) / step <= WIDEST_FILLED;
}

/** The points of a scale, ascending. */
export function scalePoints({ lowest, highest, step = 1 }: Scale): number[] {
  const points = Math.round((highest - lowest) / step) + 1;
  return Array.from({ length: points }, (_, place) => Number((lowest + place * step).toFixed(6)));
}
