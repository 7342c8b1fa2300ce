import type { ArrayFile, ArrayFileWriter, ArrayPlace } from '../files/array-file.ts';

/** Texts in a file of arrays: their UTF-8 end to end, and how many bytes each has. */
export interface StringsPlace {
  readonly lengths: ArrayPlace;
  readonly bytes: ArrayPlace;
}

export function placeStrings(strings: readonly string[], arrays: ArrayFileWriter): StringsPlace {
  const encoder = new TextEncoder();
  const encoded = strings.map((text) => encoder.encode(text));
  const bytes = new Uint8Array(encoded.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of encoded) {
    bytes.set(one, at);
    at += one.length;
  }
  return { lengths: arrays.add(encoded.map(({ length }) => length)), bytes: arrays.add(bytes) };
}

/** @throws RangeError if the lengths are not those of the bytes, or the bytes are no texts */
export function stringsAt({ lengths, bytes }: StringsPlace, file: ArrayFile): string[] {
  const all = Uint8Array.from(file.array(bytes));
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
  let at = 0;
  const decode = (length: number) => {
    try {
      return decoder.decode(all.subarray(at, (at += length)));
    } catch (cause) {
      throw new RangeError('a text is no UTF-8', { cause });
    }
  };
  const strings = Array.from(file.array(lengths), decode);
  if (at !== all.length) throw new RangeError('texts are cut');
  return strings;
}
