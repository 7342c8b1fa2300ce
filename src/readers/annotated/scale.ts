/** Both ends are whole numbers and points of the scale. */
export interface Scale {
  readonly lowest: number;
  readonly highest: number;
}

/** A scale that a person declares is filled up to a slider's 0 to 100. */
export const WIDEST_FILLED = 100;

/** Whether both ends are whole numbers, the lower one first, at most {@link WIDEST_FILLED} apart. */
export function isScale({ lowest, highest }: Scale): boolean {
  const whole = Number.isInteger(lowest) && Number.isInteger(highest);
  return whole && lowest < highest && highest - lowest <= WIDEST_FILLED;
}

/** The points of a scale, ascending. */
export function scalePoints({ lowest, highest }: Scale): number[] {
  return Array.from({ length: highest - lowest + 1 }, (_, step) => lowest + step);
}
