import type { ListedFile } from './file-check.ts';

/** Kinds of weights that the hub's ONNX exports come in and that run here, by what transformers.js calls them. */
export const WEIGHTS = {
  q4: { file: 'onnx/model_q4.onnx', words: '4-bit weights' },
  q4f16: { file: 'onnx/model_q4f16.onnx', words: '4-bit weights, half precision, for graphics cards' },
  q8: { file: 'onnx/model_quantized.onnx', words: '8-bit weights and activations' },
  fp16: { file: 'onnx/model_fp16.onnx', words: 'half precision, for graphics cards' },
  fp32: { file: 'onnx/model.onnx', words: 'full precision' },
} as const;

export type Dtype = keyof typeof WEIGHTS;

/** Small files beside the weights that say what the model is; those that a model has are fetched with it. */
const DESCRIPTIONS = [
  'config.json',
  'generation_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'chat_template.jinja',
];

/** Those without which nothing can be loaded. */
const NEEDED = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];

/** One kind of weights of a model, and the files that are needed for it. */
export interface WeightsChoice {
  readonly dtype: Dtype;
  readonly files: readonly ListedFile[];
  readonly bytes: number;
}

/**
 * The kinds of weights among a model's files, smallest first; none where it has no ONNX weights or lacks its tokenizer or
 * config. Weights over 2 GB lie in further files beside the first, `model_q4.onnx_data`, `model_q4.onnx_data_1` ...
 */
export function weightsAmong(files: readonly ListedFile[]): WeightsChoice[] {
  const paths = new Set(files.map(({ path }) => path));
  if (!NEEDED.every((path) => paths.has(path))) return [];
  return (Object.keys(WEIGHTS) as Dtype[])
    .filter((dtype) => paths.has(WEIGHTS[dtype].file))
    .map((dtype) => {
      const { file } = WEIGHTS[dtype];
      const chosen = files.filter(
        ({ path }) => DESCRIPTIONS.includes(path) || path === file || path.startsWith(`${file}_data`),
      );
      return { dtype, files: chosen, bytes: chosen.reduce((sum, { bytes }) => sum + bytes, 0) };
    })
    .sort((a, b) => a.bytes - b.bytes);
}

/** Whether the arithmetic is in half precision, which graphics cards may have and processors have not. */
export function isHalfPrecision(dtype: Dtype): boolean {
  return dtype === 'fp16' || dtype === 'q4f16';
}

/** Into how many further files the weights are cut. */
export function dataFilesOf(dtype: Dtype, files: readonly ListedFile[]): number {
  return files.filter(({ path }) => path.startsWith(`${WEIGHTS[dtype].file}_data`)).length;
}
