import type { Figure, Over, Reasons } from './figures.ts';

export interface ComparisonReport {
  /** Model names, with the method where several share a name; differences are a - b, so negative favours a. */
  readonly a: string;
  readonly b: string;
  /** annotatorKey of a and of b, which tells models apart that share name and method; `null` for a baseline. */
  readonly annotators: readonly [a: string | null, b: string | null];
  /** Items both answered and neither has seen. */
  readonly items: number;
  readonly jsd: PairedDifference;
  readonly squared: PairedDifference;
  readonly crossEntropy: PairedDifference;
  readonly reasons: Readonly<Reasons>;
}

export interface PairedDifference {
  readonly difference: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
  /** Sign-flip p-value, and Holm's adjustment of it over the pairs. */
  readonly p: Figure;
  readonly pAdjusted: Figure;
  readonly over: Over;
}
