import { FILES_CACHE, FILES_LIST, offlineFiles, type OfflineFile } from './offline-files.ts';

/** The cache of the page itself, which the build lists and the service worker fills when it is installed. */
export interface Shell {
  /** Whether it is there: a person may have deleted it. */
  isThere(): Promise<boolean>;
  match(url: string): Promise<Response | undefined>;
}

/** For a service worker: the copy of the page and its files, looked into and added to. */
export class KeptPage {
  readonly #entry: string;
  /** Whether a page told this worker to keep nothing more: it is about to delete what is kept. */
  #retired = false;

  /** @param scope the page's address, as a service worker's registration has it */
  constructor(
    private readonly scope: string,
    private readonly shell: Shell,
  ) {
    this.#entry = new URL('index.html', scope).href;
  }

  /** From now on neither looks into the copy nor adds to it. */
  retire(): void {
    this.#retired = true;
  }

  /** The copy that is kept of what is asked for. */
  async copyOf({
    method,
    mode,
    url,
  }: Pick<Request, 'method' | 'mode' | 'url'>): Promise<Response | undefined> {
    if (method !== 'GET' || !(await this.#isKeeping())) return undefined;
    const address = mode === 'navigate' && url.replace(/[?#].*/, '') === this.scope ? this.#entry : url;
    return (await this.shell.match(address)) ?? (await caches.match(address, { cacheName: FILES_CACHE }));
  }

  /** Whether a file is to be kept because it was used. */
  async isKeptOnUse(url: string): Promise<boolean> {
    if (!(await this.#isKeeping())) return false;
    const files = await this.#listedFiles();
    return files.some(({ path, onUse }) => onUse && this.#addressOf(path) === url);
  }

  /** Without room for it, it is fetched again. */
  async keep(url: string, response: Response): Promise<void> {
    const cache = await caches.open(FILES_CACHE);
    await cache.put(url, response).catch(() => undefined);
  }

  /** Drops files that an earlier version of this page kept; other copies of Dissensus on this origin keep theirs. */
  async removeOldFiles(): Promise<void> {
    const current = new Set((await this.#listedFiles()).map(({ path }) => this.#addressOf(path)));
    const cache = await caches.open(FILES_CACHE);
    for (const { url } of await cache.keys())
      if (url.startsWith(this.scope) && !current.has(url)) await cache.delete(url);
  }

  /**
   * Until the page is loaded again, a worker whose copy was deleted is still asked, and started again for it; even a look
   * would make the cache anew.
   */
  async #isKeeping(): Promise<boolean> {
    return !this.#retired && (await this.shell.isThere());
  }

  async #listedFiles(): Promise<OfflineFile[]> {
    const list = await this.shell.match(FILES_LIST);
    return list ? offlineFiles(await list.json()) : [];
  }

  #addressOf(path: string): string {
    return new URL(path, this.scope).href;
  }
}
