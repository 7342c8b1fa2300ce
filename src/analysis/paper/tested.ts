/** A statistic and the chance of one at least as extreme if nothing were there. */
export interface Tested {
  readonly value: number;
  /** `null` where too few values leave no test. */
  readonly p: number | null;
}
