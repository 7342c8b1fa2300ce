import { joinChunks, type OutputChunk } from '../annotators/output-chunk.ts';
import type { OutputStore } from '../annotators/output-store.ts';
import type { Annotator } from '../judgments/annotator.ts';
import type { Database } from './database.ts';

/** A chunk grows to this many texts before the next is begun. */
const CHUNK_TEXTS = 1024;

/** Vectors of texts in the browser's database, by the revision of the model that made them and the text's hash: apart from what models answer. */
export class StoredVectors implements OutputStore {
  constructor(private readonly database: Database) {}

  async append({ revision }: Annotator, chunk: OutputChunk): Promise<void> {
    if (chunk.truncated.length === 0) return;
    await this.database.transact('readwrite', ['vectors'], async (transaction) => {
      const vectors = transaction.objectStore('vectors');
      const last = await vectors.openCursor(everyChunkOf(revision), 'prev');
      if (last && last.value.truncated.length < CHUNK_TEXTS)
        await vectors.put(joinChunks(last.value, chunk), last.key);
      else await vectors.add(chunk, [revision, last ? last.key[1] + 1 : 0]);
    });
  }

  async *chunks({ revision }: Pick<Annotator, 'revision'>): AsyncIterable<OutputChunk> {
    for (let next = 0; ; next++) {
      const chunk = await this.database.transact('readonly', ['vectors'], (transaction) =>
        transaction.objectStore('vectors').get([revision, next]),
      );
      if (!chunk) return;
      yield chunk;
    }
  }
}

/** Chunks are numbered from 0 without gaps. */
function everyChunkOf(revision: string): IDBKeyRange {
  return IDBKeyRange.bound([revision, 0], [revision, Infinity]);
}
