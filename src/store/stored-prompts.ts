import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Prompt } from '../annotators/language-model/prompt.ts';
import type { Question } from '../judgments/question.ts';

/** Everything of ours in the browser's storage has a name with this start, so that exactly it can be deleted. */
const DATABASE_NAME = 'dissensus:prompts';

interface Schema extends DBSchema {
  /** Every prompt that a person made or a file brought, by its id and version: outputs that were made with it can be explained later. */
  prompts: { key: [id: string, version: string]; value: Prompt };
  /** Which of them is in use, by {@link slot}. */
  chosen: { key: string; value: Prompt };
}

/** Prompts that were changed in this browser. The connection is closed after each use, so that deleting never waits for it. */
export class StoredPrompts {
  /** Keeps a prompt beside its other versions and puts it to use. */
  async use(prompt: Prompt): Promise<void> {
    await this.#with(async (database) => {
      const transaction = database.transaction(['prompts', 'chosen'], 'readwrite');
      await Promise.all([
        transaction.objectStore('prompts').put(prompt, [prompt.id, prompt.version]),
        transaction.objectStore('chosen').put(prompt, slot(prompt)),
        transaction.done,
      ]);
    });
  }

  /** Keeps a version that was made elsewhere, unless it is here: it is not put to use. */
  async keep(prompt: Prompt): Promise<void> {
    const { id, version } = prompt;
    await this.#with(async (database) => {
      const transaction = database.transaction('prompts', 'readwrite');
      const known = await transaction.store.count([id, version]);
      if (known === 0) await transaction.store.put(prompt, [id, version]);
      await transaction.done;
    });
  }

  /** The version of a prompt that is in use; `undefined` where it is the one that ships. */
  async inUse(shipped: Prompt): Promise<Prompt | undefined> {
    return await this.#with((database) => database.get('chosen', slot(shipped)));
  }

  /** A version that was made here or that a file brought, in use or not. */
  async find(id: string, version: string): Promise<Prompt | undefined> {
    return await this.#with((database) => database.get('prompts', [id, version]));
  }

  /** Puts the prompt that ships to use again; the other versions are kept. */
  async reset(shipped: Prompt): Promise<void> {
    await this.#with((database) => database.delete('chosen', slot(shipped)));
  }

  async #with<Result>(work: (database: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result> {
    const database = await openDB<Schema>(DATABASE_NAME, 1, {
      upgrade(database) {
        database.createObjectStore('prompts');
        database.createObjectStore('chosen');
      },
    });
    try {
      return await work(database);
    } finally {
      database.close();
    }
  }
}

/** Questions of two data sets may share an id, but a prompt has words for its own labels only. */
function slot({ id, question }: { id: string; question: Question }): string {
  return JSON.stringify([id, question.labels]);
}
