import type { Tensor } from 'onnxruntime-web';

/** Makes a tensor of the runtime that the session belongs to. */
export type MakeTensor = (type: Tensor.Type, data: Tensor.DataType, dims: readonly number[]) => Tensor;

/** What a decoder keeps of the tokens it has read: one row for each sequence, all equally long or padded. */
export interface KeyValueCache {
  readonly rows: number;
  /** Tokens read so far, with those that pad a row. */
  readonly length: number;
  /** For each row the places in it that hold nothing; absent where no row has any. */
  readonly padding?: readonly Padding[];
  /** By the name of the input that takes it; the first axis is the row. */
  readonly tensors: Readonly<Record<string, Tensor>>;
}

/** Places of a cache's row from one to before the other. */
export interface Padding {
  readonly from: number;
  readonly to: number;
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
  const padding = cache.padding && from.map((row) => cache.padding![row]);
  return { rows: from.length, length: cache.length, tensors, ...(padding && { padding }) };
}

/** All rows of several caches, in their order, the shorter ones padded at their end. */
export function joinRows(caches: readonly KeyValueCache[], makeTensor: MakeTensor): KeyValueCache {
  const [first] = caches;
  if (caches.length === 1) return first;
  const rows = caches.reduce((sum, cache) => sum + cache.rows, 0);
  const length = Math.max(...caches.map((cache) => cache.length));
  const tensors: Record<string, Tensor> = {};
  for (const name of Object.keys(first.tensors)) {
    const { type, dims } = first.tensors[name];
    const growing = grows(name);
    // A row's blocks grow with its tokens; what has a fixed size is one block.
    const blocks = growing ? dims[1] : 1;
    const width = growing ? dims[3] : dims.slice(1).reduce((product, size) => product * size, 1);
    const room = growing ? length * width : width;
    const { constructor } = first.tensors[name].data as Float32Array | Uint16Array;
    const joined = new (constructor as new (length: number) => Float32Array)(rows * blocks * room);
    let place = 0;
    for (const cache of caches) {
      const data = cache.tensors[name].data as Float32Array;
      const size = growing ? cache.length * width : width;
      for (let block = 0; block < cache.rows * blocks; block++, place += room)
        joined.set(data.subarray(block * size, (block + 1) * size), place);
    }
    const joinedDims = growing ? [rows, dims[1], length, dims[3]] : [rows, ...dims.slice(1)];
    tensors[name] = makeTensor(type, joined, joinedDims);
  }
  const padding = caches.flatMap((cache) =>
    Array.from({ length: cache.rows }, () => ({ from: cache.length, to: length })),
  );
  return { rows, length, padding, tensors };
}

/** Whether a cache's tensor has a place for every token on its third axis; a convolution's state has a fixed size. */
export function grows(name: string): boolean {
  return name.startsWith('past_key_values');
}
