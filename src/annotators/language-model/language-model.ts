import { WEIGHT_FILES, type ModelIdentity } from '../classifier.ts';
import { ModelFileError, readModelJson, type ReadModelFile } from '../model-files.ts';
import type { OnnxRuntime, SessionOptions } from '../onnx-runtime.ts';
import { Decoder } from './decoder.ts';
import { readLanguageModelConfig } from './language-model-config.ts';
import { createSubwordTokenizer, type SubwordTokenizer } from './subword-tokenizer.ts';

/** A loaded language model, ready to be asked. */
export interface LanguageModel {
  readonly identity: ModelIdentity;
  readonly decoder: Decoder;
  readonly tokenizer: SubwordTokenizer;
  /** The most tokens that it reads. */
  readonly positions: number;
  /** Tokens that end an answer. */
  readonly endTokens: ReadonlySet<number>;
}

/**
 * Loads a language model in the Hugging Face layout: `config.json`, `generation_config.json`, `tokenizer.json`,
 * `tokenizer_config.json` and the weights of {@link WEIGHT_FILES}, with a key/value cache. It is asked without a chat
 * template.
 *
 * @throws {ModelFileError} where a file is missing or cannot be used
 */
export async function loadLanguageModel(
  identity: ModelIdentity,
  read: ReadModelFile,
  runtime: OnnxRuntime,
  options?: SessionOptions,
): Promise<LanguageModel> {
  const weightFile = WEIGHT_FILES[identity.dtype];
  if (!weightFile)
    throw new ModelFileError(
      `Weights of type ${identity.dtype} are not known; choose one of ${Object.keys(WEIGHT_FILES).join(', ')}.`,
    );
  const [config, generationConfig, tokenizerJson, tokenizerConfig, weights] = await Promise.all([
    readModelJson(read, 'config.json'),
    readModelJson(read, 'generation_config.json'),
    readModelJson(read, 'tokenizer.json'),
    readModelJson(read, 'tokenizer_config.json'),
    read(weightFile),
  ]);
  const known = readLanguageModelConfig(config, generationConfig);
  const stated = tokenizerConfig.model_max_length;
  const session = await runtime.InferenceSession.create(weights, options);
  return {
    identity,
    decoder: new Decoder(session, (type, data, dims) => new runtime.Tensor(type, data, dims), known),
    tokenizer: createSubwordTokenizer(tokenizerJson, tokenizerConfig),
    positions: Math.min(known.positions, typeof stated === 'number' ? stated : Infinity),
    endTokens: known.endTokens,
  };
}
