/** Where it is kept that the network is cut off: a browser ends an idle service worker, which then forgets. */
const SWITCH_CACHE = 'dissensus:network';

/** For a service worker: whether the page and its workers may use the network. */
export class NetworkSwitch {
  /** `undefined` until it has been read. */
  #cut: boolean | undefined;
  readonly #reading: Promise<boolean>;

  constructor() {
    this.#reading = caches.has(SWITCH_CACHE).then((cut) => (this.#cut ??= cut));
  }

  /** `undefined` in the first moments of the worker's life, when it must be waited for. */
  get cut(): boolean | undefined {
    return this.#cut;
  }

  async isCut(): Promise<boolean> {
    return this.#cut ?? (await this.#reading);
  }

  /** Cuts the network off, or lets it through again; kept until it is set again. */
  async set(cut: boolean): Promise<void> {
    // That the cache is there says it all.
    if (cut) await caches.open(SWITCH_CACHE);
    else await caches.delete(SWITCH_CACHE);
    this.#cut = cut;
  }
}
