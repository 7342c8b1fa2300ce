import { fetchWhole } from './fetch-whole.ts';
import { addressOf, FILES_CACHE, FILES_LIST, offlineFiles, type OfflineFile } from './offline-files.ts';

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

/** Some of the files that can be kept, as the build lists them, and which of them are not kept yet. */
export interface FilesToKeep {
  readonly files: readonly OfflineFile[];
  readonly missing: readonly OfflineFile[];
}

/**
 * Looks what is kept of these files.
 * @param urls absolute addresses; those that the build does not list are passed over
 * @returns `null` where this browser keeps no copy of the page, so that nothing works without a network
 * @throws Error where the list of files cannot be had
 */
export async function filesToKeep(urls: readonly string[]): Promise<FilesToKeep | null> {
  // A browser that keeps nothing for anybody, as in a private window, may refuse the question.
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (!registration || !('caches' in globalThis)) return null;
  const list = offlineFiles(await (await fetch(addressOf(FILES_LIST))).json());
  const files = list.filter(({ path }) => urls.includes(addressOf(path)));
  const isThere = await Promise.all(
    files.map(({ path }) => caches.match(addressOf(path), { cacheName: FILES_CACHE })),
  );
  return { files, missing: files.filter((_, place) => isThere[place] === undefined) };
}

/**
 * Fetches what is missing of these files, checks it and keeps it. Where the browser keeps no copy of the page, it does nothing.
 * @param onBytes called with the size of each file that was kept
 * @throws Error where one does not come or cannot be kept; those before it are kept
 */
export async function keepFiles(
  urls: readonly string[],
  onBytes: (bytes: number) => void = () => undefined,
): Promise<void> {
  const found = await filesToKeep(urls);
  if (!found || found.missing.length === 0) return;
  const cache = await caches.open(FILES_CACHE);
  try {
    for (const file of found.missing) {
      const url = addressOf(file.path);
      await cache.put(url, await fetchWhole(url, file));
      onBytes(file.bytes);
    }
  } finally {
    tellKept();
  }
}
