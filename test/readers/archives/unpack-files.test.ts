import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unpackFiles } from '../../../src/readers/archives/unpack-files.ts';
import { file } from '../files.ts';

const bytes = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

describe('unpackFiles', () => {
  it('leaves plain files as they are', async () => {
    const plain = file('a.csv', 'id,text\n');
    expect(await unpackFiles([plain])).toEqual([plain]);
  });

  it('unpacks gzip under the name without its ending', async () => {
    const [one] = await unpackFiles([
      file('a.csv.gz', gzipSync(bytes('id,text\n')) as Uint8Array<ArrayBuffer>),
    ]);
    expect([one.name, await one.blob.text()]).toEqual(['a.csv', 'id,text\n']);
  });

  it('takes the files of a ZIP archive, without what systems put beside them', async () => {
    const zip = zipSync({ 'data/a.csv': bytes('x'), '__MACOSX/a.csv': bytes('y'), '.DS_Store': bytes('z') });
    const files = await unpackFiles([file('all.zip', zip as Uint8Array<ArrayBuffer>)]);
    expect(files.map(({ name }) => name)).toEqual(['all.zip/data/a.csv']);
  });

  it.each([
    [
      'a gzip archive cut short',
      gzipSync(bytes('x'.repeat(10_000))).slice(0, 30),
      'could not be unpacked to its end',
    ],
    ['a ZIP archive cut short', zipSync({ a: bytes('x') }).slice(0, 20), 'could not be unpacked'],
    ['an empty ZIP archive', zipSync({ '__MACOSX/x': bytes('') }), 'The archive holds no files.'],
  ])('refuses %s', async (_, content, message) => {
    await expect(unpackFiles([file('odd', content as Uint8Array<ArrayBuffer>)])).rejects.toThrow(message);
  });

  it('refuses what unpacks to more than there is room for', async () => {
    // 1.1 GB of noughts, a megabyte when packed.
    const zeros = new Uint8Array(64 * 2 ** 20);
    const part = gzipSync(zeros) as Uint8Array<ArrayBuffer>;
    const bomb = file('bomb.gz', ...Array.from({ length: 18 }, () => part));
    await expect(unpackFiles([bomb])).rejects.toThrow(/more than 1 GB|could not be unpacked/);
  });
});
