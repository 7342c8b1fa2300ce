/** Models, runtime and benchmarks kept for use without a network: what is too large to come with the page itself. */
export const FILES_CACHE = 'dissensus:files';

/** Written by the build beside index.html: the {@link OfflineFile}s of this version. */
export const FILES_LIST = 'offline-files.json';

/** A file that the page needs without a network and that does not come with its first load. */
export interface OfflineFile {
  /** Relative to the page; its name or folder changes with its content. */
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Kept only once it was used: what models from elsewhere need on a graphics card. */
  readonly onUse?: true;
}

/** The absolute address of something relative to the page. */
export function addressOf(path: string): string {
  return new URL(path, document.baseURI).href;
}
