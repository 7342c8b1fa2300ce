import type { GgufTensor } from '../llama-cpp/gguf-metadata.ts';
import { BLOCK, blockWeights, rowsByHalves, WEIGHT_FORMS } from './block-weights.ts';
import type { LlamaShape } from './llama-file.ts';
import type { PlacedTensor } from './llama-graph.ts';
import type { WeightPlace } from './onnx-file.ts';

/** ONNX Runtime reads constants where they lie only at multiples of so many bytes. */
const ALIGNMENT = 64;
/** Queries and keys, whose numbers a rotation mixes in pairs. */
const ROTATED = /\.attn_[qk]\.weight$/;

/** A model's weights in one piece, and what lies where. */
export interface PlacedWeights {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly tensors: ReadonlyMap<string, PlacedTensor>;
}

/**
 * Parts the weights of a GGUF file, one tensor after the other, so that little more than the result is held at once.
 * @param file the whole of it, or its splits one behind the other where `tensors` count from there
 */
export async function placeWeights(
  file: Blob,
  tensors: readonly GgufTensor[],
  shape: LlamaShape,
): Promise<PlacedWeights> {
  const sizes = tensors.map((tensor) => partsOf(tensor).map(roundUp));
  const bytes = new Uint8Array(sizes.flat().reduce((sum, size) => sum + size, 0));
  const placed = new Map<string, PlacedTensor>();
  let at = 0;
  function place(content: Uint8Array | Float32Array): WeightPlace {
    const raw = new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
    bytes.set(raw, at);
    const offset = at;
    at += roundUp(raw.length);
    return { offset, length: raw.length };
  }
  for (const tensor of tensors) {
    const { name, dimensions, type, offset } = tensor;
    const form = WEIGHT_FORMS[type];
    const dims = dimensions.toReversed();
    const length = fileBytes(tensor);
    const read = new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
    const content = ROTATED.test(name) ? rowsByHalves(read, dims[0], shape.headSize, length / dims[0]) : read;
    if (form.bits === null) {
      placed.set(name, { bits: null, dims, values: place(content) });
      continue;
    }
    const { values, scales, zeros } = blockWeights(content, form);
    placed.set(name, {
      bits: form.bits,
      dims,
      values: place(values),
      scales: place(scales),
      zeros: zeros && place(zeros),
    });
  }
  return { bytes, tensors: placed };
}

/** Bytes that a tensor takes in the file. */
function fileBytes({ dimensions, type }: GgufTensor): number {
  // A vector of single precision need not fill blocks.
  return (weightsOf(dimensions) * WEIGHT_FORMS[type].bytes) / BLOCK;
}

/** Bytes of its values, scales and zeros. */
function partsOf(tensor: GgufTensor): number[] {
  const { bits, zeros } = WEIGHT_FORMS[tensor.type];
  if (bits === null) return [fileBytes(tensor)];
  const weights = weightsOf(tensor.dimensions);
  const each = (4 * weights) / BLOCK;
  return [(weights * bits) / 8, each, ...(zeros ? [each] : [])];
}

function weightsOf(dimensions: readonly number[]): number {
  return dimensions.reduce((product, each) => product * each, 1);
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
