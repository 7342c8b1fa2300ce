import type { OutputChunk } from '../annotators/output-chunk.ts';
import type { OutputStore } from '../annotators/output-store.ts';
import type { Annotator } from '../judgments/annotator.ts';
import type { Database } from './database.ts';
import { appendChunk, readChunks } from './growing-chunks.ts';

/** Chunks read in one go: a vector is much longer than a model's answer. */
const CHUNKS_AT_ONCE = 2;

/** Vectors of texts in the browser's database, by the revision of the model that made them and the text's hash: apart from what models answer. */
export class StoredVectors implements OutputStore {
  constructor(private readonly database: Database) {}

  async append({ revision }: Annotator, chunk: OutputChunk): Promise<void> {
    await this.database.transact('readwrite', ['vectors'], (transaction) =>
      appendChunk(transaction.objectStore('vectors'), revision, chunk),
    );
  }

  chunks({ revision }: Pick<Annotator, 'revision'>): AsyncIterable<OutputChunk> {
    return readChunks(revision, CHUNKS_AT_ONCE, (range, most) =>
      this.database.transact('readonly', ['vectors'], (transaction) =>
        transaction.objectStore('vectors').getAll(range, most),
      ),
    );
  }
}
