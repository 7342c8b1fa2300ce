import type { TextEncoding } from './text-blocks.ts';
import { holdsUtf8Character } from './utf8-character.ts';

/** First bytes of files that people open by mistake, with what to do instead. */
const KNOWN_BINARIES: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  {
    bytes: [0x50, 0x4b, 3, 4],
    name: 'a ZIP archive or an Excel workbook; unpack it, or save the sheet as CSV',
  },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: 'an old Office document; save it as CSV or as plain text' },
  { bytes: [0x1f, 0x8b], name: 'a gzip archive; unpack it first' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], name: 'a Zstandard archive; unpack it first' },
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], name: 'a PDF document; save its text as a plain text file' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: 'a PNG picture' },
  { bytes: [0xff, 0xd8, 0xff], name: 'a JPEG picture' },
  { bytes: [0x50, 0x41, 0x52, 0x45], name: 'an encrypted Parquet file; save it without encryption' },
];

export function isParquet(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x41, 0x52, 0x31]);
}

/** What kind of binary file the first bytes belong to, in words; `null` if they may be text in that encoding. */
export function binaryKind(bytes: Uint8Array, encoding: TextEncoding): string | null {
  const known = KNOWN_BINARIES.find((kind) => startsWith(bytes, kind.bytes));
  if (known) return known.name;
  if (encoding.name !== 'utf-8' || !bytes.includes(0)) return null;
  const shown = [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `a binary file (its first bytes are ${shown.join(' ')})`;
}

/**
 * The encoding that the first bytes show: UTF-16 by its byte order mark or by its zero bytes; Windows-1252 where the bytes
 * spell letters and punctuation of it and none of them a character of UTF-8; else UTF-8.
 */
export function textEncoding(bytes: Uint8Array): TextEncoding {
  const name = encodingName(bytes);
  return { name, carriageReturns: bytes.includes(13) && !bytes.includes(10) };
}

function encodingName(bytes: Uint8Array): TextEncoding['name'] {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  // Without a mark: in UTF-16 most letters, digits and line ends of European scripts have one zero byte, always on one side.
  const sample = bytes.subarray(0, 2048);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]++;
  const enough = sample.length / 2 / 2;
  if (zeros[1] > enough && zeros[0] < zeros[1] / 10) return 'utf-16le';
  if (zeros[0] > enough && zeros[1] < zeros[0] / 10) return 'utf-16be';
  return isWindows1252(bytes) ? 'windows-1252' : 'utf-8';
}

/**
 * Bytes of Windows-1252 that stand for the euro sign, typographic quotation marks and dashes, the ellipsis, spaces that do not break and
 * signs beside words and numbers; they stand for the same in the code pages of Central Europe, but for those that begin a question or
 * an exclamation in Spanish.
 */
const TYPOGRAPHIC = new Set([
  0x80, 0x82, 0x84, 0x85, 0x8b, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x99, 0x9b, 0xa0, 0xa1, 0xa7, 0xa9, 0xab,
  0xae, 0xb0, 0xb4, 0xbb, 0xbf, 0xd7, 0xf7,
]);
/** Those of them that open or close something, or are signs: a letter stands on one side of them at the most. */
const BETWEEN_NO_LETTERS = new Set([
  0x82, 0x84, 0x8b, 0x93, 0x94, 0x99, 0x9b, 0xa1, 0xa7, 0xab, 0xbb, 0xbf, 0xd7, 0xf7,
]);
/** Those that no word has before them: `‚`, `„`, `¡` and `¿`. */
const OPENS = new Set([0x82, 0x84, 0xa1, 0xbf]);
/** `Œ` and `œ`; all other letters come from 0xC0 on. */
const LIGATURES = new Set([0x8c, 0x9c]);
/** Letters that are words: `à`, `á`, `å`, `è`, `é`, `ò`, `ó`, `ö`, small and great. */
const WORDS = new Set(
  [0xe0, 0xe1, 0xe5, 0xe8, 0xe9, 0xf2, 0xf3, 0xf6].flatMap((byte) => [byte, byte - 0x20]),
);

/**
 * Whether every byte above ASCII is a mark or a letter as Western European text has them, letters beside ASCII letters or words by
 * themselves, and no two of them are a character of UTF-8. A byte alone between spaces may be damage: one at least stands at a word.
 * Where most of the marks that stand between no letters do so, they are letters of another code page: `é` of DOS, `ß` of the classic
 * Mac OS.
 */
function isWindows1252(bytes: Uint8Array): boolean {
  if (holdsUtf8Character(bytes)) return false;
  let atWords = 0;
  let inWords = 0;
  let marks = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte < 0x80) continue;
    const isMark = TYPOGRAPHIC.has(byte);
    const isLetter = !isMark && ((byte >= 0xc0 && byte < 0xfe) || LIGATURES.has(byte));
    const letters = [bytes[at - 1], bytes[at + 1]].filter(isAsciiLetter).length;
    if (!isMark && !(isLetter && (letters > 0 || WORDS.has(byte)))) return false;
    if (letters > 0) atWords++;
    if (!BETWEEN_NO_LETTERS.has(byte)) continue;
    marks++;
    if (letters === 2 || (OPENS.has(byte) && isAsciiLetter(bytes[at - 1]))) inWords++;
  }
  return atWords > 0 && 2 * inWords <= marks;
}

function isAsciiLetter(byte = 0): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
