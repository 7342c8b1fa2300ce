import fc from 'fast-check';
import { setFloat16 } from '@petamoriken/float16';
import { expect, test } from 'vitest';
import { fromHalf, toHalf } from '../../src/files/half-precision.ts';

function rounded(values: number[]): Float32Array {
  const numbers = new Float32Array(values.length);
  fromHalf(toHalf(values), numbers, 0);
  return numbers;
}

test('known bit patterns', () => {
  expect([...toHalf([0, 1, 0.5, 2 ** -14, 2 ** -24])]).toEqual([0x0000, 0x3c00, 0x3800, 0x0400, 0x0001]);
});

test('a number read back is written as the same bits', () => {
  const bits = Uint16Array.from({ length: 0x7c00 }, (_, pattern) => pattern);
  const numbers = new Float32Array(bits.length);
  fromHalf(bits, numbers, 0);
  expect(toHalf(numbers).every((pattern, index) => pattern === bits[index])).toBe(true);
});

test('any number is written as the bits that the library has for it', () => {
  const view = new DataView(new ArrayBuffer(2));
  const edges = [-0, 65504, 65519, 65520, 2 ** -25, 2 ** -25 * 1.01, Infinity, -Infinity, NaN].map((x) =>
    fc.constant(x),
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.double(), fc.float({ min: -70_000, max: 70_000 }), fc.float({ min: 0, max: 1 }), ...edges),
      (number) => {
        setFloat16(view, 0, number);
        expect(toHalf([number])[0]).toBe(view.getUint16(0));
      },
    ),
    { numRuns: 5000 },
  );
});

test('the relative error of a probability above 6.2e-5 is below 2^-11', () => {
  fc.assert(
    fc.property(fc.double({ min: 6.2e-5, max: 1, noNaN: true }), (p) => {
      expect(Math.abs(rounded([p])[0] - p) / p).toBeLessThanOrEqual(2 ** -11);
    }),
  );
});

test('writes where it is told to', () => {
  const target = Float32Array.of(9, 9, 9, 9);
  fromHalf(toHalf([0.25, 0.75]), target, 1);
  expect([...target]).toEqual([9, 0.25, 0.75, 9]);
});
