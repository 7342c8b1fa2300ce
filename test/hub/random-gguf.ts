import { Random } from '../../src/analysis/random.ts';
import { BLOCK, WEIGHT_FORMS } from '../../src/annotators/gguf-onnx/block-weights.ts';
import { toHalf } from '../../src/files/half-precision.ts';
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

/** Forms of weights, as ggml numbers them. */
const [F32, Q4_1, Q8_0] = [0, 3, 8];
/** Random weights lie between half of this below 0 and half of it above. */
const SPREAD = 0.2;

/** Kinds of tokens, as llama.cpp numbers them. */
const [NORMAL, UNKNOWN, CONTROL, BYTE] = [1, 2, 3, 6];

interface Vocabulary {
  readonly tokens: readonly string[];
  /** Places of tokens that are no whole character. */
  readonly parts: readonly number[];
  readonly about: Parameters<typeof ggufBytes>[0];
}

/** SentencePiece's, as llama's own models have it. */
const LETTERS_ALONE: Vocabulary = {
  tokens: TOKENS,
  parts: Array.from({ length: TOKENS.length - LETTERS.length }, (_, token) => token),
  about: {
    'tokenizer.ggml.model': 'llama',
    'tokenizer.ggml.tokens': TOKENS,
    'tokenizer.ggml.scores': { f32s: TOKENS.map((_, at) => -at) },
    'tokenizer.ggml.token_type': TOKENS.map((_, at) =>
      at === 0 ? UNKNOWN : at < 3 ? CONTROL : at < 3 + BYTES.length ? BYTE : NORMAL,
    ),
    'tokenizer.ggml.bos_token_id': { u32: 1 },
    'tokenizer.ggml.eos_token_id': { u32: 2 },
  },
};

/** Bytes as GPT-2 writes them: those that are seen as they are, others from U+0100 on. */
const SEEN = Array.from({ length: 256 }, (_, byte) => byte).filter(
  (byte) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173),
);
const WRITTEN_BYTES = [
  ...SEEN.map((byte) => String.fromCharCode(byte)),
  ...Array.from({ length: 256 - SEEN.length }, (_, at) => String.fromCharCode(256 + at)),
];
/** U+0120 is a space. */
const MERGES = ['j o', 'jo y', '\u0120 joy', 'h o', '\u0120 ho', 'p e', '\u0120ho pe', '\u0120 s', '" ['];
const MERGED = [
  '<|end|>',
  '<|im_start|>',
  '<|im_end|>',
  ...WRITTEN_BYTES,
  ...MERGES.map((one) => one.replace(' ', '')),
];

/** Of merged bytes, cut as SmolLM2's is. */
const MERGED_BYTES: Vocabulary = {
  tokens: MERGED,
  parts: MERGED.flatMap((_, token) =>
    SEEN[token - 3] > 127 || token >= 3 + SEEN.length ? [token] : [],
  ).filter((token) => token < 3 + WRITTEN_BYTES.length),
  about: {
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.pre': 'smollm',
    'tokenizer.ggml.tokens': MERGED,
    'tokenizer.ggml.token_type': MERGED.map((_, at) => (at < 3 ? CONTROL : NORMAL)),
    'tokenizer.ggml.merges': MERGES,
    'tokenizer.ggml.bos_token_id': { u32: 0 },
    'tokenizer.ggml.eos_token_id': { u32: 0 },
    'tokenizer.ggml.add_bos_token': false,
  },
};

/** A small model of llama's architecture in GGUF form, of random weights, that llama.cpp can load: it reads and writes letters. */
export function randomGguf(): Uint8Array<ArrayBuffer> {
  return randomLlama(LETTERS_ALONE, HEADS);
}

/** One that ONNX Runtime can compute too: its tokens are merged bytes, and two heads share their keys and values. */
export function randomMergedBytesGguf(): Uint8Array<ArrayBuffer> {
  return randomLlama(MERGED_BYTES, HEADS / 2);
}

/** The same in blocks of 4 bits, and of 8 where tokens are looked up and chosen, as SmolLM2's file is. */
export function randomBlocksGguf(): Uint8Array<ArrayBuffer> {
  return randomLlama(MERGED_BYTES, HEADS / 2, (name) =>
    name.includes('norm') ? F32 : name.startsWith('blk.') ? Q4_1 : Q8_0,
  );
}

function randomLlama(
  { tokens, parts, about }: Vocabulary,
  keyHeads: number,
  formOf: (tensor: string) => number = () => F32,
): Uint8Array<ArrayBuffer> {
  const keys = (WIDTH / HEADS) * keyHeads;
  const layer = (at: number): Record<string, number[]> => ({
    [`blk.${at}.attn_norm.weight`]: [WIDTH],
    [`blk.${at}.attn_q.weight`]: [WIDTH, WIDTH],
    [`blk.${at}.attn_k.weight`]: [WIDTH, keys],
    [`blk.${at}.attn_v.weight`]: [WIDTH, keys],
    [`blk.${at}.attn_output.weight`]: [WIDTH, WIDTH],
    [`blk.${at}.ffn_norm.weight`]: [WIDTH],
    [`blk.${at}.ffn_gate.weight`]: [WIDTH, INNER],
    [`blk.${at}.ffn_up.weight`]: [WIDTH, INNER],
    [`blk.${at}.ffn_down.weight`]: [INNER, WIDTH],
  });
  const tensors: Record<string, number[]> = {
    'token_embd.weight': [WIDTH, tokens.length],
    'output_norm.weight': [WIDTH],
    'output.weight': [WIDTH, tokens.length],
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
      'llama.attention.head_count_kv': { u32: keyHeads },
      'llama.attention.layer_norm_rms_epsilon': { f32: 1e-5 },
      ...about,
    },
    tensors,
    3,
    Object.fromEntries(Object.keys(tensors).map((name) => [name, formOf(name)])),
  );
  const random = new Random(1, 'gguf');
  const pieces: Uint8Array<ArrayBuffer>[] = [padded(head)];
  for (const [name, dimensions] of Object.entries(tensors)) {
    const size = dimensions.reduce((product, each) => product * each);
    const form = formOf(name);
    const content = name.includes('norm')
      ? new Uint8Array(new Float32Array(size).fill(1).buffer)
      : form === F32
        ? new Uint8Array(Float32Array.from({ length: size }, () => SPREAD * (random.uniform() - 0.5)).buffer)
        : randomBlocks(size / BLOCK, form, random);
    // Parts of characters are never the likeliest, as with a model that has learnt to write.
    const row = (content.length / size) * WIDTH;
    if (name === 'output.weight') for (const token of parts) content.fill(0, token * row, (token + 1) * row);
    pieces.push(padded(content));
  }
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Random blocks: a scale and, of 4 bits, the least weight in half precision, then the weights' values. */
function randomBlocks(blocks: number, form: number, random: Random): Uint8Array<ArrayBuffer> {
  const { bytes } = WEIGHT_FORMS[form];
  const head = toHalf(form === Q4_1 ? [SPREAD / 15, -SPREAD / 2] : [SPREAD / 255]);
  const content = Uint8Array.from({ length: blocks * bytes }, () => Math.floor(256 * random.uniform()));
  const view = new DataView(content.buffer);
  for (let block = 0; block < blocks; block++)
    head.forEach((half, at) => view.setUint16(block * bytes + 2 * at, half, true));
  return content;
}

function padded(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(Math.ceil(bytes.length / ALIGNMENT) * ALIGNMENT);
  whole.set(bytes);
  return whole;
}
