import type { Annotator } from '../judgments/annotator.ts';
import type { EncodedText, EncodeText } from './text-encoder.ts';

/** A loaded model that answers its questions about any text. */
export interface TextAnnotator {
  readonly annotator: Annotator;
  readonly encode: EncodeText;
  /** Tokens with padding that it answers fastest in one batch. */
  readonly batchTokens: number;
  /** Batches that it answers side by side; without it one. */
  readonly batchesAtOnce?: number;
  /**
   * Answers every question about each text of a batch. An answer depends on its text alone, not on the batch.
   *
   * @returns one array per question, texts x labels row by row; each row sums to 1, or, for a model that is asked for
   *   samples, to the share of its answers that gave a label, or to what it stated if it is asked for percentages
   * @throws {UnusableOutputError} where an output is not a distribution
   */
  answer(batch: readonly EncodedText[]): Promise<Float64Array[]>;
}

/** The model gave numbers that are no distribution for one text of a batch. */
export class UnusableOutputError extends Error {
  override readonly name = 'UnusableOutputError';

  constructor(
    /** Place of the text in its batch, from 0. */
    readonly place: number,
    message: string,
  ) {
    super(message);
  }
}
