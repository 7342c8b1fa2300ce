import { format } from '../../../numerals/number-form.ts';

const percent = format('.0%');

/** What one annotator gives to the labels of a question. */
export interface AnswerRow {
  /** Places of the labels that it gives something to, in the order of all rows; on a scale all of them. */
  readonly given: readonly number[];
  /** Places of those that round to 0%. */
  readonly nothing: readonly number[];
}

/**
 * The order of labels in every row about one text, so that rows are compared label by label: the first row's largest share first,
 * then what others give most; points of a scale in its order.
 * @param rows shares of the labels, in their order; `null` for one without an answer
 * @param labels how many there are
 */
export function labelOrder(
  rows: readonly (ArrayLike<number> | null)[],
  labels: number,
  onScale: boolean,
): readonly number[] {
  const places = Array.from({ length: labels }, (_, label) => label);
  const [first, ...others] = rows.filter((shares) => shares !== null);
  if (onScale || !first) return places;
  const most = places.map((label) => Math.max(0, ...others.map((shares) => shares[label])));
  return places.sort((a, b) => shown(first[b]) - shown(first[a]) || most[b] - most[a] || a - b);
}

/** A share as it is written, so that what reads as nothing is ordered as nothing. */
function shown(share: number): number {
  return percent(share) === percent(0) ? 0 : share;
}

/**
 * @param shares of the labels, in their own order
 * @param order of the labels in every row
 * @param onScale whether labels are points of a scale, of which none is left out
 */
export function answerRow(shares: ArrayLike<number>, order: readonly number[], onScale: boolean): AnswerRow {
  if (onScale) return { given: order, nothing: [] };
  return {
    given: order.filter((label) => shown(shares[label]) > 0),
    nothing: order.filter((label) => shown(shares[label]) === 0),
  };
}
