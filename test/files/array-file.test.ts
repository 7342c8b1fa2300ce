import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ArrayFile, ArrayFileWriter } from '../../src/files/array-file.ts';

it('gives back what was put in, in as few bytes as the numbers need', () => {
  const lists = fc.array(fc.array(fc.nat({ max: 2 ** 32 - 1 }), { maxLength: 20 }), { maxLength: 6 });
  fc.assert(
    fc.property(lists, fc.string({ unit: 'binary' }), (arrays, note) => {
      const writer = new ArrayFileWriter();
      const places = arrays.map((values) => writer.add(values));
      const written = writer.finish({ note, places });
      // A file may stand anywhere in a larger buffer.
      const shifted = new Uint8Array(written.length + 3);
      shifted.set(written, 3);
      const file = new ArrayFile(shifted.subarray(3));
      expect(file.header).toEqual(JSON.parse(JSON.stringify({ note, places })));
      for (const [at, values] of arrays.entries()) {
        const most = Math.max(0, ...values);
        expect(Array.from(file.array(places[at]))).toEqual(values);
        expect(file.array(places[at]).BYTES_PER_ELEMENT).toBe(most < 256 ? 1 : most < 65_536 ? 2 : 4);
      }
    }),
  );
});

it('refuses a file that was cut', () => {
  const writer = new ArrayFileWriter();
  const place = writer.add([1, 70_000]);
  const file = writer.finish({ place });
  expect(() => new ArrayFile(file.subarray(0, file.length - 4)).array(place)).toThrow(RangeError);
  expect(() => new ArrayFile(file.subarray(0, 6))).toThrow();
});
