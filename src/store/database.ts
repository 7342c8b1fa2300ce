import { openDB } from 'idb';
import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import {
  StorageClosedError,
  StorageDeletedError,
  StorageError,
  StorageFullError,
  StorageVersionError,
} from './storage-errors.ts';
import { DATABASE_NAME, UPGRADES } from './schema.ts';
import type { Schema } from './schema.ts';

/** What a page may want to say about its storage while it is open. */
export interface StorageEvents {
  /** Opening waits for another tab; `message` says what to do. It goes on by itself once that tab is closed. */
  readonly onBlocked?: (message: string) => void;
  /** The storage is gone for this page: deleted, or taken over by a newer version. Every use of it throws this error. */
  readonly onLost?: (error: StorageError) => void;
}

const BLOCKED =
  'Another tab of this site holds an older version of the storage. Close the other tabs of this site to go on.';

/** Opening takes milliseconds; after this long it waits for something that only the person can end. */
const PATIENCE_MILLISECONDS = 3000;

/** What Chromium and Firefox say when the disk takes no more. */
const WRITING_FAILED = /IO ?error|failed to write blobs|no space|disk (is )?full|FILE_ERROR/i;

/** A connection to the browser's database that turns its failures into {@link StorageError}s. */
export class Database {
  #lost: StorageError | null = null;

  private constructor(
    private readonly connection: IDBPDatabase<Schema>,
    private readonly events: StorageEvents,
  ) {}

  /**
   * Opens the database, bringing one of an earlier version up to date.
   *
   * @throws {StorageVersionError} where a newer version of Dissensus has used it
   */
  static async open(events: StorageEvents = {}, upgrades = UPGRADES): Promise<Database> {
    // Behind a deletion that another tab holds up, opening waits without an event.
    const patience = setTimeout(() => events.onBlocked?.(BLOCKED), PATIENCE_MILLISECONDS);
    let database: Database | undefined;
    let failure: unknown;
    try {
      const connection = await openDB<Schema>(DATABASE_NAME, upgrades.length, {
        async upgrade(connection, oldVersion, _newVersion, transaction) {
          try {
            for (const upgrade of upgrades.slice(oldVersion)) await upgrade(connection, transaction);
          } catch (error) {
            // Half an upgrade is none: the storage stays as the earlier version left it.
            failure = error;
            transaction.abort();
          }
        },
        blocked: () => events.onBlocked?.(BLOCKED),
        blocking: (_current, blockedVersion) =>
          database?.lose(
            blockedVersion === null
              ? new StorageDeletedError()
              : new StorageVersionError(
                  'A newer version of Dissensus was opened in another tab. Reload this tab; finished outputs are kept.',
                ),
          ),
        terminated: () => database?.lose(new StorageClosedError()),
      });
      database = new Database(connection, events);
      return database;
    } catch (error) {
      throw inWords(failure ?? error);
    } finally {
      clearTimeout(patience);
    }
  }

  /**
   * Runs `work` in one transaction: all of what it writes is kept, on disk, or none of it.
   *
   * @throws {StorageError}
   */
  async transact<Mode extends 'readonly' | 'readwrite', Names extends StoreNames<Schema>, Result>(
    mode: Mode,
    stores: Names[],
    work: (transaction: IDBPTransaction<Schema, Names[], Mode>) => Promise<Result>,
  ): Promise<Result> {
    if (this.#lost) throw this.#lost;
    let transaction: IDBPTransaction<Schema, Names[], Mode> | undefined;
    try {
      transaction = this.connection.transaction(stores, mode, { durability: 'strict' });
      const result = await work(transaction);
      await transaction.done;
      return result;
    } catch (error) {
      if (transaction) await abandon(transaction);
      throw this.#lost ?? inWords(transaction?.error ?? error);
    }
  }

  close(): void {
    this.connection.close();
  }

  private lose(error: StorageError): void {
    this.#lost = error;
    this.connection.close();
    this.events.onLost?.(error);
  }
}

/** Undoes what a transaction wrote, if it has not ended by itself. */
async function abandon(transaction: { abort(): void; done: Promise<void> }): Promise<void> {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
  await transaction.done.catch(() => undefined);
}

function inWords(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  switch (error.name) {
    case 'QuotaExceededError':
      return new StorageFullError({ cause: error });
    case 'VersionError':
      return new StorageVersionError(
        "This browser's storage was made by a newer version of Dissensus. Reload the page; if this stays, the site serves an old version.",
        { cause: error },
      );
    default:
      // A disk that is full is no quota, and browsers have no name for it.
      if (WRITING_FAILED.test(error.message)) return new StorageFullError({ cause: error });
      return new StorageError(`The browser's storage failed: ${error.message} (${error.name}).`, {
        cause: error,
      });
  }
}
