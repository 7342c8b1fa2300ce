import { Tokenizer } from '@huggingface/tokenizers';
import { ModelFileError } from './model-files.ts';

/** A text as the numbers of its tokens. */
export interface EncodedText {
  readonly tokens: Int32Array;
  /** Whether the end of the text was cut off because the model cannot read that much. */
  readonly truncated: boolean;
}

export type EncodeText = (text: string) => EncodedText;

/**
 * Makes the encoder of a model from its `tokenizer.json` and `tokenizer_config.json`.
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
  if (most <= before + after)
    throw new ModelFileError(`A model that reads only ${most} tokens has no room for a text.`);

  return (text) => {
    const tokens = Int32Array.from(tokenizer.encode(text).ids);
    if (tokens.length <= most) return { tokens, truncated: false };
    const cut = tokens.slice(0, most);
    cut.set(tokens.subarray(tokens.length - after), most - after);
    return { tokens: cut, truncated: true };
  };
}

/** How many special tokens stand before and after a text, e.g. 1 and 1 for `<s> ... </s>`: they stay when the text is cut. */
function frame(tokenizer: Tokenizer): { before: number; after: number } {
  const inner = tokenizer.encode('text', { add_special_tokens: false }).ids;
  const whole = tokenizer.encode('text').ids;
  const before = Math.max(
    0,
    whole.findIndex((_, start) => inner.every((id, offset) => whole[start + offset] === id)),
  );
  return { before, after: whole.length - inner.length - before };
}
