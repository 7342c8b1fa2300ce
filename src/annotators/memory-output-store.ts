import { annotatorKey } from '../judgments/annotator.ts';
import type { Annotator } from '../judgments/annotator.ts';
import type { OutputChunk } from './output-chunk.ts';
import type { OutputStore } from './output-store.ts';

/** Keeps outputs for the life of the program: for the command line and for checks. */
export class MemoryOutputStore implements OutputStore {
  #kept = new Map<string, { readonly annotator: Annotator; readonly chunks: OutputChunk[] }>();

  async append(annotator: Annotator, chunk: OutputChunk): Promise<void> {
    const key = annotatorKey(annotator);
    const { chunks } = this.#kept.get(key) ?? { chunks: [] };
    this.#kept.set(key, { annotator, chunks: [...chunks, chunk] });
  }

  async *chunks(annotator: Annotator): AsyncIterable<OutputChunk> {
    yield* this.#kept.get(annotatorKey(annotator))?.chunks ?? [];
  }

  /** Those that have outputs, in the order of their first. */
  annotators(): Annotator[] {
    return [...this.#kept.values()].map(({ annotator }) => annotator);
  }
}
