import { Tokenizer } from '@huggingface/tokenizers';
import { ModelFileError } from './model-files.ts';
import { plainEncoder } from './plain-encoder.ts';
import { readableText } from './readable-text.ts';

/** A text as the numbers of its tokens. */
export interface EncodedText {
  readonly tokens: Int32Array;
  /** Whether the end of the text was cut off because the model cannot read that much. */
  readonly truncated: boolean;
}

export type EncodeText = (text: string) => EncodedText;

/**
 * Makes the encoder of a model from its `tokenizer.json` and `tokenizer_config.json`. Special tokens
 * that stand in a text are read as the characters they are.
 *
 * @param positions the most tokens the model has positions for, or `null`; the smaller of it and `model_max_length` holds
 */
export function createTextEncoder(
  tokenizerJson: Record<string, unknown>,
  tokenizerConfig: Record<string, unknown>,
  positions: number | null,
): EncodeText {
  let tokenizer: Tokenizer;
  try {
    tokenizer = new Tokenizer(tokenizerJson, tokenizerConfig);
  } catch (cause) {
    throw new ModelFileError(`tokenizer.json cannot be used: ${(cause as Error).message}.`, { cause });
  }
  const stated = tokenizerConfig.model_max_length;
  const most = Math.min(typeof stated === 'number' ? stated : Infinity, positions ?? Infinity);
  if (!Number.isFinite(most))
    throw new ModelFileError(
      'Neither model_max_length in tokenizer_config.json nor max_position_embeddings in config.json says how many tokens the model reads.',
    );
  const { before, after } = frame(tokenizer);
  if (most <= before.length + after.length)
    throw new ModelFileError(`A model that reads only ${most} tokens has no room for a text.`);

  const encode = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids;
  const { encodePlain } = plainEncoder(encode, tokenizerJson, tokenizerConfig);

  return (whole) => {
    const { text, isCut } = readableText(whole);
    const tokens = Int32Array.from([...before, ...encodePlain(text), ...after]);
    if (tokens.length <= most) return { tokens, truncated: isCut };
    const cut = tokens.slice(0, most);
    cut.set(after, most - after.length);
    return { tokens: cut, truncated: true };
  };
}

/** The special tokens before and after a text, e.g. `<s>` and `</s>`: they stay when the text is cut. */
function frame(tokenizer: Tokenizer): { before: readonly number[]; after: readonly number[] } {
  const inner = tokenizer.encode('text', { add_special_tokens: false }).ids;
  const whole = tokenizer.encode('text').ids;
  const start = whole.findIndex((_, from) => inner.every((id, offset) => whole[from + offset] === id));
  const before = Math.max(0, start);
  return { before: whole.slice(0, before), after: whole.slice(before + inner.length) };
}
