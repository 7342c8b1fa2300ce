import { cacheNames, setCacheNameDetails } from 'workbox-core';
import { cleanupOutdatedCaches, matchPrecache, precache } from 'workbox-precaching';
import { FILES_CACHE, FILES_LIST, offlineFiles, type OfflineFile } from '../src/offline/offline-files.ts';
import { requestIn, type ServiceWorkerRequest } from '../src/offline/service-worker-request.ts';
import { NetworkSwitch } from '../src/privacy/network-switch.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Parameters<typeof precache>[0] };
/** The page's policy, put in by the build. */
declare const CONTENT_SECURITY_POLICY: string;

const { registration, clients } = self;
const SCOPE = registration.scope;
const ENTRY = new URL('index.html', SCOPE).href;

setCacheNameDetails({ prefix: 'dissensus:shell', suffix: SCOPE });
precache(self.__WB_MANIFEST);
cleanupOutdatedCaches();

const network = new NetworkSwitch();
/** Whether a page told this worker to keep nothing more: it is about to delete what is kept. */
let retired = false;

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([clients.claim(), removeOldFiles()]));
});

self.addEventListener('fetch', (event) => {
  const ours = event.request.url.startsWith(SCOPE);
  // What goes elsewhere is left to the browser, and so to the policy of whoever asks, redirects included.
  if (ours || network.cut !== false) event.respondWith(answer(event, ours));
});

self.addEventListener('message', (event) => {
  const asked = requestIn(event.data);
  if (asked) event.waitUntil(comply(asked.request).then((reply) => asked.port.postMessage(reply)));
});

/** The copy that is kept here, else the network's answer, unless the network is cut off. */
async function answer(event: FetchEvent, ours: boolean): Promise<Response> {
  const { request } = event;
  const mayBeKept = ours && request.method === 'GET' && (await isKeeping());
  const kept = mayBeKept ? await keptCopy(request) : undefined;
  if (kept) return isolated(kept);
  if (await network.isCut()) return Response.error();
  const response = await fetch(request);
  if (!ours) return response;
  if (response.ok && (await isKeeping()) && (await isKeptOnUse(request.url)))
    event.waitUntil(keep(request.url, response.clone()));
  return isolated(response);
}

/**
 * Until the page is loaded again, one whose copy was deleted is still asked, and started again for it; even a look would
 * make the cache anew.
 */
async function isKeeping(): Promise<boolean> {
  return !retired && (await caches.has(cacheNames.precache));
}

async function isKeptOnUse(url: string): Promise<boolean> {
  return (await listedFiles()).some(({ path, onUse }) => onUse && new URL(path, SCOPE).href === url);
}

/** Without room for it, it is fetched again. */
async function keep(url: string, response: Response): Promise<void> {
  const cache = await caches.open(FILES_CACHE);
  await cache.put(url, response).catch(() => undefined);
}

async function listedFiles(): Promise<OfflineFile[]> {
  const list = await matchPrecache(FILES_LIST);
  return list ? offlineFiles(await list.json()) : [];
}

async function keptCopy(request: Request): Promise<Response | undefined> {
  const entry = request.mode === 'navigate' && request.url.replace(/[?#].*/, '') === SCOPE;
  const url = entry ? ENTRY : request.url;
  return (await matchPrecache(url)) ?? (await caches.match(url, { cacheName: FILES_CACHE }));
}

/** With the headers that a static host does not send: threads in WebAssembly need a cross-origin isolated page. */
function isolated(response: Response): Response {
  // A redirect that a navigation must follow itself cannot be written anew.
  if (response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/** Drops files that an earlier version of this page kept; other copies of Dissensus on this origin keep theirs. */
async function removeOldFiles(): Promise<void> {
  const current = new Set((await listedFiles()).map(({ path }) => new URL(path, SCOPE).href));
  const cache = await caches.open(FILES_CACHE);
  for (const { url } of await cache.keys())
    if (url.startsWith(SCOPE) && !current.has(url)) await cache.delete(url);
}

/** Does what a page asks for, and says what came of it. */
async function comply(request: ServiceWorkerRequest): Promise<number | boolean> {
  switch (request.type) {
    case 'cut network':
      await network.set(request.cut);
      return request.cut;
    case 'keep nothing more':
      retired = true;
      return true;
    case 'is network cut':
      return await network.isCut();
    case 'update': {
      // A page of the old version that is still at work would not find its parts any more.
      const windows = await clients.matchAll({ includeUncontrolled: true, type: 'window' });
      const open = windows.filter(({ url }) => url.startsWith(SCOPE)).length;
      if (open <= 1) await self.skipWaiting();
      return open - 1;
    }
  }
}
