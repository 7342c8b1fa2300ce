import type { NamedBlob } from './named-blob.ts';

/** How far the reading of a set of files has come. */
export interface ReadProgress {
  /** Name of the file being read. */
  readonly file: string;
  /** Of all files together. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  /** Rows so far, of all files together. */
  readonly rows: number;
}

export interface ReadOptions {
  /** Ends the reading; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called about ten times a second, and once at the end. */
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Names of files in archives that are not read. */
  readonly leaveOut?: readonly string[];
}

/** Adds up what the readers of several files report and passes it on at a pace a page can follow. */
export class ReadingProgress {
  static readonly #INTERVAL_MS = 100;
  readonly #options: ReadOptions;
  readonly #total: number;
  #file: string;
  #bytes = 0;
  #rows = 0;
  #reported = 0;

  constructor(files: readonly NamedBlob[], options: ReadOptions) {
    this.#options = options;
    this.#total = files.reduce((sum, file) => sum + file.blob.size, 0);
    this.#file = files[0]?.name ?? '';
  }

  /** @throws the abort signal's reason, if the reading was cancelled */
  add(file: string, bytes: number, rows: number): void {
    this.#options.signal?.throwIfAborted();
    this.#file = file;
    this.#bytes += bytes;
    this.#rows += rows;
    const now = performance.now();
    if (now - this.#reported < ReadingProgress.#INTERVAL_MS) return;
    this.#reported = now;
    this.report();
  }

  report(): void {
    this.#options.onProgress?.({
      file: this.#file,
      bytesRead: this.#bytes,
      bytesTotal: this.#total,
      rows: this.#rows,
    });
  }
}
