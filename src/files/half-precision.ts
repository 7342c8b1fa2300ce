import { getFloat16, setFloat16 } from '@petamoriken/float16';

/**
 * Probabilities are kept as 16-bit floats (IEEE 754 binary16): 2 bytes each, relative error below 2^-11 down to 6e-5, which
 * a fixed-point number of the same size does not reach and which logarithms need.
 *
 * @returns the bit patterns
 */
export function toHalf(values: ArrayLike<number>): Uint16Array<ArrayBuffer> {
  const bits = new Uint16Array(values.length);
  const view = new DataView(bits.buffer);
  for (let index = 0; index < values.length; index++) setFloat16(view, index * 2, values[index], true);
  return bits;
}

/** Writes the numbers that bit patterns stand for into `target` from `start` on. */
export function fromHalf(bits: Uint16Array, target: Float32Array, start: number): void {
  const numbers = halfTable();
  for (let index = 0; index < bits.length; index++) target[start + index] = numbers[bits[index]];
}

let table: Float32Array | undefined;

/** Every half-precision number by its bit pattern: looking one up is several times faster than working it out. */
function halfTable(): Float32Array {
  if (table) return table;
  table = new Float32Array(0x10000);
  const view = new DataView(new ArrayBuffer(2));
  for (let bits = 0; bits < table.length; bits++) {
    view.setUint16(0, bits, true);
    table[bits] = getFloat16(view, 0, true);
  }
  return table;
}
