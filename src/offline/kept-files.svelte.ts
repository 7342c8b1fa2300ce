import { FILES_CACHE } from './offline-files.ts';

let changes = $state(0);

/** How often files were added to the copy since the page was opened; reading it in a component keeps the component up to date. */
export function keptChanges(): number {
  return changes;
}

/** For what adds files to the copy. */
export function tellKept(): void {
  changes++;
}

/**
 * Whether all of these files are in the copy for use without a network, and the page reads them from there: nothing of them is
 * fetched. A browser's own cache counts for nothing, for it tells nobody what it holds.
 * @param urls absolute addresses
 */
export async function areKept(urls: readonly string[]): Promise<boolean> {
  if (!('caches' in globalThis) || !navigator.serviceWorker?.controller) return false;
  const found = await Promise.all(urls.map((url) => caches.match(url, { cacheName: FILES_CACHE })));
  return found.every((copy) => copy !== undefined);
}
