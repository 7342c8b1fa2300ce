import type { Tensor } from 'onnxruntime-web';
import type { OnnxRuntime } from './onnx-runtime.ts';
import type { EncodedText } from './text-encoder.ts';

/** How each input of a BERT is filled for one text; `row` comes zeroed and as wide as the batch's longest text. */
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

/** The inputs that can be filled, by the names that the Hugging Face hub's exports have. */
export const INPUT_NAMES = Object.keys(INPUTS);

/**
 * A batch of texts as a model takes it: int64 [texts, longest text], padded on the right.
 * @param names of the model's inputs, all among {@link INPUT_NAMES}
 */
export function batchFeeds(
  batch: readonly EncodedText[],
  names: readonly string[],
  padToken: number,
  { Tensor }: Pick<OnnxRuntime, 'Tensor'>,
): Record<string, Tensor> {
  const width = batch.reduce((longest, { tokens }) => Math.max(longest, tokens.length), 1);
  const feeds: Record<string, Tensor> = {};
  for (const name of names) {
    const values = new BigInt64Array(batch.length * width);
    for (const [row, text] of batch.entries())
      INPUTS[name](text, values.subarray(row * width, (row + 1) * width), padToken);
    feeds[name] = new Tensor('int64', values, [batch.length, width]);
  }
  return feeds;
}
