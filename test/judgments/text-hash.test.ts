import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { itemTextHashes, loadTextHash, TEXT_HASH_BYTES } from '../../src/judgments/text-hash.ts';

it('is the start of the SHA-256 of the text in UTF-8', async () => {
  const hash = await loadTextHash();
  for (const text of ['', 'plain', 'žluťoučký 🐴', 'שלום', 'x'.repeat(200_000)]) {
    expect(hash(text)).toBe(
      createHash('sha256')
        .update(text)
        .digest('hex')
        .slice(0, TEXT_HASH_BYTES * 2),
    );
  }
});

it('of an item whose text is not here is what stands in its place', async () => {
  const hash = await loadTextHash();
  const [known, kept] = [hash('plain'), hash('kept back')];
  expect(await itemTextHashes({ texts: ['plain', kept] })).toEqual([known, hash(kept)]);
  const withoutText = Uint8Array.of(0, 1);
  expect(await itemTextHashes({ texts: ['plain', kept], withoutText })).toEqual([known, kept]);
});
