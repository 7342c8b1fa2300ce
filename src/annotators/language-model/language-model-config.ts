import { ModelFileError } from '../model-files.ts';

/** What is needed of a language model's `config.json` and `generation_config.json`. */
export interface LanguageModelConfig {
  /** The most tokens that the model has positions for. */
  readonly positions: number;
  /** Number of the first position. */
  readonly firstPosition: 0 | 1;
  /** Tokens that end an answer. */
  readonly endTokens: ReadonlySet<number>;
  /** Heads and width of the key/value cache, for ONNX files whose inputs do not state them. */
  readonly cacheHeads: number | null;
  readonly headWidth: number | null;
}

/** Families whose positions count from 1, as transformers.js has it. */
const COUNT_FROM_ONE = ['paligemma', 'gemma3_text', 'gemma3'];

/** @throws {ModelFileError} where the config does not say how many tokens the model reads */
export function readLanguageModelConfig(
  config: Record<string, unknown>,
  generationConfig: Record<string, unknown>,
): LanguageModelConfig {
  const text = { ...config, ...(config.text_config as Record<string, unknown> | undefined) };
  const positions = number(text.max_position_embeddings);
  if (positions === null)
    throw new ModelFileError(
      'config.json does not say how many tokens the model reads (max_position_embeddings).',
    );
  const heads = number(text.num_attention_heads);
  const hidden = number(text.hidden_size);
  const ends = [generationConfig.eos_token_id ?? text.eos_token_id].flat();
  return {
    positions,
    firstPosition: COUNT_FROM_ONE.includes(String(config.model_type)) ? 1 : 0,
    endTokens: new Set(ends.filter((token) => typeof token === 'number')),
    cacheHeads: number(text.num_key_value_heads) ?? heads,
    headWidth: number(text.head_dim) ?? (heads && hidden ? hidden / heads : null),
  };
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
