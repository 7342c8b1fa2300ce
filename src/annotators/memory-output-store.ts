import { annotatorKey } from '../judgments/annotator.ts';
import type { Annotator } from '../judgments/annotator.ts';
import type { OutputChunk } from './output-chunk.ts';
import type { OutputStore } from './output-store.ts';

/** Keeps outputs for the life of the program: for the command line and for checks. */
export class MemoryOutputStore implements OutputStore {
  #chunks = new Map<string, OutputChunk[]>();

  async append(annotator: Annotator, chunk: OutputChunk): Promise<void> {
    const key = annotatorKey(annotator);
    this.#chunks.set(key, [...(this.#chunks.get(key) ?? []), chunk]);
  }

  async *chunks(annotator: Annotator): AsyncIterable<OutputChunk> {
    yield* this.#chunks.get(annotatorKey(annotator)) ?? [];
  }
}
