import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { withDensity } from '../../src/charts/png-density.ts';

const PNG = readFileSync(new URL('../../docs/page.png', import.meta.url));

interface Chunk {
  readonly name: string;
  readonly content: string;
  readonly isWhole: boolean;
}

function chunksOf(png: Uint8Array): Chunk[] {
  const bytes = Buffer.from(png);
  const chunks: Chunk[] = [];
  for (let at = 8; at < bytes.length;) {
    const end = at + 8 + bytes.readUInt32BE(at);
    chunks.push({
      name: bytes.toString('latin1', at + 4, at + 8),
      content: bytes.toString('hex', at + 8, end),
      isWhole: crc32(bytes.subarray(at + 4, end)) === bytes.readUInt32BE(end),
    });
    at = end + 4;
  }
  return chunks;
}

describe('the density of a PNG', () => {
  it('stands behind the header, with its checksum, and leaves all else as it was', () => {
    const before = chunksOf(PNG);
    const after = chunksOf(withDensity(PNG, 15118.11));
    expect(after.map(({ name }) => name)).toEqual([
      'IHDR',
      'pHYs',
      ...before.slice(1).map(({ name }) => name),
    ]);
    expect(after.every(({ isWhole }) => isWhole)).toBe(true);
    expect(after.toSpliced(1, 1)).toEqual(before);
  });

  it('is in whole pixels a metre, both ways', () => {
    const { content } = chunksOf(withDensity(PNG, 15118.11))[1];
    const each = (15118).toString(16).padStart(8, '0');
    expect(content).toBe(`${each}${each}01`);
  });
});
