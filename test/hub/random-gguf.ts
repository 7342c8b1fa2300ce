import { Random } from '../../src/analysis/random.ts';
import { ALIGNMENT, ggufBytes } from '../annotators/llama-cpp/gguf-bytes.ts';

const WIDTH = 64;
const INNER = 128;
const HEADS = 4;
const LAYERS = 2;
const BYTES = Array.from(
  { length: 256 },
  (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
);
const LETTERS = [...'\u2581abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,:?!"'];
const TOKENS = ['<unk>', '<s>', '</s>', ...BYTES, ...LETTERS];

/** Kinds of tokens, as llama.cpp numbers them. */
const [NORMAL, UNKNOWN, CONTROL, BYTE] = [1, 2, 3, 6];

/** A small model of llama's architecture in GGUF form, of random weights, that llama.cpp can load: it reads and writes letters. */
export function randomGguf(): Uint8Array<ArrayBuffer> {
  const layer = (at: number): Record<string, number[]> => ({
    [`blk.${at}.attn_norm.weight`]: [WIDTH],
    [`blk.${at}.attn_q.weight`]: [WIDTH, WIDTH],
    [`blk.${at}.attn_k.weight`]: [WIDTH, WIDTH],
    [`blk.${at}.attn_v.weight`]: [WIDTH, WIDTH],
    [`blk.${at}.attn_output.weight`]: [WIDTH, WIDTH],
    [`blk.${at}.ffn_norm.weight`]: [WIDTH],
    [`blk.${at}.ffn_gate.weight`]: [WIDTH, INNER],
    [`blk.${at}.ffn_up.weight`]: [WIDTH, INNER],
    [`blk.${at}.ffn_down.weight`]: [INNER, WIDTH],
  });
  const tensors: Record<string, number[]> = {
    'token_embd.weight': [WIDTH, TOKENS.length],
    'output_norm.weight': [WIDTH],
    'output.weight': [WIDTH, TOKENS.length],
    ...Object.assign({}, ...Array.from({ length: LAYERS }, (_, at) => layer(at))),
  };
  const head = ggufBytes(
    {
      'general.architecture': 'llama',
      'general.name': 'Random letters',
      'general.license': 'cc0-1.0',
      'general.file_type': { u32: 0 },
      'llama.context_length': { u32: 1024 },
      'llama.embedding_length': { u32: WIDTH },
      'llama.block_count': { u32: LAYERS },
      'llama.feed_forward_length': { u32: INNER },
      'llama.rope.dimension_count': { u32: WIDTH / HEADS },
      'llama.attention.head_count': { u32: HEADS },
      'llama.attention.head_count_kv': { u32: HEADS },
      'llama.attention.layer_norm_rms_epsilon': { f32: 1e-5 },
      'tokenizer.ggml.model': 'llama',
      'tokenizer.ggml.tokens': TOKENS,
      'tokenizer.ggml.scores': { f32s: TOKENS.map((_, at) => -at) },
      'tokenizer.ggml.token_type': TOKENS.map((_, at) =>
        at === 0 ? UNKNOWN : at < 3 ? CONTROL : at < 3 + BYTES.length ? BYTE : NORMAL,
      ),
      'tokenizer.ggml.bos_token_id': { u32: 1 },
      'tokenizer.ggml.eos_token_id': { u32: 2 },
    },
    tensors,
  );
  const random = new Random(1, 'gguf');
  const pieces: Uint8Array<ArrayBuffer>[] = [padded(head)];
  for (const [name, dimensions] of Object.entries(tensors)) {
    const size = dimensions.reduce((product, each) => product * each);
    const scale = name.includes('norm') ? 0 : 0.2;
    const values = Float32Array.from({ length: size }, () =>
      scale === 0 ? 1 : scale * (random.uniform() - 0.5),
    );
    // Single bytes are never the likeliest, as with a model that has learnt to write.
    if (name === 'output.weight') values.fill(0, 0, (TOKENS.length - LETTERS.length) * WIDTH);
    pieces.push(padded(new Uint8Array(values.buffer)));
  }
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function padded(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(Math.ceil(bytes.length / ALIGNMENT) * ALIGNMENT);
  whole.set(bytes);
  return whole;
}
