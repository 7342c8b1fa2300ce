import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { PASTED_TEXT } from '../../src/readers/named-blob.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { file } from './files.ts';

async function read(...files: Parameters<typeof file>[]) {
  const { dataset } = await readFiles(files.map((one) => file(...one)));
  const { ids, texts, sources } = dataset!;
  const skipped = sources.flatMap((source) => source.skipped.map(({ line, reason }) => `${line} ${reason}`));
  return { ids, texts, skipped, layouts: sources.map(({ layout }) => layout), name: dataset!.name };
}

describe('texts', () => {
  it('takes one text per line, blank lines counted', async () => {
    const result = await read(['diary.txt', 'First, a walk.\r\n\r\n  Then "rain", and more rain.\n\t\nLast']);
    expect(result).toEqual({
      ids: ['1', '3', '5'],
      texts: ['First, a walk.', '  Then "rain", and more rain.', 'Last'],
      skipped: ['2 The line is empty.', '4 The line is empty.'],
      layouts: ['plain text (one text per line)'],
      name: 'diary.txt',
    });
  });

  it.each([
    ['a sentence with commas', 'Well, yes, no.\nOh, I, see.\nA, b, c.'],
    ['one line', 'Comment, then leave'],
    ['a text in brackets', '[NAME] is late again.'],
    ['a text in braces', '{sigh} Late again.'],
    ['a heading', 'Notes\nThe first note.'],
  ])('takes %s for prose', async (_, text) => {
    const { dataset } = await readFiles([file(PASTED_TEXT, text)]);
    expect(dataset?.texts).toEqual(text.split('\n'));
    expect(dataset?.name).toBe('pasted text');
    expect(dataset?.questions).toEqual([]);
  });

  it('finds the column of texts and the ids of a CSV, TSV or semicolon table', async () => {
    const csv = 'id,Sentence,year\nx1,"A ""quoted"" one,\nover two lines",1990\nx2,,1991\nx3,Plain,1992\n';
    expect(await read(['a.csv', csv])).toMatchObject({
      ids: ['x1', 'x3'],
      texts: ['A "quoted" one,\nover two lines', 'Plain'],
      skipped: ['4 The text is empty.'],
      layouts: ['CSV with the texts in the column "Sentence"; attributes of texts: "year"'],
    });
    expect(await read(['export', csv.replaceAll(',', '\t')])).toMatchObject({ ids: ['x1', 'x3'] });
    expect(await read(['export', csv.replaceAll(',', ';')])).toMatchObject({ ids: ['x1', 'x3'] });
    expect(await read(['a.csv', 'text\n"one, two"\nthree'])).toMatchObject({
      ids: ['1', '2'],
      texts: ['one, two', 'three'],
    });
  });

  it('tells a repeated row from a repeated id', async () => {
    const csv = 'text,id\none,a\none,a\ntwo,a\nthree,\nfour,__proto__\n';
    expect(await read(['a.csv', csv])).toMatchObject({
      ids: ['a', '__proto__'],
      skipped: [
        '3 The id "a" stands in an earlier row with the same text.',
        '4 An earlier row with the id "a" has another text.',
        '5 The id is empty.',
      ],
    });
  });

  it('reads JSON Lines, keys like __proto__ included', async () => {
    const lines = [
      '{"id": 7, "text": "seven \\ud83d\\ude00", "__proto__": {"text": "no"}}',
      '{"id": 8, "body": "no text"}',
      '{"id": 9, "text": "half \\ud83d"}',
      'nonsense',
      '',
      '{"text": "ten", "id": "10"}',
    ];
    expect(await read(['a.jsonl', lines.join('\n')])).toMatchObject({
      ids: ['7', '10'],
      texts: ['seven 😀', 'ten'],
      skipped: [
        '2 The text is empty.',
        '3 The key "text" holds half of a character (a lone surrogate).',
        '4 The line is not a JSON object.',
        '5 The line is empty.',
      ],
    });
  });

  it('reads Parquet, and tells bytes that are no text from U+FFFD', async () => {
    const data = ['one', 'two \uFFFD'].map((text) => new TextEncoder().encode(text));
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: '__proto__', data: [1n, 2n, 3n], type: 'INT64' },
        { name: 'comment', data: [...data, Uint8Array.of(0x61, 0xff)], type: 'BYTE_ARRAY' },
      ],
    });
    expect(await read(['a.bin', buffer])).toMatchObject({
      ids: ['1', '2'],
      texts: ['one', 'two \uFFFD'],
      skipped: ['3 The column "comment" holds bytes that are not text.'],
      layouts: ['Parquet with the texts in the column "comment"; attributes of texts: "__proto__"'],
    });
  });

  it('reads several files one after the other, rows numbered through', async () => {
    expect(await read(['a.txt', 'one\n\ntwo'], ['b.csv', 'text\nthree\n'])).toMatchObject({
      ids: ['1', '3', '4'],
      texts: ['one', 'two', 'three'],
      name: 'a.txt and 1 more',
    });
  });

  it('reads UTF-16, a byte order mark, and texts of 200,000 characters', async () => {
    const utf16 = new Uint16Array(
      [...'\uFEFFÄpfel 😀\nBirnen'].flatMap((c) => c.split('')).map((c) => c.charCodeAt(0)),
    );
    expect(await read(['a.txt', utf16])).toMatchObject({ texts: ['Äpfel 😀', 'Birnen'] });
    const long = '😀é"'.repeat(50_000);
    const csv = `\uFEFFtext,id\n"${long.replaceAll('"', '""')}\n${long.replaceAll('"', '""')}",a\nshort,b\n`;
    expect(await read(['a.csv', csv])).toMatchObject({
      ids: ['a', 'b'],
      texts: [`${long}\n${long}`, 'short'],
    });
  });
});
