import type { Tensor } from 'onnxruntime-web';

/** Makes a tensor of the runtime that the session belongs to. */
export type MakeTensor = (type: Tensor.Type, data: Tensor.DataType, dims: readonly number[]) => Tensor;

/** What a decoder keeps of the tokens it has read: one row for each sequence, all equally long. */
export interface KeyValueCache {
  readonly rows: number;
  /** Tokens read so far. */
  readonly length: number;
  /** By the name of the input that takes it; the first axis is the row. */
  readonly tensors: Readonly<Record<string, Tensor>>;
}

/** Bytes of cache that are run together at most; more gains nothing and may not fit into a browser's memory. */
export const MOST_CACHE_BYTES = 64 * 2 ** 20;

/** Bytes that one row of a cache takes. */
export function bytesPerRow({ rows, tensors }: KeyValueCache): number {
  let bytes = 0;
  for (const tensor of Object.values(tensors))
    bytes += (tensor.data as Float32Array | Uint16Array).byteLength;
  return bytes / rows;
}

/** A cache whose row i is row `from[i]` of the given one: some of its rows, or one of them many times. */
export function gatherRows(
  cache: KeyValueCache,
  from: readonly number[],
  makeTensor: MakeTensor,
): KeyValueCache {
  const identity = from.length === cache.rows && from.every((row, place) => row === place);
  if (identity) return cache;
  const tensors: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(cache.tensors)) {
    const data = tensor.data as Float32Array | Uint16Array;
    const width = data.length / cache.rows;
    const gathered = new (data.constructor as new (length: number) => typeof data)(width * from.length);
    for (const [place, row] of from.entries())
      gathered.set(data.subarray(row * width, (row + 1) * width), place * width);
    tensors[name] = makeTensor(tensor.type, gathered, [from.length, ...tensor.dims.slice(1)]);
  }
  return { rows: from.length, length: cache.length, tensors };
}
