/**
 * For a service worker: takes the place of the version before it, unless other pages are open. One that is still at work
 * would not find its parts any more.
 * @returns how many other pages are open
 */
export async function takeOver(
  worker: Pick<ServiceWorkerGlobalScope, 'clients' | 'registration' | 'skipWaiting'>,
): Promise<number> {
  const windows = await worker.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  const open = windows.filter(({ url }) => url.startsWith(worker.registration.scope)).length;
  if (open <= 1) await worker.skipWaiting();
  return open - 1;
}
