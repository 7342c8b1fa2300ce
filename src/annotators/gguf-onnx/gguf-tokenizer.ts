import { createSubwordTokenizer, type SubwordTokenizer } from '../language-model/subword-tokenizer.ts';
import type { RenderChat } from '../language-model/prompt-text.ts';
import type { GgufMetadata } from '../llama-cpp/gguf-metadata.ts';

/** Kinds of tokens as llama.cpp numbers them: ones that mark something, and ones that a maker added. */
const CONTROL = 3;
const ADDED = 4;

const BYTES = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };

/** Cuts of a text, by GGUF's name of them, as `tokenizer.json` writes them. */
const CUTS: Readonly<Record<string, object>> = {
  'gpt-2': BYTES,
  smollm: { type: 'Sequence', pretokenizers: [{ type: 'Digits', individual_digits: true }, BYTES] },
};

/**
 * The tokenizer that a GGUF file holds, of merged bytes (`gpt2`), cut as {@link llamaShape} allows.
 * @throws {ModelFileError} where its vocabulary cannot be used
 */
export function ggufTokenizer(
  { values }: Pick<GgufMetadata, 'values'>,
  renderChat: RenderChat | null,
): SubwordTokenizer {
  const tokens = values.get('tokenizer.ggml.tokens') as readonly string[];
  const kinds = values.get('tokenizer.ggml.token_type') as readonly number[];
  const added = tokens.flatMap((content, id) => {
    const special = kinds[id] === CONTROL;
    if (!special && kinds[id] !== ADDED) return [];
    return [{ id, content, special, single_word: false, lstrip: false, rstrip: false, normalized: false }];
  });
  const tokenizer = createSubwordTokenizer(
    {
      version: '1.0',
      added_tokens: added,
      normalizer: null,
      pre_tokenizer: CUTS[String(values.get('tokenizer.ggml.pre'))],
      post_processor: null,
      decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
      model: {
        type: 'BPE',
        unk_token: null,
        vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
        merges: values.get('tokenizer.ggml.merges'),
      },
    },
    {},
  );
  return { ...tokenizer, renderChat };
}

/** Names of tokens that end a turn or a text whatever the file says of them, as llama.cpp has it. */
const ENDS = ['<|im_end|>', '<|endoftext|>'];

/** Tokens that end an answer. */
export function endTokensOf({ values }: Pick<GgufMetadata, 'values'>): ReadonlySet<number> {
  const stated = ['eos', 'eot', 'eom'].map((name) => values.get(`tokenizer.ggml.${name}_token_id`));
  const tokens = values.get('tokenizer.ggml.tokens') as readonly string[];
  const named = ENDS.map((name) => tokens.indexOf(name)).filter((token) => token >= 0);
  return new Set([...stated.filter((token) => typeof token === 'number'), ...named]);
}
