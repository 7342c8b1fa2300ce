import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textBlocks, type TextEncoding } from '../../src/readers/tables/text-blocks.ts';
import { UnreadableFileError } from '../../src/readers/unreadable-file.ts';
import { inChunks } from './files.ts';

const UTF8: TextEncoding = { name: 'utf-8', carriageReturns: false };

async function decode(blob: Blob, encoding = UTF8) {
  const blocks = [];
  let bytes = 0;
  for await (const block of textBlocks({ name: 'a', blob }, encoding, (chunk) => (bytes += chunk.length)))
    blocks.push(block);
  return { blocks, bytes, text: blocks.map(({ text }) => text).join('') };
}

function utf16(text: string, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

describe('textBlocks', () => {
  it('reads the marks of Windows-1252 as browsers do, in every Node', async () => {
    const bytes = Uint8Array.from({ length: 128 }, (_, at) => 128 + at);
    const { text } = await decode(new Blob([bytes]), { name: 'windows-1252', carriageReturns: false });
    expect(text.slice(0, 32)).toBe('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ');
    expect(text.slice(32)).toBe(String.fromCharCode(...bytes.slice(32)));
  });

  it('says which lines of a file in Windows-1252 are UTF-8', async () => {
    const lines = [
      [0x63, 0x61, 0x66, 0xe9, 0x85],
      new TextEncoder().encode('café'),
      [0xab, 0xa0, 0xe9, 0xa0, 0xbb],
    ];
    const bytes = Uint8Array.from(lines.flatMap((line) => [...line, 10]));
    const { blocks } = await decode(new Blob([bytes]), { name: 'windows-1252', carriageReturns: false });
    expect(blocks.flatMap(({ brokenLines }) => brokenLines)).toEqual([2]);
    expect(blocks.map(({ text }) => text.split('\n')[0])).toEqual(['café…']);
  });

  it('gives the same text however the bytes are cut, with true line numbers', async () => {
    const lines = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 12 });
    const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        lines,
        sizes,
        fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
        async (some, cuts, name) => {
          const text = some.join('\n').replace(/^\uFEFF/, '');
          const content = name === 'utf-8' ? text : utf16(text, name === 'utf-16le');
          const result = await decode(inChunks(content, cuts), { name, carriageReturns: false });
          expect(result.text).toBe(text);
          let line = 1;
          for (const block of result.blocks) {
            expect(block.line).toBe(line);
            expect(block.brokenLines).toEqual([]);
            line += block.text.split('\n').length - 1;
          }
        },
      ),
    );
  });

  it('drops a byte order mark at the start and keeps U+FEFF elsewhere', async () => {
    expect((await decode(new Blob(['\uFEFFone\n\uFEFFtwo']))).text).toBe('one\n\uFEFFtwo');
    expect(
      (await decode(new Blob([utf16('\uFEFFone', false)]), { name: 'utf-16be', carriageReturns: false }))
        .text,
    ).toBe('one');
  });

  it('names the lines whose bytes are not valid, and not those that hold U+FFFD themselves', async () => {
    const good = new TextEncoder().encode('fine\nreplacement \uFFFD\n');
    const bad = Uint8Array.of(0x61, 0xe9, 0x0a, 0x62, 0x0a, 0xff);
    for (const sizes of [[1], [3], [1000]]) {
      const { blocks } = await decode(inChunks(new Uint8Array([...good, ...bad]), sizes));
      expect(blocks.flatMap(({ brokenLines }) => brokenLines)).toEqual([3, 5]);
    }
  });

  it('reads lines that end with carriage returns only', async () => {
    const { text } = await decode(new Blob(['a\rb\rc']), { name: 'utf-8', carriageReturns: true });
    expect(text).toBe('a\nb\nc');
  });

  it('refuses a line that would fill the memory, and says where it begins', async () => {
    const long = new Blob(['short\n', 'x'.repeat(17 * 2 ** 20)]);
    await expect(decode(long)).rejects.toThrow(UnreadableFileError);
    await expect(decode(long)).rejects.toThrow('a, line 2: This line is longer than 16 MB');
  });
});
