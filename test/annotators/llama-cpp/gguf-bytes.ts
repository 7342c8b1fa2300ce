import { BLOCK, WEIGHT_FORMS } from '../../../src/annotators/gguf-onnx/block-weights.ts';

/** A value as a GGUF file writes it: `u32`, `f32`, a `string`, a `bool`, or an array of strings, of 32-bit numbers, or of `f32`. */
export type Written =
  | { u32: number }
  | { f32: number }
  | { f32s: readonly number[] }
  | string
  | boolean
  | readonly string[]
  | readonly number[];

/** Tensors' contents begin at multiples of so many bytes. */
export const ALIGNMENT = 32;

/**
 * The bytes of a GGUF file without tensors' contents, which lie one behind the other.
 * @param tensors dimensions, by name
 * @param forms ggml's number of a tensor's form, by name; `f32` unless it is said
 */
export function ggufBytes(
  values: Readonly<Record<string, Written>>,
  tensors: Readonly<Record<string, readonly number[]>> = {},
  version = 3,
  forms: Readonly<Record<string, number>> = {},
): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  const u32 = (value: number) => {
    for (let shift = 0; shift < 32; shift += 8) bytes.push((value >>> shift) & 255);
  };
  const u64 = (value: number) => {
    u32(value % 2 ** 32);
    u32(Math.floor(value / 2 ** 32));
  };
  const f32 = (value: number) => bytes.push(...new Uint8Array(Float32Array.of(value).buffer));
  const text = (value: string) => {
    const encoded = new TextEncoder().encode(value);
    u64(encoded.length);
    bytes.push(...encoded);
  };
  bytes.push(...new TextEncoder().encode('GGUF'));
  u32(version);
  u64(Object.keys(tensors).length);
  u64(Object.keys(values).length);
  for (const [key, value] of Object.entries(values)) {
    text(key);
    if (typeof value === 'string') {
      u32(8);
      text(value);
    } else if (typeof value === 'boolean') {
      u32(7);
      bytes.push(Number(value));
    } else if ('u32' in value) {
      u32(4);
      u32(value.u32);
    } else if ('f32' in value) {
      u32(6);
      f32(value.f32);
    } else if ('f32s' in value) {
      u32(9);
      u32(6);
      u64(value.f32s.length);
      value.f32s.forEach(f32);
    } else {
      const strings = typeof value[0] === 'string';
      u32(9);
      u32(strings ? 8 : 5);
      u64(value.length);
      for (const each of value)
        if (typeof each === 'string') text(each);
        else u32(each);
    }
  }
  let offset = 0;
  for (const [name, dimensions] of Object.entries(tensors)) {
    text(name);
    u32(dimensions.length);
    dimensions.forEach(u64);
    const form = forms[name] ?? 0;
    u32(form);
    u64(offset);
    const size = dimensions.reduce((product, each) => product * each);
    offset += Math.ceil(((size / BLOCK) * WEIGHT_FORMS[form].bytes) / ALIGNMENT) * ALIGNMENT;
  }
  return Uint8Array.from(bytes);
}

/** What a small model's file says. */
export const SMALL_MODEL: Readonly<Record<string, Written>> = {
  'general.architecture': 'llama',
  'general.name': 'Tiny',
  'general.license': 'mit',
  'general.file_type': { u32: 15 },
  'llama.context_length': { u32: 512 },
  'llama.embedding_length': { u32: 64 },
  'llama.block_count': { u32: 2 },
  'llama.attention.head_count': { u32: 4 },
  'llama.attention.head_count_kv': [2, 1],
  'tokenizer.ggml.model': 'llama',
  'tokenizer.ggml.tokens': ['<unk>', '<s>', '</s>', 'joy'],
  'tokenizer.ggml.token_type': [2, 3, 3, 1],
  'tokenizer.ggml.bos_token_id': { u32: 1 },
  'tokenizer.ggml.eos_token_id': { u32: 2 },
  'tokenizer.ggml.add_bos_token': true,
  'tokenizer.chat_template': '{{ messages }}',
};
