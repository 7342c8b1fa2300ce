import type { Tensor } from 'onnxruntime-web';
import type { Annotator } from '../judgments/annotator.ts';
import { toDistribution } from './label-distribution.ts';
import { readModelConfig } from './model-config.ts';
import type { Head } from './model-config.ts';
import { ModelFileError, readModelJson } from './model-files.ts';
import type { ReadModelFile } from './model-files.ts';
import type { OnnxRuntime, SessionOptions } from './onnx-runtime.ts';
import { UnusableOutputError } from './text-annotator.ts';
import type { TextAnnotator } from './text-annotator.ts';
import { createTextEncoder } from './text-encoder.ts';
import type { EncodedText } from './text-encoder.ts';

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
    if (!(name in INPUTS))
      throw new ModelFileError(
        `${weightFile} wants an input “${name}”; a classifier has ${Object.keys(INPUTS).join(', ')}.`,
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
      const width = batch.reduce((longest, { tokens }) => Math.max(longest, tokens.length), 1);
      const feeds: Record<string, Tensor> = {};
      for (const name of session.inputNames) {
        const values = new BigInt64Array(batch.length * width);
        for (const [row, text] of batch.entries())
          INPUTS[name](text, values.subarray(row * width, (row + 1) * width), padToken);
        feeds[name] = new runtime.Tensor('int64', values, [batch.length, width]);
      }
      const outputs = await session.run(feeds);
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

/** How each input is filled for one text; `row` comes zeroed and as wide as the batch's longest text. */
const INPUTS: Readonly<Record<string, (text: EncodedText, row: BigInt64Array, padToken: number) => void>> = {
  input_ids({ tokens }, row, padToken) {
    for (let at = 0; at < row.length; at++) row[at] = BigInt(at < tokens.length ? tokens[at] : padToken);
  },
  attention_mask({ tokens }, row) {
    row.fill(1n, 0, tokens.length);
  },
  token_type_ids() {
    // A text alone is all of type 0.
  },
};
