import type { TextEncoding } from './text-blocks.ts';

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

/** The encoding that the first bytes show: UTF-16 by its byte order mark or by its zero bytes, else UTF-8. */
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
  return 'utf-8';
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
