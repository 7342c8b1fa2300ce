import {
  array,
  looseObject,
  minValue,
  nullish,
  number,
  pipe,
  safeParse,
  string,
  union,
  unknown,
  type GenericSchema,
} from 'valibot';
import { COUNT } from '../../judgments/judgment-schemas.ts';
import { schemaProblem } from '../../judgments/schema-problem.ts';
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

const NUMBER = nullish(pipe(COUNT, minValue(1)));
const TOKENS = nullish(union([number(), array(unknown())]));

const TEXT_CONFIG = looseObject({
  model_type: nullish(string()),
  max_position_embeddings: NUMBER,
  num_attention_heads: NUMBER,
  num_key_value_heads: NUMBER,
  hidden_size: NUMBER,
  head_dim: NUMBER,
  eos_token_id: TOKENS,
});

const CONFIG = looseObject({ ...TEXT_CONFIG.entries, text_config: nullish(TEXT_CONFIG) });

const GENERATION_CONFIG = looseObject({ eos_token_id: TOKENS });

/** @throws {ModelFileError} where the config does not say how many tokens the model reads, or is not as it should be */
export function readLanguageModelConfig(config: unknown, generationConfig: unknown): LanguageModelConfig {
  const own = parsed(CONFIG, config, 'config.json');
  const generation = parsed(GENERATION_CONFIG, generationConfig, 'generation_config.json');
  const text = { ...own, ...own.text_config };
  const positions = text.max_position_embeddings;
  if (typeof positions !== 'number')
    throw new ModelFileError(
      'config.json does not say how many tokens the model reads (max_position_embeddings).',
    );
  const heads = text.num_attention_heads ?? null;
  const ends = [generation.eos_token_id ?? text.eos_token_id].flat();
  return {
    positions,
    firstPosition: COUNT_FROM_ONE.includes(String(own.model_type)) ? 1 : 0,
    endTokens: new Set(ends.filter((token) => typeof token === 'number')),
    cacheHeads: text.num_key_value_heads ?? heads,
    headWidth: text.head_dim ?? (heads && text.hidden_size ? text.hidden_size / heads : null),
  };
}

function parsed<Output>(schema: GenericSchema<unknown, Output>, json: unknown, file: string): Output {
  const { success, output, issues } = safeParse(schema, json, { abortEarly: true });
  if (success) return output;
  throw new ModelFileError(
    `${file} cannot be used (${schemaProblem(issues[0])}). Get the model's files again, or choose another model.`,
  );
}
