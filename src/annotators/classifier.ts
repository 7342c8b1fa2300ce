import type { Tensor } from 'onnxruntime-web';
import type { Annotator } from '../judgments/annotator.ts';
import { batchFeeds, INPUT_NAMES } from './batch-feeds.ts';
import { toDistribution } from './label-distribution.ts';
import { readModelConfig } from './model-config.ts';
import type { Head } from './model-config.ts';
import { ModelFileError, readModelJson } from './model-files.ts';
import type { ReadModelFile } from './model-files.ts';
import type { OnnxRuntime, SessionOptions } from './onnx-runtime.ts';
import { UnusableOutputError } from './text-annotator.ts';
import type { TextAnnotator } from './text-annotator.ts';
import { createTextEncoder } from './text-encoder.ts';

/** Which model: its name, version and weights, as they go into the key of every output. */
export type ModelIdentity = Pick<Annotator, 'model' | 'revision' | 'dtype'>;

/** Where each kind of weights lies in a model's folder, as the Hugging Face hub's ONNX exports have it. */
export const WEIGHT_FILES: Readonly<Record<string, string>> = {
  fp32: 'onnx/model.onnx',
  fp16: 'onnx/model_fp16.onnx',
  int8: 'onnx/model_quantized.onnx',
  q8: 'onnx/model_quantized.onnx',
  q4: 'onnx/model_q4.onnx',
  q4f16: 'onnx/model_q4f16.onnx',
};

const BATCH_TOKENS = 512;

/**
 * Loads a text classifier in the Hugging Face layout: `config.json`, `tokenizer.json`, `tokenizer_config.json` and the
 * weights of {@link WEIGHT_FILES}. Any RoBERTa or BERT for sequence classification will do.
 *
 * @param domain answers with the heads of this domain alone, where the model has heads for several
 * @throws {ModelFileError} where a file is missing or cannot be used
 */
export async function loadClassifier(
  identity: ModelIdentity,
  read: ReadModelFile,
  runtime: OnnxRuntime,
  options?: SessionOptions,
  domain?: string,
): Promise<TextAnnotator> {
  const weightFile = WEIGHT_FILES[identity.dtype];
  if (!weightFile)
    throw new ModelFileError(
      `Weights of type ${identity.dtype} are not known; choose one of ${Object.keys(WEIGHT_FILES).join(', ')}.`,
    );
  const [config, tokenizerJson, tokenizerConfig, weights] = await Promise.all([
    readModelJson(read, 'config.json').then((json) => readModelConfig(json, domain)),
    readModelJson(read, 'tokenizer.json'),
    readModelJson(read, 'tokenizer_config.json'),
    read(weightFile),
  ]);
  const { heads, method, padToken } = config;
  const session = await runtime.InferenceSession.create(weights, options);
  for (const name of session.inputNames)
    if (!INPUT_NAMES.includes(name))
      throw new ModelFileError(
        `${weightFile} wants an input “${name}”; a classifier has ${INPUT_NAMES.join(', ')}.`,
      );
  for (const { output } of heads)
    if (!session.outputNames.includes(output))
      throw new ModelFileError(
        `${weightFile} has no output “${output}”; it has ${session.outputNames.join(', ')}.`,
      );

  return {
    annotator: { ...identity, method, questions: heads.map(({ question }) => question) },
    encode: createTextEncoder(tokenizerJson, tokenizerConfig, config.positions),
    batchTokens: BATCH_TOKENS,
    async answer(batch) {
      const outputs = await session.run(batchFeeds(batch, session.inputNames, padToken, runtime));
      return heads.map((head) => distributionsOf(head, outputs[head.output], batch.length));
    },
  };

  function distributionsOf({ output, question }: Head, tensor: Tensor, texts: number): Float64Array {
    const labels = question.labels.length;
    if (tensor.size !== texts * labels)
      throw new ModelFileError(
        `${weightFile}: the output “${output}” has ${tensor.size / texts} columns, the question “${question.id}” has ${labels} labels.`,
      );
    const rows = Float64Array.from(tensor.data as Float32Array);
    for (let place = 0; place < texts; place++) {
      const row = rows.subarray(place * labels, (place + 1) * labels);
      toDistribution(row, method.name);
      if (!row.every(Number.isFinite))
        throw new UnusableOutputError(
          place,
          `The model's output for the question “${question.id}” is not finite.`,
        );
    }
    return rows;
  }
}
