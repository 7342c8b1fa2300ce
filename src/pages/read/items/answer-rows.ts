import { format } from '../../../numerals/number-form.ts';

const percent = format('.0%');

/** What one annotator gives to the labels of a question. */
export interface AnswerRow {
  /** Places of the labels that it gives something to, the largest share first; points of a scale in its order. */
  readonly given: readonly number[];
  /** Places of those that round to 0%. */
  readonly nothing: readonly number[];
}

/**
 * @param shares of the labels, in their order
 * @param onScale whether labels are points of a scale, of which none is left out
 */
export function answerRow(shares: ArrayLike<number>, onScale: boolean): AnswerRow {
  const places = Array.from(shares, (_, label) => label);
  if (onScale) return { given: places, nothing: [] };
  const isNothing = (label: number) => percent(shares[label]) === percent(0);
  return {
    given: places.filter((label) => !isNothing(label)).sort((a, b) => shares[b] - shares[a] || a - b),
    nothing: places.filter(isNothing),
  };
}
