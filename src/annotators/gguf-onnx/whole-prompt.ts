import type { SubwordTokenizer } from '../language-model/subword-tokenizer.ts';
import type { PromptText } from '../language-model/prompt-text.ts';
import { readableText } from '../readable-text.ts';
import type { EncodeText } from '../text-encoder.ts';

/** A prompt as tokens of one whole text. */
export interface WholePrompt {
  /** The same for every text. */
  readonly prefix: Int32Array;
  /** What follows it. */
  readonly encode: EncodeText;
}

/** The last word of what stands before a text, with the space before it: a token may go on from there into the text. */
const LAST_WORD = /\s*\S*$/;

/**
 * Cuts a prompt into tokens as llama.cpp does, which is given prompt and text as one string: a token may begin in the prompt and end in
 * the text, as `"[` does. Only special tokens that the prompt itself has are special.
 *
 * @param most tokens that `encode` gives; a longer text keeps its first ones, followed by those of what stands after it
 */
export function wholePrompt(
  { before, beforeText, after }: PromptText,
  tokenizer: SubwordTokenizer,
  most: (prefix: number) => number,
): WholePrompt {
  const specials = tokenizer.specialTokens.filter((token) => token !== '');
  const lastSpecial = Math.max(0, ...specials.map((token) => endOf(before, token)));
  const cut = Math.max(lastSpecial, before.search(LAST_WORD));
  const firstSpecial = Math.min(
    after.length,
    ...specials.map((token) => after.indexOf(token)).filter((place) => place >= 0),
  );
  const prefix = Int32Array.from(tokenizer.encode(before.slice(0, cut)));
  const closing = tokenizer.encode(after.slice(firstSpecial));
  const ending = Int32Array.from(tokenizer.encode(after));
  const room = most(prefix.length);
  return {
    prefix,
    encode(whole) {
      const { text, isCut } = readableText(whole);
      const written = before.slice(cut) + beforeText + text + after.slice(0, firstSpecial);
      const tokens = Int32Array.from([...tokenizer.encodePlain(written), ...closing]);
      if (tokens.length <= room) return { tokens, truncated: isCut };
      const shortened = tokens.slice(0, room);
      shortened.set(ending, room - ending.length);
      return { tokens: shortened, truncated: true };
    },
  };
}

/** Where a token ends that stands last in a text; 0 where it has none. */
function endOf(text: string, token: string): number {
  const place = text.lastIndexOf(token);
  return place < 0 ? 0 : place + token.length;
}
