import type { Tensor } from 'onnxruntime-web';
import type { MakeTensor } from '../language-model/key-value-cache.ts';
import type { RowsRead } from './row-decoder.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/** Keys and values of rows, with room behind them that is written as they are read on: none of it is copied for that. */
export class RowCache {
  private constructor(
    /** Of all rows, with the room. */
    readonly read: RowsRead,
    private readonly makeTensor: MakeTensor,
  ) {}

  /**
   * @param beginning of all rows
   * @param fresh what was read of each behind it
   * @param room places besides, of each row
   */
  static behind(beginning: RowsRead, fresh: Tensors, room: number, makeTensor: MakeTensor): RowCache {
    const [{ dims }] = Object.values(fresh);
    const [rows, , width] = dims;
    const length = beginning.length + width + room;
    const tensors = emptyLike(fresh, rows, length, makeTensor);
    const cache = new RowCache({ beginning: beginning.length, length, tensors }, makeTensor);
    for (let row = 0; row < rows; row++) cache.#copy(beginning.tensors, 0, row, 0);
    cache.write(fresh, beginning.length);
    return cache;
  }

  /** Writes what was read of every row, from a place on. */
  write(fresh: Tensors, at: number): void {
    const [{ dims }] = Object.values(fresh);
    for (let row = 0; row < dims[0]; row++) this.#copy(fresh, row, row, at);
  }

  /** Some of the rows, or the same where these are all. */
  rows(some: readonly number[]): RowCache {
    const { tensors, length } = this.read;
    const [{ dims }] = Object.values(tensors);
    if (some.length === dims[0]) return this;
    const read = { ...this.read, tensors: emptyLike(tensors, some.length, length, this.makeTensor) };
    const cache = new RowCache(read, this.makeTensor);
    for (const [row, from] of some.entries()) cache.#copy(tensors, from, row, 0);
    return cache;
  }

  /** Copies all places of a row to another's, from a place on. */
  #copy(from: Tensors, fromRow: number, row: number, at: number): void {
    for (const [name, source] of Object.entries(from)) {
      const [, heads, places, size] = source.dims;
      const target = this.read.tensors[name].data as Float32Array;
      const content = source.data as Float32Array;
      for (let head = 0; head < heads; head++) {
        const start = (fromRow * heads + head) * places * size;
        const to = ((row * heads + head) * this.read.length + at) * size;
        target.set(content.subarray(start, start + places * size), to);
      }
    }
  }
}

function emptyLike(like: Tensors, rows: number, length: number, makeTensor: MakeTensor): Tensors {
  const entries = Object.entries(like).map(
    ([
      name,
      {
        type,
        dims: [, heads, , size],
      },
    ]) => {
      const dims = [rows, heads, length, size];
      return [name, makeTensor(type, new Float32Array(rows * heads * length * size), dims)] as const;
    },
  );
  return Object.fromEntries(entries);
}
