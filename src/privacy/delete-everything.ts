import { deleteDB } from 'idb';
import { askServiceWorker, YES_OR_NO } from '../offline/service-worker-request.ts';
import { forgetSettings, isOurs } from './own-settings.ts';

/** What was deleted, by name. */
export interface Deleted {
  readonly databases: readonly string[];
  readonly caches: readonly string[];
  readonly settings: readonly string[];
  /** Whether a service worker was told to go. */
  readonly offlineCopy: boolean;
}

/**
 * Deletes what Dissensus stored in this browser for this origin, and nothing else: databases, cached files, settings and
 * the service worker of this page. Other pages of the same host keep theirs.
 * @param page address of the page, which its service worker belongs to
 * @throws Error where another tab holds a database open and does not let go
 */
export async function deleteEverything(page: string): Promise<Deleted> {
  // First, so that it stores nothing any more.
  const registration = await navigator.serviceWorker?.getRegistration(page);
  const offlineCopy = registration?.scope === new URL('.', page).href && (await unregister(registration));
  const settings = [localStorage, sessionStorage].flatMap(forgetSettings);
  const cacheNames = (await caches.keys()).filter(isOurs);
  for (const name of cacheNames) await caches.delete(name);
  const databases = (await indexedDB.databases()).flatMap(({ name }) => (name && isOurs(name) ? [name] : []));
  for (const name of databases)
    await new Promise<void>((deleted, failed) => {
      const blocked = () =>
        failed(
          new Error(
            `Another tab uses the storage “${name}”. Close the other tabs of this site and try again.`,
          ),
        );
      deleteDB(name, { blocked }).then(deleted, failed);
    });
  return { databases, caches: cacheNames, settings, offlineCopy };
}

async function unregister(registration: ServiceWorkerRegistration): Promise<boolean> {
  const { installing, active } = registration;
  const unregistered = await registration.unregister();
  // One that is being installed goes on filling its cache until it is done.
  while (installing?.state === 'installing')
    await new Promise((changed) => installing.addEventListener('statechange', changed, { once: true }));
  if (active) await askServiceWorker(active, { type: 'keep nothing more' }, YES_OR_NO);
  return unregistered;
}
