import type { GgufMetadata, GgufTensor } from '../llama-cpp/gguf-metadata.ts';
import { BLOCK, WEIGHT_FORMS } from './block-weights.ts';

/** The numbers that a decoder of the llama architecture is made by. */
export interface LlamaShape {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  /** Fewer than heads where several share their keys and values. */
  readonly keyHeads: number;
  readonly headSize: number;
  readonly epsilon: number;
  /** Of the rotations that tell positions. */
  readonly rotaryBase: number;
  readonly vocabulary: number;
}

/** Cuts of a text before its bytes are merged that are known here, by GGUF's name. */
export const KNOWN_CUTS: readonly string[] = ['smollm', 'gpt-2'];

const SINGLE = 0;

/**
 * What ONNX Runtime needs to compute a GGUF model here: the llama architecture as it was first, weights in one of the simple forms, and
 * a vocabulary of merged bytes. `null` for any other, which llama.cpp alone computes.
 */
export function llamaShape({ values, tensors }: GgufMetadata): LlamaShape | null {
  const number = (key: string) => {
    const value = values.get(`llama.${key}`);
    return typeof value === 'number' ? value : null;
  };
  const [layers, width, heads] = ['block_count', 'embedding_length', 'attention.head_count'].map(number);
  if (values.get('general.architecture') !== 'llama' || !layers || !width || !heads) return null;
  const headSize = width / heads;
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const table = byName.get('token_embd.weight');
  const epsilon = number('attention.layer_norm_rms_epsilon');
  if (!table || epsilon === null) return null;
  const isPlain =
    tensors.length === EVERY + layers * IN_A_LAYER + Number(byName.has('output.weight')) &&
    WEIGHT_FORMS[table.type]?.bits !== 4 &&
    (number('rope.dimension_count') ?? headSize) === headSize &&
    !values.has('llama.rope.scaling.type') &&
    values.get('tokenizer.ggml.model') === 'gpt2' &&
    KNOWN_CUTS.includes(String(values.get('tokenizer.ggml.pre'))) &&
    values.get('tokenizer.ggml.add_bos_token') === false &&
    tensors.every((tensor) => tensor.name === 'token_embd.weight' || PARTS.test(tensor.name)) &&
    tensors.every(isComputable);
  if (!isPlain) return null;
  return {
    layers,
    width,
    heads,
    keyHeads: number('attention.head_count_kv') ?? heads,
    headSize,
    epsilon,
    rotaryBase: number('rope.freq_base') ?? 10_000,
    vocabulary: table.dimensions[1],
  };
}

/** Tensors besides those of a layer: the table of tokens and the last norm. */
const EVERY = 2;
const IN_A_LAYER = 9;

/** Any other tensor is a part that the graph does not have: a bias, experts, other rotations. */
const PARTS =
  /^(blk\.\d+\.(attn_norm|attn_q|attn_k|attn_v|attn_output|ffn_norm|ffn_gate|ffn_up|ffn_down)|output_norm|output)\.weight$/;

function isComputable({ dimensions, type }: GgufTensor): boolean {
  if (dimensions.length === 1) return type === SINGLE;
  return type in WEIGHT_FORMS && dimensions.length === 2 && dimensions[0] % BLOCK === 0;
}
