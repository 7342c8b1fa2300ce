import type { OutputChunk } from '../annotators/output-chunk.ts';
import type { OutputStore, RunProgress } from '../annotators/output-store.ts';
import { annotatorKey } from '../judgments/annotator.ts';
import type { Annotator } from '../judgments/annotator.ts';
import type { IDBPTransaction, StoreNames } from 'idb';
import type { Database } from './database.ts';
import { appendChunk, readChunks } from './growing-chunks.ts';
import type { Schema } from './schema.ts';

/** Chunks read in one go: bounds memory while a large store is read. */
const CHUNKS_AT_ONCE = 32;

/** Model outputs in the browser's database. */
export class StoredOutputs implements OutputStore {
  constructor(private readonly database: Database) {}

  async append(annotator: Annotator, chunk: OutputChunk, progress: RunProgress): Promise<void> {
    await this.database.transact('readwrite', ['annotators', 'outputs', 'runs'], (transaction) =>
      appendOutputs(transaction, annotator, chunk, progress),
    );
  }

  async *chunks(annotator: Annotator): AsyncIterable<OutputChunk> {
    const id = await this.database.transact('readonly', ['annotators'], (transaction) =>
      transaction.objectStore('annotators').index('key').getKey(annotatorKey(annotator)),
    );
    if (id === undefined) return;
    yield* readChunks(id, CHUNKS_AT_ONCE, (range, most) =>
      this.database.transact('readonly', ['outputs'], (transaction) =>
        transaction.objectStore('outputs').getAll(range, most),
      ),
    );
  }

  /** Annotators that have outputs here, in the order in which they first had one. */
  async annotators(): Promise<Annotator[]> {
    const stored = await this.database.transact('readonly', ['annotators'], (transaction) =>
      transaction.objectStore('annotators').getAll(),
    );
    return stored.map(({ annotator }) => annotator);
  }

  /** How far the last run of an annotator over a project came; `undefined` if there was none. */
  async run(project: number, annotator: Annotator): Promise<RunProgress | undefined> {
    return await this.database.transact('readonly', ['annotators', 'runs'], async (transaction) => {
      const id = await transaction.objectStore('annotators').index('key').getKey(annotatorKey(annotator));
      return id === undefined ? undefined : await transaction.objectStore('runs').get([project, id]);
    });
  }
}

/** Keeps a chunk and the progress of its run, as part of a transaction that may keep more. */
export async function appendOutputs(
  transaction: Pick<IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>, 'objectStore'>,
  annotator: Annotator,
  chunk: OutputChunk,
  progress: RunProgress,
): Promise<void> {
  const key = annotatorKey(annotator);
  const annotators = transaction.objectStore('annotators');
  const known = await annotators.index('key').getKey(key);
  // The id is the database's to give.
  const id = known ?? (await annotators.add({ key, annotator } as never));
  await appendChunk(transaction.objectStore('outputs'), id, chunk);
  await transaction.objectStore('runs').put({ ...progress, updated: Date.now() }, [progress.project, id]);
}
