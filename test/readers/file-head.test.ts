import { describe, expect, it } from 'vitest';
import { fileHead } from '../../src/readers/tables/file-head.ts';
import { file } from './files.ts';

describe('fileHead', () => {
  it('splits the first row with the delimiter that makes most cells', async () => {
    expect(await fileHead(file('a', 'x;y;z\n1,2;3;4\n'))).toMatchObject({
      format: 'delimited',
      delimiter: ';',
      columns: ['x', 'y', 'z'],
      headerLine: 1,
    });
    expect(await fileHead(file('a', '\n  \nx\ty\n'))).toMatchObject({ delimiter: '\t', headerLine: 3 });
  });

  it('gathers the keys of JSON Lines, whatever they are called', async () => {
    const lines = '{"text":"a","__proto__":1}\nnot json\n{"text":"b","constructor":2}\n';
    expect(await fileHead(file('a', lines))).toMatchObject({
      format: 'JSONL',
      columns: ['text', '__proto__', 'constructor'],
    });
  });

  it('reads a JSON list and an object of objects as rows', async () => {
    expect(await fileHead(file('a', '[{"text": "a"},\n{"text": "b", "n": 2}]'))).toMatchObject({
      format: 'JSON',
      columns: ['text', 'n'],
      sample: [
        { line: 1, cells: ['a', ''] },
        { line: 2, cells: ['b', '2'] },
      ],
    });
    expect(await fileHead(file('a', '{"x": {"text": "a"}, "__proto__": {"text": "b"}}'))).toMatchObject({
      format: 'JSON',
      columns: ['key of the object', 'text'],
      sample: [{ cells: ['x', 'a'] }, { cells: ['__proto__', 'b'] }],
    });
  });

  it.each([
    ['UTF-16 with a mark', Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x0a, 0), 'utf-16le'],
    ['UTF-16 without a mark', Uint8Array.of(0, 0x61, 0, 0x62, 0, 0x0a, 0, 0x63), 'utf-16be'],
    ['UTF-8', Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), 'utf-8'],
  ])('recognises %s', async (_, bytes, name) => {
    expect(await fileHead(file('a', bytes))).toMatchObject({
      format: 'delimited',
      encoding: { name, carriageReturns: false },
    });
  });

  it.each([
    ['nothing', '', 'The file is empty.'],
    ['blank lines', ' \n\n', 'The file holds blank lines only.'],
    [
      'a workbook',
      Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0),
      'an Excel workbook; unpack it, or save the sheet as CSV',
    ],
    ['an unknown binary', Uint8Array.of(1, 2, 0, 255), 'a binary file (its first bytes are 01 02 00 ff)'],
    ['a web page', '<!DOCTYPE html>\n<html></html>', 'a web page'],
    [
      'a damaged JSON list',
      '[{"text": "a"},\n{"text": ',
      'JSON Lines is read row by row, one object on each line',
    ],
    ['a JSON document', '{\n  "text": "a"\n}', 'JSON Lines is read'],
    ['Parquet cut short', 'PAR1 and then nothing', 'begins like a Parquet file'],
  ])('refuses %s', async (_, content, message) => {
    await expect(fileHead(file('odd.bin', content))).rejects.toMatchObject({
      name: 'UnreadableFileError',
      file: 'odd.bin',
      message: expect.stringContaining(message),
    });
  });
});
