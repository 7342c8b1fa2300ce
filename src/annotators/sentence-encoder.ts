import type { Annotator } from '../judgments/annotator.ts';
import { batchFeeds } from './batch-feeds.ts';
import type { ModelFile, ReadModelFile } from './model-files.ts';
import { ModelFileError, readModelJson, verifiedModelFiles } from './model-files.ts';
import type { OnnxRuntime, SessionOptions } from './onnx-runtime.ts';
import entry from './sentence-encoder.json' with { type: 'json' };
import { UnusableOutputError, type TextAnnotator } from './text-annotator.ts';
import { createTextEncoder } from './text-encoder.ts';

/** The model that lays texts out by their meaning: all-MiniLM-L6-v2 as its authors published it, from the page's own files. */
export const SENTENCE_ENCODER: {
  readonly model: string;
  /** What it is called on screen. */
  readonly name: string;
  /** Its folder in what is served, relative to the page. */
  readonly folder: string;
  readonly revision: string;
  /** Numbers of a vector. */
  readonly width: number;
  readonly files: readonly ModelFile[];
} = { ...entry, name: 'all-MiniLM-L6-v2' };

/** Bytes that it takes to load. */
export const SENTENCE_ENCODER_BYTES = SENTENCE_ENCODER.files.reduce((sum, { bytes }) => sum + bytes, 0);

const WEIGHTS = 'onnx/model_quantized.onnx';
const PAD_TOKEN = 0;
const BATCH_TOKENS = 512;

/** As whose outputs vectors are kept: a vector is no answer, and no figure takes it for one. */
export const VECTORS: Annotator = {
  model: SENTENCE_ENCODER.model,
  revision: SENTENCE_ENCODER.revision,
  dtype: 'int8',
  method: { name: 'sentence vector' },
  questions: [
    {
      id: 'vector',
      name: 'vector',
      kind: 'categorical',
      labels: Array.from({ length: SENTENCE_ENCODER.width }, (_, at) => String(at)),
    },
  ],
};

/**
 * Loads the model. What it "answers" about a text is the text's vector, of length 1.
 * @param read reads a file of its folder
 * @throws {ModelFileError} if a file is missing or altered
 */
export async function loadSentenceEncoder(
  read: ReadModelFile,
  runtime: OnnxRuntime,
  options?: SessionOptions,
): Promise<TextAnnotator> {
  const { width, files } = SENTENCE_ENCODER;
  const verified = verifiedModelFiles(read, files);
  const [tokenizerJson, tokenizerConfig, weights] = await Promise.all([
    readModelJson(verified, 'tokenizer.json'),
    readModelJson(verified, 'tokenizer_config.json'),
    verified(WEIGHTS),
  ]);
  const session = await runtime.InferenceSession.create(weights, options);
  return {
    annotator: VECTORS,
    encode: createTextEncoder(tokenizerJson, tokenizerConfig, null),
    batchTokens: BATCH_TOKENS,
    async answer(batch) {
      const { vector } = await session.run(batchFeeds(batch, session.inputNames, PAD_TOKEN, runtime));
      if (vector?.size !== batch.length * width)
        throw new ModelFileError(`${WEIGHTS} gives no vector of ${width} numbers for each text.`);
      const rows = Float64Array.from(vector.data as Float32Array);
      const bad = rows.findIndex((value) => !Number.isFinite(value));
      if (bad >= 0)
        throw new UnusableOutputError(Math.floor(bad / width), 'The text’s vector is not finite.');
      return [rows];
    },
  };
}
