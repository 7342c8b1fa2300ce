import {
  Tensor as TransformersTensor,
  type PreTrainedModel,
  type PreTrainedTokenizer,
} from '@huggingface/transformers';
import type { Tensor } from 'onnxruntime-web';
import type { ModelIdentity } from '../classifier.ts';
import { ModelFileError } from '../model-files.ts';
import { Decoder, type DecoderSession } from './decoder.ts';
import { readLanguageModelConfig } from './language-model-config.ts';
import type { LanguageModel } from './language-model.ts';
import { plainEncoder } from '../plain-encoder.ts';
import { startOf } from './subword-tokenizer.ts';

/** Given to chat templates that write the day, or leave room for reasoning: what is read must depend on the text alone. */
const CHAT_SETTINGS = { date_string: '26 Jul 2024', enable_thinking: false };

/**
 * A causal language model that transformers.js has loaded, asked through its tokenizer and its chat template. Its cache must
 * stay on the processor (`session_options.preferredOutputLocation` not set, as on WASM and in Node).
 *
 * @throws {ModelFileError} where it is no decoder with a cache
 */
export function fromTransformers(
  identity: ModelIdentity,
  tokenizer: PreTrainedTokenizer,
  model: PreTrainedModel,
): LanguageModel {
  const session = (model.sessions as Record<string, DecoderSession>).model;
  if (!session) throw new ModelFileError(`${identity.model} is no model that goes on with a text.`);
  const config = readLanguageModelConfig(model.config, model.generation_config ?? {});
  const makeTensor = (type: Tensor.Type, data: Tensor.DataType, dims: readonly number[]) =>
    new TransformersTensor(type as 'float32', data as Float32Array, [...dims])
      .ort_tensor as unknown as Tensor;
  const stated: unknown = tokenizer.model_max_length;
  const encode = (text: string) => tokenizer.encode(text, { add_special_tokens: false });
  return {
    identity,
    decoder: new Decoder(session, makeTensor, config),
    positions: Math.min(config.positions, typeof stated === 'number' ? stated : Infinity),
    endTokens: config.endTokens,
    tokenizer: {
      encode,
      ...plainEncoder(encode, tokenizer._tokenizerJSON, tokenizer._tokenizerConfig),
      // The library refuses to decode no tokens.
      decode: (tokens) =>
        tokens.length === 0 ? '' : tokenizer.decode([...tokens], { skip_special_tokens: true }),
      start: startOf((text, special) => tokenizer.encode(text, { add_special_tokens: special })),
      renderChat: tokenizer.chat_template
        ? (messages) =>
            tokenizer.apply_chat_template([...messages], {
              tokenize: false,
              add_generation_prompt: true,
              ...CHAT_SETTINGS,
            }) as unknown as string
        : null,
    },
  };
}
