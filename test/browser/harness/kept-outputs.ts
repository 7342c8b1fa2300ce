import type { Page } from 'playwright-core';

/** How many outputs the page's storage holds, and of how many different texts. */
export async function keptOutputs(page: Page): Promise<{ kept: number; different: number }> {
  return await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('dissensus:store');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error!);
    });
    const chunks = await new Promise<{ hashes: Uint8Array; truncated: Uint8Array }[]>((resolve) => {
      const all = database.transaction('outputs').objectStore('outputs').getAll();
      all.onsuccess = () => resolve(all.result);
    });
    database.close();
    const kept = chunks.reduce((sum, { truncated }) => sum + truncated.length, 0);
    const texts = chunks.flatMap(({ hashes, truncated }) => {
      const bytes = hashes.length / truncated.length;
      return Array.from(truncated, (_, text) => hashes.slice(text * bytes, (text + 1) * bytes).join());
    });
    return { kept, different: new Set(texts).size };
  });
}
