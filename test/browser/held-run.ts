import type { Page } from 'playwright-core';
import { DATABASE_NAME } from '../../src/store/schema.ts';

/** A run that cannot keep anything more until it is let go. */
interface HeldRun {
  /** How many texts it had kept by then. */
  readonly kept: number;
  letGo(): Promise<void>;
}

/**
 * Holds the next run of a page once it has kept so many texts, so that what is done to it in the middle does not come after its
 * end. It is the database that holds it: a transaction of ours stays open, and the run's own waits behind that. Loading the page
 * again lets go too.
 * @param begin starts the run
 */
export async function holdRun(page: Page, texts: number, begin: () => Promise<void>): Promise<HeldRun> {
  const held = page.evaluate(keepTransactionOpen, { name: DATABASE_NAME, texts });
  await begin();
  return {
    kept: await held,
    letGo: () => page.evaluate(() => (globalThis as Holding).letGo!()),
  };
}

type Holding = typeof globalThis & { letGo?: () => void };

/** Runs in the page: gives how many texts the run has kept, at least so many, with the transaction still open. */
async function keepTransactionOpen({ name, texts }: { name: string; texts: number }): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error!);
  });
  let letGo = false;
  (globalThis as Holding).letGo = () => (letGo = true);
  const before = new Set<string>();
  let first = true;
  return new Promise((resolve) => {
    const look = () => {
      const runs = database.transaction('runs', 'readwrite').objectStore('runs');
      const reading = runs.openCursor();
      let kept = 0;
      reading.onsuccess = () => {
        const cursor = reading.result;
        if (cursor) {
          // What earlier runs kept is not of this one.
          if (first) before.add(String(cursor.key));
          else if (!before.has(String(cursor.key)))
            kept = Math.max(kept, (cursor.value as { done: number }).done);
          cursor.continue();
          return;
        }
        first = false;
        if (kept < texts) {
          setTimeout(look, 5);
          return;
        }
        resolve(kept);
        const hold = () => {
          if (letGo) database.close();
          else runs.count().onsuccess = hold;
        };
        hold();
      };
    };
    look();
  });
}
