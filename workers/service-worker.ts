import { cacheNames, setCacheNameDetails } from 'workbox-core';
import { cleanupOutdatedCaches, matchPrecache, precache } from 'workbox-precaching';
import { isolatedResponse } from '../src/offline/isolated-response.ts';
import { KeptPage } from '../src/offline/kept-page.ts';
import { requestIn, type ServiceWorkerRequest } from '../src/offline/service-worker-request.ts';
import { takeOver } from '../src/offline/take-over.ts';
import { NetworkSwitch } from '../src/privacy/network-switch.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: Parameters<typeof precache>[0] };
/** The page's policy, put in by the build. */
declare const CONTENT_SECURITY_POLICY: string;

const { scope } = self.registration;

setCacheNameDetails({ prefix: 'dissensus:shell', suffix: scope });
precache(self.__WB_MANIFEST);
cleanupOutdatedCaches();

const network = new NetworkSwitch();
const kept = new KeptPage(scope, { isThere: () => caches.has(cacheNames.precache), match: matchPrecache });

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), kept.removeOldFiles()]));
});

self.addEventListener('fetch', (event) => {
  const ours = event.request.url.startsWith(scope);
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
  const copy = ours ? await kept.copyOf(request) : undefined;
  if (copy) return isolatedResponse(copy, CONTENT_SECURITY_POLICY);
  if (await network.isCut()) return Response.error();
  const response = await fetch(request);
  if (!ours) return response;
  if (response.ok && (await kept.isKeptOnUse(request.url)))
    event.waitUntil(kept.keep(request.url, response.clone()));
  return isolatedResponse(response, CONTENT_SECURITY_POLICY);
}

/** Does what a page asks for, and says what came of it. */
async function comply(request: ServiceWorkerRequest): Promise<number | boolean> {
  if (request.type === 'update') return await takeOver(self);
  if (request.type === 'keep nothing more') kept.retire();
  if (request.type === 'cut network') await network.set(request.cut);
  return request.type === 'keep nothing more' || (await network.isCut());
}
