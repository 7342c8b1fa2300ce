/** Values under which sorting places by comparison is as fast. */
const FEW = 128;
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/**
 * The places of finite values in ascending order, equal ones in the order of their places. By the digits of their upper halves
 * (radix sort), then by value among those whose upper halves are equal.
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const size = values.length;
  const places = new Uint32Array(size);
  for (let place = 0; place < size; place++) places[place] = place;
  if (size <= FEW) return places.sort((a, b) => values[a] - values[b] || a - b);
  const keys = sortableHalves(values);
  let from = places;
  let to = new Uint32Array(size);
  const starts = new Uint32Array(DIGITS);
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
    starts.fill(0);
    for (let place = 0; place < size; place++) starts[(keys[place] >>> shift) & (DIGITS - 1)]++;
    let ahead = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = starts[digit];
      starts[digit] = ahead;
      ahead += count;
    }
    for (let at = 0; at < size; at++) {
      const place = from[at];
      to[starts[(keys[place] >>> shift) & (DIGITS - 1)]++] = place;
    }
    [from, to] = [to, from];
  }
  sortEqualHalves(from, keys, values);
  return from;
}

/** The upper 32 bits of each value, so that they rise with it: IEEE 754 numbers of one sign are in the order of their bits. */
function sortableHalves(values: Float64Array): Uint32Array {
  // Adding 0 turns -0 into 0, which is equal to it and has other bits.
  const positive = new Float64Array(values.length);
  for (let place = 0; place < values.length; place++) positive[place] = values[place] + 0;
  const bits = new Uint32Array(positive.buffer);
  const keys = new Uint32Array(values.length);
  const upper = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;
  for (let place = 0; place < keys.length; place++) {
    const half = bits[2 * place + upper];
    keys[place] = half >>> 31 ? ~half : half ^ 0x8000_0000;
  }
  return keys;
}

function sortEqualHalves(order: Uint32Array, keys: Uint32Array, values: Float64Array): void {
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    let sorted = true;
    while (end < order.length && keys[order[end]] === keys[order[start]]) {
      if (values[order[end - 1]] > values[order[end]]) sorted = false;
      end++;
    }
    if (!sorted) order.subarray(start, end).sort((a, b) => values[a] - values[b] || a - b);
    start = end;
  }
}
