import type { EncodeText } from '../text-encoder.ts';
import { AmbiguousWordsError, LabelTrie, type LabelWord } from './label-trie.ts';
import { PromptError, type Prompt } from './prompt.ts';
import type { PromptText } from './prompt-text.ts';
import type { SubwordTokenizer } from './subword-tokenizer.ts';
import { readableText } from '../readable-text.ts';

/** A prompt as a model's tokens. What it reads is `prefix`, then what `encode` gives for the text, then a word. */
export interface PromptTokens {
  /** The same for every text; empty where the prompt begins with the text and the tokenizer marks no start. */
  readonly prefix: Int32Array;
  /** The text and what stands between it and the answer. */
  readonly encode: EncodeText;
  /** Every word of every label, in the prompt's order. */
  readonly words: readonly LabelWord[];
  /** @throws {PromptError} where two labels have words that cannot be told apart by their tokens */
  trie(): LabelTrie;
}

/**
 * Turns a prompt into tokens, by this rule:
 *
 * 1. `prefix` = the tokenizer's start tokens (unless a chat template wrote them), then the tokens of `before`.
 * 2. Tokens of a text = `beforeText + text + after` as one piece, continued from the last character of `before`.
 * 3. Tokens of a word = `beforeWord + word + afterWord` as one piece, continued from the last character of `after`.
 *
 * A piece continued from a character: encode the character and the piece together; if this begins with the tokens of the
 * character alone, the rest is meant, otherwise (a token goes across) the tokens of the piece by itself. So a tokenizer
 * that puts a space before every text does not put one into the middle of this one.
 *
 * Special tokens are those that the prompt has: one that stands in the text is read as the characters it is. From the first
 * one in `after` on, tokens are made apart from the text, which is what a tokenizer does there anyway.
 *
 * A text that is too long keeps its first tokens, followed by those of `after` by itself.
 *
 * @param positions the most tokens the model reads
 * @param answerTokens room that is kept for an answer, at least the longest word's
 * @throws {PromptError} where there is no room for a text
 */
export function tokenisePrompt(
  prompt: Prompt,
  pieces: PromptText,
  tokenizer: SubwordTokenizer,
  positions: number,
  answerTokens = 0,
): PromptTokens {
  const { before, beforeText, after, beforeWord, afterWord } = pieces;
  const prefix = Int32Array.from([
    ...(pieces.startsText ? tokenizer.start : []),
    ...(before === '' ? [] : tokenizer.encode(before)),
  ]);
  const { labels } = prompt.question;
  const words = labels.flatMap((name, label) =>
    prompt.words[name].map((word) => ({
      label,
      word,
      tokens: continuation(tokenizer.encode, lastCharacter(after), beforeWord + word + afterWord),
    })),
  );
  const longest = Math.max(...words.map(({ tokens }) => tokens.length));
  const ending = Int32Array.from(tokenizer.encode(after));
  const most = positions - prefix.length - Math.max(longest, answerTokens);
  if (most <= ending.length)
    throw new PromptError(
      prompt,
      `it leaves no room for a text in the ${positions} tokens that the model reads.`,
    );
  const anchor = lastCharacter(before);
  const closing = firstSpecialToken(after, tokenizer.specialTokens);
  const beforeClosing = after.slice(0, closing);
  const fromClosing = closing === after.length ? [] : tokenizer.encode(after.slice(closing));
  return {
    prefix,
    words,
    trie: () => trieOf(prompt, words),
    encode(whole) {
      const { text, isCut } = readableText(whole);
      const written = continuation(tokenizer.encodePlain, anchor, beforeText + text + beforeClosing);
      const tokens = Int32Array.from([...written, ...fromClosing]);
      if (tokens.length <= most) return { tokens, truncated: isCut };
      const cut = tokens.slice(0, most);
      cut.set(ending, most - ending.length);
      return { tokens: cut, truncated: true };
    },
  };
}

function trieOf(prompt: Prompt, words: readonly LabelWord[]): LabelTrie {
  try {
    return new LabelTrie(words, prompt.question.labels.length);
  } catch (error) {
    if (error instanceof AmbiguousWordsError) throw new PromptError(prompt, error.message);
    throw error;
  }
}

function continuation(
  encode: (text: string) => readonly number[],
  anchor: string,
  piece: string,
): readonly number[] {
  if (anchor === '') return encode(piece);
  const start = encode(anchor);
  const whole = encode(anchor + piece);
  const continued = whole.length > start.length && start.every((token, place) => whole[place] === token);
  return continued ? whole.slice(start.length) : encode(piece);
}

/** Where the first special token begins; the text's end if it has none. */
function firstSpecialToken(text: string, specialTokens: readonly string[]): number {
  const places = specialTokens.map((token) => text.indexOf(token)).filter((place) => place >= 0);
  return Math.min(text.length, ...places);
}

/** By code point, so that an emoji stays whole. */
function lastCharacter(text: string): string {
  return [...text.slice(-2)].at(-1) ?? '';
}
