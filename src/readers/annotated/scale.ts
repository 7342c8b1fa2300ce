/** Both ends are whole numbers and points of the scale. */
export interface Scale {
  readonly lowest: number;
  readonly highest: number;
  /** From one point to the next; 1 where it is absent. */
  readonly step?: number;
}

/** A scale that a person declares is filled up to a slider's 0 to 100. */
export const WIDEST_FILLED = 100;

/** Whether both ends are whole numbers, the lower one first, and whole steps apart, at most {@link WIDEST_FILLED}. */
export function isScale({ lowest, highest, step = 1 }: Scale): boolean {
  const whole = Number.isInteger(lowest) && Number.isInteger(highest);
  const steps = (highest - lowest) / step;
  return whole && lowest < highest && step > 0 && isWhole(steps) && steps <= WIDEST_FILLED;
}

/** The points of a scale, ascending. */
export function scalePoints({ lowest, highest, step = 1 }: Scale): number[] {
  const points = Math.round((highest - lowest) / step) + 1;
  return Array.from({ length: points }, (_, place) => Number((lowest + place * step).toFixed(6)));
}

/** Whether a number is whole but for the rounding of fractions such as 0.1. */
export function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6;
}

/** A scale in words, after "from": `1 to 7`, `1 to 7 in steps of 2`. */
export function scaleWords({ lowest, highest, step = 1 }: Scale): string {
  return `${lowest} to ${highest}${step === 1 ? '' : ` in steps of ${step}`}`;
}
