import { PromptError, type Prompt } from '../language-model/prompt.ts';
import { promptText, writeOut } from '../language-model/prompt-text.ts';
import type { EncodedText, EncodeText } from '../text-encoder.ts';
import type { CompletionModel } from './completion-model.ts';

/** A prompt for a model that takes texts. */
export interface CompletionPrompt {
  /** What the model reads about a text. */
  write(text: string): string;
  readonly encode: EncodeText;
  /** The text that was encoded, as far as it is read. */
  decode(encoded: EncodedText): string;
  /** What the model would have to write for a word of a label. */
  answer(word: string): string;
}

/** U+2060, which is not seen and breaks a token's name in two. */
const WORD_JOINER = '\u2060';

/**
 * Puts a prompt to a model that takes texts.
 *
 * How many tokens a text has is known to llama.cpp alone, but none has more than it has bytes. So a text is given as its bytes, and one
 * with more of them than there is room for tokens is cut and counted as cut, even if its tokens might have had room.
 *
 * llama.cpp reads the name of a special token as that token. One that stands in a text is broken by an invisible word joiner,
 * so that nobody's text can end its own turn.
 *
 * @param answerTokens room that is kept for an answer
 * @throws {PromptError} where there is no room for a text
 */
export function completionPrompt(
  prompt: Prompt,
  { positions, renderChat, specialTokens }: CompletionModel,
  answerTokens: number,
): CompletionPrompt {
  const pieces = promptText(prompt, renderChat);
  const encoder = new TextEncoder();
  const around = encoder.encode(writeOut(pieces, '')).length;
  const words = Object.values(prompt.words).flat();
  const longest = Math.max(...words.map((word) => encoder.encode(word + pieces.afterWord).length + 1));
  const most = positions - around - Math.max(answerTokens, longest);
  if (most < 1)
    throw new PromptError(
      prompt,
      `it may leave no room for a text in the ${positions} tokens that the model reads here.`,
    );
  const special = new RegExp(
    specialTokens
      .toSorted((a, b) => b.length - a.length)
      .filter((token) => token.length > 1 && token.trim() !== '')
      .map((token) => token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|') || '(?!)',
    'g',
  );
  const plain = (text: string) =>
    text.replace(special, (name) => {
      const [first, ...rest] = name;
      return first + WORD_JOINER + rest.join('');
    });
  return {
    write: (text) => writeOut(pieces, plain(text)),
    encode(text) {
      const bytes = encoder.encode(plain(text));
      const tokens = Int32Array.from(bytes.subarray(0, wholeCharacters(bytes, most)));
      return { tokens, truncated: tokens.length < bytes.length };
    },
    decode: ({ tokens }) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(tokens)),
    answer: (word) => pieces.beforeWord + word + pieces.afterWord,
  };
}

/** Where to cut, so that no character is cut in two. */
function wholeCharacters(bytes: Uint8Array, most: number): number {
  let end = Math.min(bytes.length, most);
  // A byte of the form 10xxxxxx goes on with a character.
  while (end > 0 && end < bytes.length && (bytes[end] & 0xc0) === 0x80) end--;
  return end;
}
