import type { LabelTrie } from '../language-model/label-trie.ts';
import type { Prompt } from '../language-model/prompt.ts';
import { promptText, writeOut } from '../language-model/prompt-text.ts';
import { tokenisePrompt } from '../language-model/prompt-tokens.ts';
import type { EncodeText } from '../text-encoder.ts';
import type { RowsRead } from './row-decoder.ts';
import type { RowModel } from './row-model.ts';
import { wholePrompt } from './whole-prompt.ts';

/** Tokens of a batch: enough that unpacking the weights, which every pass does, is a small part of it, and few enough to be stopped. */
export const BATCH_TOKENS = 384;

/** A prompt that was put to a model. */
export interface RowPrompt {
  /** The prompt as the model reads it about a text. */
  write(text: string): string;
  readonly encode: EncodeText;
  /** @throws {PromptError} where words of two labels cannot be told apart by their tokens */
  trie(): LabelTrie;
  /** Its beginning, which is read once. */
  readBeginning(): Promise<RowsRead>;
}

/**
 * @param answerTokens room that is kept for an answer, at least the longest word's
 * @throws {PromptError} where there is no room for a text
 */
export function rowPrompt(
  { decoder, tokenizer, positions }: RowModel,
  prompt: Prompt,
  answerTokens = 0,
): RowPrompt {
  const pieces = promptText(prompt, tokenizer.renderChat);
  const { trie, words } = tokenisePrompt(prompt, pieces, tokenizer, positions, answerTokens);
  const answer = Math.max(answerTokens, ...words.map(({ tokens }) => tokens.length));
  const { prefix, encode } = wholePrompt(pieces, tokenizer, (read) => positions - read - answer);
  let reading: Promise<RowsRead> | undefined;
  return {
    write: (text) => writeOut(pieces, text),
    encode,
    trie,
    readBeginning() {
      // A failed reading is forgotten, so that trying again can work.
      reading ??= decoder.readBeginning(prefix).catch((error: unknown) => {
        reading = undefined;
        throw error;
      });
      return reading;
    },
  };
}
