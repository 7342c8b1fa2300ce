import type { NamedBlob } from './named-blob.ts';
import type { RemoteDataset, RemoteFile } from './remote-datasets.ts';

/** How far a download has come, all files together. */
export interface FetchProgress {
  readonly file: string;
  readonly bytesRead: number;
  /** As announced before the download; more may come if the files have grown since. */
  readonly bytesTotal: number;
}

export interface FetchOptions {
  /** Ends the download; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FetchProgress) => void;
  /** Takes the files by their names from this address instead: a mirror of one's own. */
  readonly baseUrl?: string;
}

/** A data set that could not be fetched. Its message says which host did what, and where to get the files by hand. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
}

/**
 * Fetches the files of a public data set, for `readFiles` to read.
 * @throws DownloadError if the host does not answer, answers with an error, or breaks off; the signal's reason if cancelled
 */
export async function fetchDataset(
  remote: RemoteDataset,
  { signal, onProgress, baseUrl }: FetchOptions = {},
): Promise<NamedBlob[]> {
  const files: NamedBlob[] = [];
  let bytesRead = 0;
  for (const file of remote.files) {
    const url = baseUrl === undefined ? file.url : new URL(file.name, baseUrl).href;
    const advance = (bytes: number) => {
      bytesRead += bytes;
      const bytesTotal = Math.max(remote.bytes, bytesRead);
      onProgress?.({ file: file.name, bytesRead, bytesTotal });
    };
    files.push(await fetchFile(file, url, remote, advance, signal));
  }
  return files;
}

async function fetchFile(
  file: RemoteFile,
  url: string,
  remote: RemoteDataset,
  advance: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<NamedBlob> {
  const { host } = new URL(url);
  const byHand = `Get the files by hand from ${remote.byHand}, and open them here.`;
  try {
    const response = await fetch(url, { signal, referrerPolicy: 'no-referrer' });
    if (!response.ok || response.body === null) {
      const moved = response.status === 404 ? ' It may have been moved.' : '';
      throw new DownloadError(
        `${host} answered ${response.status} to the request for ${file.name}.${moved} ${byHand}`,
      );
    }
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const reader = response.body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value);
      advance(next.value.length);
    }
    return { name: file.name, blob: new Blob(parts) };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof DownloadError) throw error;
    // What the browser says of a failed request is the same few words for every cause.
    throw new DownloadError(
      `${file.name} could not be fetched from ${host}: no answer, or it broke off. Are you online? ${byHand}`,
      { cause: error },
    );
  }
}
