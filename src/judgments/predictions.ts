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
}
