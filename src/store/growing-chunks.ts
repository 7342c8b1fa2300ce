import { chunkBytes, joinChunks, type OutputChunk } from '../annotators/output-chunk.ts';

/**
 * A chunk grows to this many texts before the next is begun, however small the pieces that a slow model delivers:
 * every record of the database costs some hundred bytes of its own.
 */
const CHUNK_TEXTS = 1024;
/** Nor does it grow beyond this: with every piece it is written again as a whole, and several are read at once. */
const CHUNK_BYTES = 512 * 1024;

/** The key of a chunk: its series, and its number in it, from 0 without gaps. */
type ChunkKey<Series> = [series: Series, sequence: number];

/** An object store of chunks, as part of a transaction. */
interface ChunkStore<Series> {
  openCursor(
    chunks: IDBKeyRange,
    direction: 'prev',
  ): Promise<{ readonly key: ChunkKey<Series>; readonly value: OutputChunk } | null>;
  put(chunk: OutputChunk, key: ChunkKey<Series>): Promise<unknown>;
  add(chunk: OutputChunk, key: ChunkKey<Series>): Promise<unknown>;
}

/** Adds texts to a series: to its last chunk while that is small, otherwise as the next one. */
export async function appendChunk<Series extends number | string>(
  store: ChunkStore<Series>,
  series: Series,
  chunk: OutputChunk,
): Promise<void> {
  if (chunk.truncated.length === 0) return;
  const last = await store.openCursor(chunksFrom(series, 0), 'prev');
  if (last && last.value.truncated.length < CHUNK_TEXTS && chunkBytes(last.value) < CHUNK_BYTES)
    await store.put(joinChunks(last.value, chunk), last.key);
  else await store.add(chunk, [series, last ? last.key[1] + 1 : 0]);
}

/**
 * The chunks of a series in order.
 * @param atOnce how many are in memory together
 * @param read gives so many of those in a range at the most, the first ones
 */
export async function* readChunks(
  series: number | string,
  atOnce: number,
  read: (chunks: IDBKeyRange, most: number) => Promise<OutputChunk[]>,
): AsyncIterable<OutputChunk> {
  let next = 0;
  let chunks: OutputChunk[];
  do {
    chunks = await read(chunksFrom(series, next), atOnce);
    yield* chunks;
    next += chunks.length;
  } while (chunks.length === atOnce);
}

function chunksFrom(series: number | string, from: number): IDBKeyRange {
  return IDBKeyRange.bound([series, from], [series, Infinity]);
}
