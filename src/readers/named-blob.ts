/** A file as the readers take it: a `File` from the page, or `await fs.openAsBlob(path)` in Node. */
export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
  /** The folder that it stands in, where that is known and no part of the name. */
  readonly folder?: string;
}

/** The name under which pasted text goes through the same reader as a file. */
export const PASTED_TEXT = 'pasted text';
