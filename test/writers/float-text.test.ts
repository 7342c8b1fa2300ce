import { f16round } from '@petamoriken/float16';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floatWriter } from '../../src/writers/float-text.ts';

describe('floatWriter', () => {
  it('writes float32 values so that they read back the same', () => {
    const write = floatWriter();
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: 0 }), (value) => {
        expect(Math.fround(Number(write(value)))).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });

  it('writes no more digits than that takes', () => {
    const write = floatWriter();
    expect(write(Math.fround(0.1))).toBe('0.1');
    expect(write(0)).toBe('0');
    expect(write(f16round(0.1))).toBe('0.099975586');
  });
});
