import fc from 'fast-check';
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
