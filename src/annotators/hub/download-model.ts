import type { AddedModel } from './added-model.ts';
import { sizeOf } from './added-model.ts';
import { checkedStream, type ListedFile } from './file-check.ts';
import { HubError, WrongFileError } from './hub-error.ts';
import type { HubFetch } from './hub-fetch.ts';
import { fileUrl, type ModelAddress } from './model-address.ts';
import type { ModelFileCache } from './model-file-cache.ts';

/** How far a download has come. */
export interface DownloadProgress {
  readonly files: readonly FileProgress[];
  /** Bytes received or kept before, and of all files. */
  readonly done: number;
  readonly total: number;
  /** Since this download began, of what was received; `null` until something is measured. */
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
}

export interface FileProgress {
  readonly path: string;
  readonly bytes: number;
  readonly done: number;
}

/** Where a model's files are fetched from. */
export interface FileSource {
  /** What it is called in messages. */
  readonly id: string;
  url(path: string): string;
}

/** A repository with the hub's addresses. */
export function hubSource(address: ModelAddress): FileSource {
  return { id: address.id, url: (path) => fileUrl(address, path) };
}

/** A wrong file is fetched this often before it is given up. */
const ATTEMPTS = 2;

/** A piece is some 64 kB; a page need not be told of each. */
const REPORT_MILLISECONDS = 100;

/**
 * Fetches the files of a model that are not kept yet, one after another, smallest first. Each is checked as it comes and kept
 * only when it is the listed one; a wrong one is fetched once more. What is finished stays, whatever happens to the rest.
 *
 * @throws {HubError} where a file cannot be had or there is no room for it, {@link WrongFileError} where what comes is not the
 *   listed file; the signal's reason if cancelled
 */
export async function downloadModel(
  model: AddedModel,
  source: FileSource,
  cache: ModelFileCache,
  hubFetch: HubFetch,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: DownloadProgress) => void } = {},
): Promise<void> {
  const began = performance.now();
  const total = sizeOf(model.files);
  const done = new Map<string, number>();
  let received = 0;
  let reported = -Infinity;

  function report(always = false): void {
    const now = performance.now();
    if (!always && now - reported < REPORT_MILLISECONDS) return;
    reported = now;
    const files = model.files.map(({ path, bytes }) => ({ path, bytes, done: done.get(path) ?? 0 }));
    const soFar = files.reduce((sum, file) => sum + file.done, 0);
    const bytesPerSecond = received > 0 && now > began ? (received / (now - began)) * 1000 : null;
    const secondsLeft = bytesPerSecond === null ? null : (total - soFar) / bytesPerSecond;
    onProgress?.({ files, done: soFar, total, bytesPerSecond, secondsLeft });
  }

  async function fetchFile(file: ListedFile): Promise<void> {
    const url = source.url(file.path);
    const { host } = new URL(url);
    const onBytes = (bytes: number) => {
      received += bytes;
      done.set(file.path, (done.get(file.path) ?? 0) + bytes);
      report();
    };
    for (let attempt = 1; ; attempt++) {
      done.set(file.path, 0);
      const { body } = await hubFetch(url, `${file.path} of ${source.id}`, { signal, onBytes });
      try {
        await cache.keep(model, file, body.pipeThrough(await checkedStream(file, host)));
        return;
      } catch (error) {
        if (error instanceof DOMException && error.name === 'QuotaExceededError') throw noRoom(file, error);
        if (!(error instanceof WrongFileError) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  function noRoom(file: ListedFile, cause: unknown): HubError {
    const kept = model.files.reduce(
      (sum, { path, bytes }) => sum + (path !== file.path && done.get(path) === bytes ? bytes : 0),
      0,
    );
    return new HubError(
      `The browser's storage for this site is full: ${megabytes(kept)} of ${megabytes(total)} are kept, room for ${megabytes(total - kept)} is missing. Free some space, for example by deleting another model, and press the button again: finished files are kept.`,
      { cause },
    );
  }

  await cache.describe(model);
  const missing: ListedFile[] = [];
  for (const file of model.files) {
    if (await cache.open(model, file.path)) done.set(file.path, file.bytes);
    else missing.push(file);
  }
  report(true);
  // A model that cannot be used is found out before its weights are fetched.
  for (const file of missing.sort((a, b) => a.bytes - b.bytes)) {
    await fetchFile(file);
    report(true);
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
