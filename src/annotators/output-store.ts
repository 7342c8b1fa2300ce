import type { Annotator } from '../judgments/annotator.ts';
import type { OutputChunk } from './output-chunk.ts';

/** Where outputs are kept under the annotator and the text's hash, so that nothing finished is lost or computed twice. */
export interface OutputStore {
  /**
   * Keeps a chunk and the progress of its run, both or neither.
   * A chunk without texts records the progress alone.
   */
  append(annotator: Annotator, chunk: OutputChunk, progress: RunProgress): Promise<void>;
  /** Every chunk kept for an annotator, oldest first. A text may stand in more than one; its rows are then equal. */
  chunks(annotator: Annotator): AsyncIterable<OutputChunk>;
}

/** How far a run is. Texts are counted once however many items have them. */
export interface RunProgress {
  /** The project whose texts are annotated. */
  readonly project: number;
  readonly total: number;
  /** Texts whose output is kept, from earlier runs too. */
  readonly done: number;
}
