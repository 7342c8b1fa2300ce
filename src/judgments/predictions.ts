import type { Annotator } from './annotator.ts';
import type { Question } from './question.ts';
import type { Votes } from './votes.ts';

/** One annotator's distributions for one question, row i belonging to item i of the data set. */
export interface Predictions {
  readonly annotator: Annotator;
  readonly question: Question;
  /** 1 where the item was answered; a row that was not is all zero. */
  readonly answered: Uint8Array;
  /**
   * 1 where the annotator was never asked, or its file has no row for the item: such an item is left out of its figures. An item
   * that is neither answered nor missing is a failed answer, which counts against it. Absent if nothing is missing.
   */
  readonly missing?: Uint8Array;
  /** Items x labels, row by row; each answered row sums to 1. Values as stored: rounded to float16. */
  readonly distributions: Float32Array;
  /** Answers behind each distribution where it is counts / K; 0 where it is not. Absent if none is. */
  readonly samples?: Uint32Array;
  /**
   * The samples that named several labels, each of them worth 1 / their number like a person's; the other samples named one. Absent
   * where all did. Places of labels are those of the question; nobody is named.
   */
  readonly several?: Votes;
  /** What was answered to a continuous question, whose `distributions` are empty; absent for the others. */
  readonly numbers?: ModelNumbers;
}

/** A model's numbers for every item, in nested runs: several are samples, one alone is its estimate. */
export interface ModelNumbers {
  /** Numbers of item i are `start[i]` to `start[i + 1]` (exclusive); length items + 1. */
  readonly start: Uint32Array;
  readonly values: Float64Array;
  /** Standard deviation that the model states beside its one number of each item; NaN where it states none. Absent if it never does. */
  readonly spread?: Float64Array;
}

/** The numbers of some items, in the order of their places; -1 stands for an item that has none. */
export function numbersOfItems(
  { start, values, spread }: ModelNumbers,
  items: readonly number[],
): ModelNumbers {
  const own = new Uint32Array(items.length + 1);
  for (const [place, item] of items.entries())
    own[place + 1] = own[place] + (item < 0 ? 0 : start[item + 1] - start[item]);
  const kept = new Float64Array(own[items.length]);
  for (const [place, item] of items.entries())
    if (item >= 0) kept.set(values.subarray(start[item], start[item + 1]), own[place]);
  return {
    start: own,
    values: kept,
    ...(spread && { spread: Float64Array.from(items, (item) => (item < 0 ? NaN : spread[item])) }),
  };
}
