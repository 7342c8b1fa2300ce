/**
 * Whether the browser promises to keep this site's storage. `refused`: it may delete everything at once when the disk
 * runs short. `unknown`: it does not say.
 */
export type Persistence = 'granted' | 'refused' | 'unknown';

/** Asks the browser to keep this site's storage; for a page, at the first saved project. A worker cannot ask. */
export async function askForPersistence(): Promise<Persistence> {
  if (!('storage' in navigator) || !('persist' in navigator.storage)) return 'unknown';
  return (await navigator.storage.persist()) ? 'granted' : 'refused';
}
