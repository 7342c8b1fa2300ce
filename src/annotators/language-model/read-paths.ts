import type { Decoder, NextTokens } from './decoder.ts';
import { bytesPerRow, gatherRows, MOST_CACHE_BYTES, type KeyValueCache } from './key-value-cache.ts';

/**
 * What a model has read of texts and of what may follow them, each way to go on a path. Paths that went on are good until others go
 * on from the same ones.
 */
export interface ReadPaths {
  readonly count: number;
  /** Paths that can go on together at most. */
  readonly most: number;
  /**
   * Reads a token more of some paths.
   * @param onward for each path to be: the place of the one that it goes on from, and the token
   * @returns the new paths in their order, and the scores after each, good until the next call
   */
  readOn(onward: readonly Onward[]): Promise<{ readonly next: NextTokens; readonly read: ReadPaths }>;
}

export interface Onward {
  readonly row: number;
  readonly token: number;
}

/** Paths as rows of a cache: what they have in common is there once for each. */
export function pathsAsRows(decoder: Decoder, cache: KeyValueCache): ReadPaths {
  return {
    count: cache.rows,
    most: Math.max(1, Math.floor(MOST_CACHE_BYTES / bytesPerRow(cache))),
    async readOn(onward) {
      const from = onward.map(({ row }) => row);
      const tokens = onward.map(({ token }) => [token]);
      const run = await decoder.runOn(tokens, gatherRows(cache, from, decoder.makeTensor));
      return { next: run.next, read: pathsAsRows(decoder, run.cache) };
    },
  };
}
