import { UnreadableFileError } from '../unreadable-file.ts';
import { holdsUtf8Character } from './utf8-character.ts';
import { withMarks } from './windows-1252.ts';

/** Whole lines of a file, decoded. */
export interface TextBlock {
  /** Ends with `\n`, except perhaps at the end of the file. */
  readonly text: string;
  /** Number of its first line, counted from 1. */
  readonly line: number;
  /** Numbers of its lines whose bytes are no valid text in the file's encoding, ascending. */
  readonly brokenLines: readonly number[];
}

/** How the bytes of a file spell its text. */
export interface TextEncoding {
  readonly name: 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';
  /** Lines end with a lone carriage return, as in files of the classic Mac OS. */
  readonly carriageReturns: boolean;
}

/** A line longer than this is no line of texts; the limit bounds the memory. */
const LONGEST_LINE_BYTES = 16 * 2 ** 20;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Reads a file block by block. Blocks are cut at line ends, so no character, surrogate pair or line is ever split.
 * A byte order mark at the start is dropped.
 * @param onBytes sees every byte once, in order
 */
export async function* textBlocks(
  file: { readonly name: string; readonly blob: Blob },
  encoding: TextEncoding,
  onBytes: (bytes: Uint8Array) => void,
): AsyncGenerator<TextBlock> {
  const decode = blockDecoder(encoding);
  const reader = file.blob.stream().getReader();
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let line = 1;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      onBytes(value);
      const end = endOfLastLine(value, pendingBytes, encoding);
      if (end === 0) {
        pending.push(value);
        pendingBytes += value.length;
        if (pendingBytes > LONGEST_LINE_BYTES)
          throw new UnreadableFileError(
            file.name,
            'This line is longer than 16 MB. Is this a text file?',
            line,
          );
        continue;
      }
      const block = decode(joined([...pending, value.subarray(0, end)]), line);
      pending = [value.subarray(end)];
      pendingBytes = value.length - end;
      line += lineFeeds(block.text);
      yield block;
    }
    if (pendingBytes > 0) yield decode(joined(pending), line);
  } finally {
    await reader.cancel();
  }
}

/** Decodes a block of whole lines; exported for the head of a file, which is looked at before it is read. */
export function blockDecoder(encoding: TextEncoding): (bytes: Uint8Array, line: number) => TextBlock {
  const isWindows1252 = encoding.name === 'windows-1252';
  const strict = new TextDecoder(encoding.name, { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder(encoding.name, { ignoreBOM: true });
  const withLineFeeds = (text: string) => (encoding.carriageReturns ? text.replaceAll('\r', '\n') : text);

  /** `null` where bytes spell no text in the encoding. */
  function decoded(bytes: Uint8Array): string | null {
    // Any bytes are some text in Windows-1252: rows that come from a file in UTF-8 would be read as signs that nobody wrote.
    if (isWindows1252 && holdsUtf8Character(bytes)) return null;
    try {
      const text = strict.decode(bytes);
      return isWindows1252 ? withMarks(text) : text;
    } catch {
      return null;
    }
  }

  return (bytes, line) => {
    const brokenLines: number[] = [];
    let text = decoded(bytes);
    if (text === null) {
      text = '';
      for (let start = 0, at = line; start < bytes.length; at++) {
        const end = endOfFirstLine(bytes, start, encoding);
        const lineBytes = bytes.subarray(start, end);
        const own = decoded(lineBytes);
        if (own === null) brokenLines.push(at);
        text += own ?? lenient.decode(lineBytes);
        start = end;
      }
    }
    if (line === 1 && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    return { text: withLineFeeds(text), line, brokenLines };
  };
}

export function lineFeeds(text: string, from = 0, to = text.length): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Where the last line that ends in `bytes` ends (exclusive); 0 if none does. `before` bytes of the block precede them. */
function endOfLastLine(bytes: Uint8Array, before: number, encoding: TextEncoding): number {
  const mark = encoding.carriageReturns ? CARRIAGE_RETURN : LINE_FEED;
  if (!isUtf16(encoding)) return bytes.lastIndexOf(mark) + 1;
  const last = bytes.length - 2 - ((before + bytes.length) % 2);
  for (let at = last; at >= 0; at -= 2) if (isUnit(bytes, at, mark, encoding)) return at + 2;
  return 0;
}

function endOfFirstLine(bytes: Uint8Array, from: number, encoding: TextEncoding): number {
  const mark = encoding.carriageReturns ? CARRIAGE_RETURN : LINE_FEED;
  if (!isUtf16(encoding)) return bytes.indexOf(mark, from) + 1 || bytes.length;
  for (let at = from; at + 1 < bytes.length; at += 2) if (isUnit(bytes, at, mark, encoding)) return at + 2;
  return bytes.length;
}

function isUtf16({ name }: TextEncoding): boolean {
  return name === 'utf-16le' || name === 'utf-16be';
}

function isUnit(bytes: Uint8Array, at: number, unit: number, encoding: TextEncoding): boolean {
  return encoding.name === 'utf-16le'
    ? bytes[at] === unit && bytes[at + 1] === 0
    : bytes[at] === 0 && bytes[at + 1] === unit;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
