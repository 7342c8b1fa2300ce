import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packHashes, unpackHashes } from '../../src/files/packed-hashes.ts';

test('a byte stands for two digits, in their order', () => {
  const [hash] = ['00ff7f80000102030405060708090a0b'];
  expect([...packHashes([hash])]).toEqual([0, 255, 127, 128, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('gives back what was packed', () => {
  const hash = fc
    .uint8Array({ minLength: 16, maxLength: 16 })
    .map((bytes) => Buffer.from(bytes).toString('hex'));
  fc.assert(
    fc.property(fc.array(hash), (hashes) => {
      expect(unpackHashes(packHashes(hashes))).toEqual(hashes);
    }),
  );
});
