/** A text on two axes of numbers, with the ends of its intervals where there are any. */
export interface NumberMark {
  readonly x: number;
  readonly y: number;
  readonly xEnds?: readonly [number, number];
  readonly yEnds?: readonly [number, number];
}
