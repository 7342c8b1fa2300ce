import type { MeanInterval } from './mean-interval.ts';
import { format } from '../numerals/number-form.ts';

/** A model by its size and its distance from people. */
export interface SizedModel {
  readonly name: string;
  /** Weights, all together. */
  readonly parameters: number;
  /** What it had learnt of the question: nothing, other texts, or people's answers to it. */
  readonly tuning: 'none' | 'other texts' | 'people';
  /** Unbiased squared gap D. */
  readonly gap: MeanInterval;
  /** Address of what is behind it. */
  readonly href?: string;
}

/** A distance from people that needs no model, to hold models against. */
export interface GapLevel {
  readonly name: string;
  readonly role: 'people' | 'reference';
  readonly gap: MeanInterval;
}

const tenths = format('.1~f');

/** How many weights in few characters: `22M`, `3.1B`. */
export function sizeInWords(parameters: number): string {
  const [unit, letter] = parameters >= 1e9 ? [1e9, 'B'] : [1e6, 'M'];
  const amount = parameters / unit;
  return `${amount < 9.95 ? tenths(amount) : Math.round(amount)}${letter}`;
}
