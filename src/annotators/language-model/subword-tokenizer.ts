import { Tokenizer } from '@huggingface/tokenizers';
import { ModelFileError } from '../model-files.ts';
import { plainEncoder, type PlainEncoder } from '../plain-encoder.ts';
import type { RenderChat } from './prompt-text.ts';

/** The part of a tokenizer that asking a language model needs; one of the hub's models has it as well. */
export interface SubwordTokenizer extends PlainEncoder {
  /** Tokens of a part of a prompt, special tokens such as `</s>` included; none is added at its start or end. */
  encode(text: string): readonly number[];
  /** The text of tokens, without those that only mark something. */
  decode(tokens: readonly number[]): string;
  /** Tokens that mark the start of a text. */
  readonly start: readonly number[];
  /** `null` where the model has no chat template, or none that is needed here. */
  readonly renderChat: RenderChat | null;
}

/**
 * Makes a tokenizer from the `tokenizer.json` and `tokenizer_config.json` of a model. It renders no chat: a model that is
 * asked by chat is loaded with transformers.js.
 */
export function createSubwordTokenizer(
  tokenizerJson: Record<string, unknown>,
  tokenizerConfig: Record<string, unknown>,
): SubwordTokenizer {
  let tokenizer: Tokenizer;
  try {
    tokenizer = new Tokenizer(tokenizerJson, tokenizerConfig);
  } catch (cause) {
    throw new ModelFileError(`tokenizer.json cannot be used: ${(cause as Error).message}.`, { cause });
  }
  const encode = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  return {
    encode,
    ...plainEncoder(encode, tokenizerJson, tokenizerConfig),
    // The library refuses to decode no tokens.
    decode: (tokens) =>
      tokens.length === 0 ? '' : tokenizer.decode([...tokens], { skip_special_tokens: true }),
    start: startOf((text, special) => tokenizer.encode(text, { add_special_tokens: special }).ids),
    renderChat: null,
  };
}

/** Tokens that a tokenizer puts before every text. */
export function startOf(encode: (text: string, special: boolean) => readonly number[]): readonly number[] {
  const inner = encode('text', false);
  const whole = encode('text', true);
  const from = whole.findIndex((_, start) => inner.every((token, offset) => whole[start + offset] === token));
  return whole.slice(0, Math.max(0, from));
}
