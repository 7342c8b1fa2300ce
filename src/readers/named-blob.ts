/** A file as the readers take it: a `File` from the page, or `await fs.openAsBlob(path)` in Node. */
export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}

/** The name under which pasted text goes through the same reader as a file. */
export const PASTED_TEXT = 'pasted text';

/** Pasted text as a file, so that it is read by the same rules. */
export function pastedText(text: string): NamedBlob {
  return { name: PASTED_TEXT, blob: new Blob([text]) };
}
