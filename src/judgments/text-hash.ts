import { createSHA256 } from 'hash-wasm';
import type { Dataset } from './dataset.ts';

/** Bytes of a text's hash: 128 bits make a collision among a billion texts less likely than a disk error. */
export const TEXT_HASH_BYTES = 16;

/** Hashes a text, exactly as it is given to a model, to the first {@link TEXT_HASH_BYTES} bytes of its SHA-256, in hexadecimal. */
export type TextHash = (text: string) => string;

/** Loads the hash function; hash-wasm rather than crypto.subtle because 58,000 promises take seconds and this takes milliseconds. */
export async function loadTextHash(): Promise<TextHash> {
  const sha256 = await createSHA256();
  return (text) =>
    sha256
      .init()
      .update(text)
      .digest('hex')
      .slice(0, TEXT_HASH_BYTES * 2);
}

/** The hash of every item's text, also of one that is not here. */
export async function itemTextHashes({
  texts,
  withoutText,
}: Pick<Dataset, 'texts' | 'withoutText'>): Promise<string[]> {
  const hash = await loadTextHash();
  return texts.map((text, item) => (withoutText?.[item] ? text : hash(text)));
}
