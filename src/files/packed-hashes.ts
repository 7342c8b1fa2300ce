import { TEXT_HASH_BYTES } from '../judgments/text-hash.ts';

const HEXADECIMAL = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** Of 4 bytes, which a number holds exactly. */
const WORD_DIGITS = 8;

/** Hashes of texts, hexadecimal, as {@link TEXT_HASH_BYTES} bytes each, end to end. */
export function packHashes(hashes: readonly string[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hashes.length * TEXT_HASH_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [text, hash] of hashes.entries())
    for (let at = 0; at < TEXT_HASH_BYTES; at += 4)
      view.setUint32(
        text * TEXT_HASH_BYTES + at,
        Number.parseInt(hash.slice(at * 2, at * 2 + WORD_DIGITS), 16),
      );
  return bytes;
}

/** What {@link packHashes} packed. */
export function unpackHashes(bytes: ArrayLike<number>): string[] {
  const hashes: string[] = [];
  for (let start = 0; start < bytes.length; start += TEXT_HASH_BYTES) {
    let hash = '';
    for (let at = start; at < start + TEXT_HASH_BYTES; at++) hash += HEXADECIMAL[bytes[at]];
    hashes.push(hash);
  }
  return hashes;
}
