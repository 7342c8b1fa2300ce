import fc from 'fast-check';
import { expect } from 'vitest';
import { UnreadableFileError } from '../../src/readers/unreadable-file.ts';
import { tally } from '../edits/tally.ts';
import { nightly } from '../nightly.ts';

/** Damaged files in all, over every reader; `npm run test:soak` takes enough for each to get 10,000. */
const FILES = Number(process.env.DISSENSUS_FUZZED_FILES ?? (nightly ? 4000 : 1500));

/** Files that each reader gets, in shares of a hundred. */
const SHARES = {
  alone: 25,
  together: 15,
  predictions: 15,
  emoBank: 10,
  mapped: 5,
  projects: 15,
  benchmarks: 8,
  calibrators: 7,
};
export const runs = (reader: keyof typeof SHARES) => Math.ceil((FILES * SHARES[reader]) / 100);

/** Far more than any of these small files takes on a busy machine: one that takes longer hangs. */
const SECONDS_PER_FILE = 10;

const HOSTILE = [
  ...[
    '"',
    '""',
    '\n',
    '\r\n',
    '\r',
    ',',
    '\t',
    ';',
    '|',
    '{',
    '}',
    '[',
    ']',
    ':',
    '\\',
    '\0',
    '\uFEFF',
    '\u2028',
    ' ',
  ],
  ...[
    '__proto__',
    'constructor',
    '<script>',
    '-1',
    '1e999',
    'NaN',
    'null',
    '0.5',
    '99999999999',
    '😀',
    '\uFFFD',
    'אב',
    '\\ud83d',
  ],
  ...[
    'id',
    'text',
    'label',
    'rater',
    'votes',
    'annotations',
    'model',
    'response',
    '{"a":',
    '[1,2',
    '"votes":{"x":1}',
  ],
].map((piece) => new TextEncoder().encode(piece));

/** One change to the bytes of a file; places are shares of its length. */
export const mutation = fc.oneof(
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    piece: fc.constantFrom(...HOSTILE),
  }),
  fc.record({
    kind: fc.constant('byte' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    byte: fc.integer({ min: 0, max: 255 }),
  }),
  fc.record({
    kind: fc.constantFrom('cut' as const, 'remove' as const, 'repeat' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
);
export type Mutation = typeof mutation extends fc.Arbitrary<infer One> ? One : never;

export function mutate(bytes: Uint8Array, change: Mutation): Uint8Array<ArrayBuffer> {
  const at = Math.floor(change.at * bytes.length);
  if (change.kind === 'byte') {
    const copy = Uint8Array.from(bytes);
    if (at < copy.length) copy[at] = change.byte;
    return copy;
  }
  if (change.kind === 'insert') return joined(bytes.subarray(0, at), change.piece, bytes.subarray(at));
  const to = Math.floor(change.to * bytes.length);
  const [start, end] = at < to ? [at, to] : [to, at];
  if (change.kind === 'cut') return Uint8Array.from(bytes.subarray(0, start));
  if (change.kind === 'remove') return joined(bytes.subarray(0, start), bytes.subarray(end));
  return joined(bytes.subarray(0, end), bytes.subarray(start));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const damaged = tally('damaged files');

/** What was read, or `null` if the file was refused with a reason of ours; either soon. */
export async function outcome<Result>(reading: () => Promise<Result>): Promise<Result | null> {
  const start = performance.now();
  try {
    const result = await reading();
    damaged.survived();
    return result;
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableFileError);
    damaged.refused();
    return null;
  } finally {
    expect(performance.now() - start).toBeLessThan(SECONDS_PER_FILE * 1000);
  }
}
