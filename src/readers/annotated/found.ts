import type { AskDraft } from './ask-draft.ts';
import type { Mapping } from './mapping.ts';

/** Answers that were found in a table: a mapping but for its columns of texts and ids, and what is not certain about it. */
export interface Found extends Pick<
  Mapping,
  | 'layout'
  | 'rater'
  | 'questions'
  | 'separator'
  | 'questionColumn'
  | 'missing'
  | 'decimalComma'
  | 'labelNames'
  | 'ratersPerText'
> {
  readonly abstentions?: readonly string[];
  /** The table has no texts of its own: not even the column that looked like one. */
  readonly withoutItems?: boolean;
  readonly asks: readonly AskDraft[];
}
