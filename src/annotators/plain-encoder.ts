import { Tokenizer } from '@huggingface/tokenizers';

interface AddedToken {
  readonly content: string;
  readonly special: boolean;
}

/** What a person wrote, as tokens. */
export interface PlainEncoder {
  /** Tokens of what a person wrote: special tokens in it are read as the characters they are. */
  encodePlain(text: string): readonly number[];
  /** Written as in `tokenizer.json`. */
  readonly specialTokens: readonly string[];
}

/**
 * Reads what a person wrote with a tokenizer to which special tokens are nothing special. It is made only once a text has one:
 * it takes as much memory again.
 * @param encode the model's own tokenizer, for all other texts
 */
export function plainEncoder(
  encode: (text: string) => readonly number[],
  tokenizerJson: Record<string, unknown>,
  tokenizerConfig: Record<string, unknown>,
): PlainEncoder {
  const added = (tokenizerJson.added_tokens ?? []) as readonly AddedToken[];
  const specialTokens = added.filter(({ special }) => special).map(({ content }) => content);
  let plain: Tokenizer | undefined;
  return {
    specialTokens,
    encodePlain(text) {
      if (!specialTokens.some((token) => text.includes(token))) return encode(text);
      const others = added.filter(({ special }) => !special);
      plain ??= new Tokenizer({ ...tokenizerJson, added_tokens: others }, tokenizerConfig);
      return plain.encode(text, { add_special_tokens: false }).ids;
    },
  };
}
