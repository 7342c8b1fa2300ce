import type { Annotator } from '../../judgments/annotator.ts';
import { rowWidth } from '../../files/answer-sets.ts';
import type { TextAnnotator } from '../text-annotator.ts';
import type { EncodedText, EncodeText } from '../text-encoder.ts';

/** What answers about texts in words, in one engine or another. */
export interface WordedEngine<Answer> {
  readonly encode: EncodeText;
  readonly batchTokens: number;
  /** The prompt as the model would read it about a text. */
  write(text: string): string;
  /** As much of a text as the model reads; left out, all of it is written into the prompt that is shown. */
  readable?(text: string): string;
  /** What the rule found in its answers, one for each text of the batch. */
  answersTo(batch: readonly EncodedText[]): Promise<Answer[]>;
}

/** A model whose answers in words are read by a rule. */
export interface WordedAnnotator<Answer> extends TextAnnotator {
  write(text: string): string;
  /** The prompt as the model read it, and what was found in its answer. */
  ask(text: string): Promise<{ readonly prompt: string; readonly answer: Answer }>;
}

/**
 * @param count adds an answer to the text's row, which is all zero
 */
export function wordedAnnotator<Answer>(
  annotator: Annotator,
  { encode, batchTokens, write, readable, answersTo }: WordedEngine<Answer>,
  count: (answer: Answer, row: Float64Array) => void,
): WordedAnnotator<Answer> {
  const width = rowWidth(annotator, annotator.questions[0]);
  return {
    annotator,
    encode,
    batchTokens,
    write,
    async answer(batch) {
      const rows = new Float64Array(batch.length * width);
      for (const [place, answer] of (await answersTo(batch)).entries())
        count(answer, rows.subarray(place * width, (place + 1) * width));
      return [rows];
    },
    async ask(text) {
      const [answer] = await answersTo([encode(text)]);
      return { prompt: write(readable ? readable(text) : text), answer };
    },
  };
}
