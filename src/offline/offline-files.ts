import {
  array,
  hexadecimal,
  integer,
  length,
  literal,
  minValue,
  number,
  object,
  optional,
  pipe,
  safeParse,
  string,
  type InferOutput,
} from 'valibot';

/** Models, runtime and benchmarks kept for use without a network: what is too large to come with the page itself. */
export const FILES_CACHE = 'dissensus:files';

/** Written by the build beside index.html: the {@link OfflineFile}s of this version. */
export const FILES_LIST = 'offline-files.json';

const OFFLINE_FILE = object({
  /** Relative to the page; its name or folder changes with its content. */
  path: string(),
  bytes: pipe(number(), integer(), minValue(0)),
  /** Hexadecimal. */
  sha256: pipe(string(), hexadecimal(), length(64)),
  /** Kept only once it was used: what models from elsewhere need on a graphics card. */
  onUse: optional(literal(true)),
});

/** A file that the page needs without a network and that does not come with its first load. */
export type OfflineFile = Readonly<InferOutput<typeof OFFLINE_FILE>>;

/**
 * The files of the list that the build wrote.
 * @throws Error where a server sent something else in its place, as many do for a file that is missing
 */
export function offlineFiles(list: unknown): OfflineFile[] {
  const { success, output } = safeParse(array(OFFLINE_FILE), list);
  if (success) return output;
  throw new Error(`The list of this page's files, ${FILES_LIST}, is not as it was built. Reload the page.`);
}

/** The absolute address of something relative to the page. */
export function addressOf(path: string): string {
  return new URL(path, document.baseURI).href;
}
