import { fromHalf } from '../../files/half-precision.ts';

/** Weights that share a scale, in GGUF's simple forms and as ONNX Runtime's MatMulNBits has them here. */
export const BLOCK = 32;

/**
 * A form of weights in GGUF (github.com/ggml-org/llama.cpp/blob/master/ggml/src/ggml-common.h) that ONNX Runtime can compute with
 * as it is, nothing rounded.
 */
export interface WeightForm {
  /** `null` for single precision. */
  readonly bits: 4 | 8 | null;
  /** Whether a block has a place of its zero; else that is the middle of its range. */
  readonly zeros: boolean;
  /** Of a block, in the GGUF file. */
  readonly bytes: number;
}

/** By ggml's number of the form. */
export const WEIGHT_FORMS: Readonly<Record<number, WeightForm>> = {
  0: { bits: null, zeros: false, bytes: 4 * BLOCK },
  2: { bits: 4, zeros: false, bytes: 18 },
  3: { bits: 4, zeros: true, bytes: 20 },
  8: { bits: 8, zeros: false, bytes: 34 },
};

/** A matrix as MatMulNBits takes it: a weight is its scale times (its value less its zero). */
export interface BlockWeights {
  /** Values without a sign, those of 4 bits two to a byte, the first below. */
  readonly values: Uint8Array;
  /** One for each block. */
  readonly scales: Float32Array;
  readonly zeros: Float32Array | null;
}

/**
 * Parts blocks of a GGUF file into values, scales and zeros.
 * @param content blocks of one of the {@link WEIGHT_FORMS} with bits
 */
export function blockWeights(
  content: Uint8Array,
  { bits, zeros: hasZeros, bytes }: WeightForm,
): BlockWeights {
  const blocks = content.length / bytes;
  const width = (BLOCK * bits!) / 8;
  const values = new Uint8Array(blocks * width);
  const scales = halves(content, bytes, 0);
  const least = hasZeros ? halves(content, bytes, 2) : null;
  const zeros = hasZeros ? new Float32Array(blocks) : null;
  for (let block = 0; block < blocks; block++) {
    const from = block * bytes;
    const first = from + bytes - width;
    if (least && zeros) {
      // Of a block whose weights are all the same the scale is 0, and says nothing of the weight.
      const flat = scales[block] === 0;
      if (flat) scales[block] = least[block];
      zeros[block] = flat ? -1 : -least[block] / scales[block];
      if (flat) continue;
    }
    if (bits === 8)
      for (let at = 0; at < width; at++) values[block * width + at] = content[first + at] ^ 0x80;
    else
      for (let at = 0; at < width; at++) {
        // GGUF has the first half of a block in the lower halves of its bytes, MatMulNBits neighbours in one byte.
        const pair = first + ((2 * at) % width);
        values[block * width + at] =
          2 * at < width
            ? (content[pair] & 15) | ((content[pair + 1] & 15) << 4)
            : (content[pair] >> 4) | (content[pair + 1] & 0xf0);
      }
  }
  return { values, scales, zeros };
}

/** A number in half precision of every block. */
function halves(content: Uint8Array, bytes: number, within: number): Float32Array {
  const bits = Uint16Array.from({ length: content.length / bytes }, (_, block) => {
    const at = block * bytes + within;
    return content[at] | (content[at + 1] << 8);
  });
  const singles = new Float32Array(bits.length);
  fromHalf(bits, singles, 0);
  return singles;
}

/**
 * The rows of a matrix of queries or keys in the order of its halves. GGUF files of the llama architecture have the two numbers that a
 * rotation mixes side by side; here they stand half a head apart.
 * @param rows of all heads
 * @param size rows of a head
 * @param width bytes of a row
 */
export function rowsByHalves(content: Uint8Array, rows: number, size: number, width: number): Uint8Array {
  const ordered = new Uint8Array(content.length);
  for (let row = 0; row < rows; row++) {
    const head = row - (row % size);
    const within = row - head;
    const to = head + (within % 2) * (size / 2) + Math.floor(within / 2);
    ordered.set(content.subarray(row * width, (row + 1) * width), to * width);
  }
  return ordered;
}
