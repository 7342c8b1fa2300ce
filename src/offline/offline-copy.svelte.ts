import { fetchWhole } from './fetch-whole.ts';
import { tellKept } from './kept-files.svelte.ts';
import { addressOf, FILES_CACHE, FILES_LIST, offlineFiles, type OfflineFile } from './offline-files.ts';
import { askServiceWorker, PAGES } from './service-worker-request.ts';

/** Remembers that this tab was reloaded for isolation, so that it happens once. */
const RELOADED = 'dissensus:reloaded-for-isolation';

/**
 * What of the copy for use without a network is there. `none`: this browser keeps none here. `page`: the page itself is
 * being kept. `partly`: the page is kept, files are missing. `ready`: everything of ours works with the network off.
 */
export type OfflineState = 'none' | 'page' | 'partly' | 'copying' | 'ready';

/** The copy of the page, its models and its benchmarks that works without a network. */
export class OfflineCopy {
  state = $state<OfflineState>('none');
  /** Bytes of the files that do not come with the page. */
  bytes = $state({ done: 0, total: 0 });
  problem = $state<string | null>(null);
  /** A newer version has been fetched and waits to be used. */
  updateReady = $state(false);
  /** A reload would let models use more than one thread. */
  reloadHelps = $state(false);

  #registration: ServiceWorkerRegistration | null = null;
  #files: readonly OfflineFile[] = [];

  /**
   * Lets the service worker keep the page itself, and looks what else is there.
   * @param untouched whether nobody has done anything on the page yet, so that it may be reloaded
   */
  async start(untouched: () => boolean): Promise<void> {
    if (!('serviceWorker' in navigator) || !('caches' in globalThis)) return;
    this.state = 'page';
    try {
      // Some browsers that keep nothing, in private windows or by policy, give none in place of an error.
      const registration: ServiceWorkerRegistration | undefined = await navigator.serviceWorker.register(
        addressOf('service-worker.js'),
      );
      if (registration === undefined) throw new Error('it registers no service worker.');
      this.#registration = registration;
      this.#watchForUpdates(registration);
      await navigator.serviceWorker.ready;
      const list = await fetch(addressOf(FILES_LIST));
      this.#files = offlineFiles(await list.json()).filter(({ onUse }) => !onUse);
      await this.#look();
    } catch (error) {
      this.state = 'none';
      this.problem = `This browser keeps no copy of the page for use without a network: ${(error as Error).message}`;
      return;
    }
    if (!crossOriginIsolated) await this.#isolate(untouched);
  }

  /** Fetches what is missing, checks it and keeps it; goes on where it stopped. */
  async complete(): Promise<void> {
    if (this.state !== 'partly') return;
    this.state = 'copying';
    this.problem = null;
    try {
      const cache = await caches.open(FILES_CACHE);
      for (const file of this.#files) {
        const url = addressOf(file.path);
        if (await cache.match(url)) continue;
        const whole = await fetchWhole(url, file);
        await cache.put(url, whole).catch(notKept);
        this.bytes = { ...this.bytes, done: this.bytes.done + file.bytes };
      }
    } catch (error) {
      this.problem =
        (error as Error).name === 'QuotaExceededError'
          ? 'The disk space that the browser allows is used up. What was fetched is kept.'
          : `The copy for use without a network stopped: ${(error as Error).message} What was fetched is kept.`;
    }
    await this.#look();
  }

  /** Bytes that are still to be fetched. */
  get missing(): number {
    return this.bytes.total - this.bytes.done;
  }

  /** Changes to the newer version, unless other tabs are open: they would lose their parts in the middle of work. */
  async update(): Promise<void> {
    const waiting = this.#registration?.waiting;
    if (!waiting) return;
    // One function, so that asking again adds no second.
    navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
    const others = await askServiceWorker(waiting, { type: 'update' }, PAGES);
    if (others > 0)
      this.problem = `Close the other ${others === 1 ? 'tab' : `${others} tabs`} of Dissensus first, then update here.`;
  }

  /** Counts what is there again: files may have been kept for a model that was added. */
  async recount(): Promise<void> {
    if (this.state === 'partly') await this.#count();
  }

  async #look(): Promise<void> {
    await this.#count();
    tellKept();
  }

  async #count(): Promise<void> {
    const cache = await caches.open(FILES_CACHE);
    let done = 0;
    for (const { path, bytes } of this.#files) if (await cache.match(addressOf(path))) done += bytes;
    const total = this.#files.reduce((sum, { bytes }) => sum + bytes, 0);
    this.bytes = { done, total };
    this.state = done === total ? 'ready' : 'partly';
  }

  #watchForUpdates(registration: ServiceWorkerRegistration): void {
    // The first version of all has nothing to replace.
    const check = () => (this.updateReady = registration.waiting !== null && registration.active !== null);
    check();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', check);
    });
  }

  async #isolate(untouched: () => boolean): Promise<void> {
    if (!navigator.serviceWorker.controller)
      await new Promise((claimed) =>
        navigator.serviceWorker.addEventListener('controllerchange', claimed, { once: true }),
      );
    if (sessionStorage.getItem(RELOADED)) return;
    if (!untouched()) {
      this.reloadHelps = true;
      return;
    }
    sessionStorage.setItem(RELOADED, 'yes');
    location.reload();
  }
}

function reload(): void {
  location.reload();
}

/** A disk that is full is no quota, and browsers have no name for it. */
function notKept(cause: Error): never {
  if (cause.name === 'QuotaExceededError') throw cause;
  throw new Error('the browser could not keep a file, as when the disk is full. Free some space.', { cause });
}
