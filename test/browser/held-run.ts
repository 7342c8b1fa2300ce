import type { Page } from 'playwright-core';
import { DATABASE_NAME } from '../../src/store/schema.ts';

/** A run that cannot keep anything more until it is let go. */
export interface HeldRun {
  /** How many texts it had kept by then. */
  readonly kept: number;
  letGo(): Promise<void>;
}

/**
 * Holds the next run of a page as soon as it has kept so many texts, so that what is done to it in the middle does not come after
 * its end. It is the database that holds it: a transaction of ours stays open, and the run's own waits behind that. Loading the
 * page again lets go too.
 * @param begin starts the run
 */
export async function holdRun(page: Page, texts: number, begin: () => Promise<void>): Promise<HeldRun> {
  const held = page.evaluate(startHolding, {
    code: `(${holdInWorker.toString()})()`,
    asked: { name: DATABASE_NAME, texts },
  });
  await begin();
  return {
    kept: await held,
    letGo: () => page.evaluate(() => (globalThis as Holding).letGo!()),
  };
}

interface Asked {
  readonly name: string;
  readonly texts: number;
}
type Holding = typeof globalThis & { letGo?: () => void };

/** Runs in the page, whose own thread may be too busy to hold a run in time: a worker does. */
async function startHolding({ code, asked }: { code: string; asked: Asked }): Promise<number> {
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(address, { name: 'holding a run' });
  (globalThis as Holding).letGo = () => worker.postMessage('let go');
  worker.postMessage(asked);
  return await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
}

/**
 * Runs in the worker: tells how many texts the run has kept, at least so many, with a transaction still open. The next transaction
 * is always asked for before the last one ends, so that of the run's own no two come between.
 */
function holdInWorker(): void {
  const cell = new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer);
  /** A transaction stays open meanwhile, as its last answer is still being looked at. */
  const rest = (milliseconds: number) => Atomics.wait(cell, 0, 0, milliseconds);
  const before = new Set<string>();
  let first = true;
  let holding = false;
  let letGo = false;

  function look(database: IDBDatabase, texts: number): void {
    const runs = database.transaction('runs', 'readwrite').objectStore('runs');
    const stay = () => {
      if (letGo) return database.close();
      rest(20);
      runs.count().onsuccess = stay;
    };
    const reading = runs.getAllKeys();
    reading.onsuccess = () => {
      if (holding) return;
      look(database, texts);
      const keys = reading.result.map(String);
      // What earlier runs kept is not of this one.
      if (first) for (const key of keys) before.add(key);
      first = false;
      runs.getAll().onsuccess = ({ target }) => {
        const found = (target as IDBRequest<{ done: number }[]>).result;
        const kept = Math.max(0, ...found.filter((_, at) => !before.has(keys[at])).map(({ done }) => done));
        holding = kept >= texts;
        if (!holding) return void rest(10);
        postMessage(kept);
        stay();
      };
    };
  }

  addEventListener('message', ({ data }: MessageEvent<Asked | 'let go'>) => {
    if (data === 'let go') {
      letGo = true;
      return;
    }
    const opening = indexedDB.open(data.name);
    opening.onerror = () => {
      throw opening.error!;
    };
    opening.onsuccess = () => look(opening.result, data.texts);
  });
}
