import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { read, utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { unpackFiles } from '../../../src/readers/archives/unpack-files.ts';
import { file } from '../files.ts';

type Bytes = Uint8Array<ArrayBuffer>;
const SHEET = 'xl/worksheets/sheet1.xml';
const TABLE = [
  ['id', 'text'],
  ['1', 'It rains'],
];

function workbook(
  change: (sheet: string) => string,
  bookType: 'xlsx' | 'ods' = 'xlsx',
  entry = SHEET,
): Bytes {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(TABLE), 'S');
  const entries = unzipSync(
    new Uint8Array(write(book, { type: 'array', bookType, compression: true }) as ArrayBuffer),
  );
  const sheet = strFromU8(entries[entry]);
  const changed = change(sheet);
  expect(changed).not.toBe(sheet);
  return zipSync({ ...entries, [entry]: strToU8(changed) }) as Bytes;
}

/** The archive with a directory that says of every entry that it unpacks to 2 GB. */
function boastful(zip: Uint8Array): Bytes {
  const bytes = zip.slice() as Bytes;
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + 28 < bytes.length; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 2 ** 31 - 1, true);
  return bytes;
}

async function texts(name: string, bytes: Bytes): Promise<string[]> {
  return Promise.all((await unpackFiles([file(name, bytes)])).map(({ blob }) => blob.text()));
}

describe('bounds of archives and workbooks', () => {
  it.each([
    ['a.zip', zipSync({ 'a.csv': strToU8('id\n1\n') })],
    ['a.xlsx', workbook((sheet) => `${sheet} `)],
    ['a.ods', workbook((sheet) => `${sheet} `, 'ods', 'content.xml')],
  ])('refuses %s by what its directory says, before anything is unpacked', async (name, bytes) => {
    await expect(unpackFiles([file(name, boastful(bytes))])).rejects.toThrow('It unpacks to more than 1 GB');
  });

  it('reads the cells that a sheet has, however many it says it has', async () => {
    const boast = workbook((sheet) =>
      sheet.replace(/<dimension ref="[^"]*"/, '<dimension ref="A1:XFD1048576"'),
    );
    expect(await texts('a.xlsx', boast)).toEqual(['id,text\n1,It rains\n']);
  });

  it('reads sheets with a far cell, and refuses many rows that are as wide', async () => {
    const far = workbook((sheet) =>
      sheet.replace('<row r="2">', '<row r="1048576">').replaceAll(/r="([AB])2"/g, 'r="$11048576"'),
    );
    expect(await texts('a.xlsx', far)).toEqual(['id,text\n1,It rains\n']);
    const rows = Array.from(
      { length: 2000 },
      (_, row) => `<row r="${row + 3}"><c r="XFD${row + 3}"><v>1</v></c></row>`,
    );
    const wide = workbook((sheet) => sheet.replace('</sheetData>', `${rows.join('')}</sheetData>`));
    await expect(unpackFiles([file('a.xlsx', wide)])).rejects.toThrow('2,002 rows of up to 16,384 columns');
  });

  it('reads what a date that is none shows', async () => {
    const odd = workbook((sheet) =>
      sheet.replace(/<c r="A2"[^>]*><v>[^<]*<\/v>/, '<c r="A2" t="d"><v>never</v>'),
    );
    expect((await texts('a.xlsx', odd))[0]).toMatch(/^id,text\n[^\n]*,It rains\n$/);
  });

  it('reads dates as they are written, wherever it runs', async () => {
    const book = utils.book_new();
    const day = new Date(Date.UTC(2024, 0, 31));
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet(
        [
          ['id', 'day'],
          ['1', day],
        ],
        { UTC: true },
      ),
      'S',
    );
    const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
    expect(read(bytes).SheetNames).toEqual(['S']);
    expect(await texts('a.xlsx', bytes)).toEqual(['id,day\n1,2024-01-31T00:00:00.000Z\n']);
  });

  it('refuses a sheet of LibreOffice whose cells are repeated without an end', async () => {
    const repeated = workbook(
      (sheet) =>
        sheet.replace(
          /<table:table-cell office:value-type="string"/,
          '<table:table-cell table:number-columns-repeated="1000000000" office:value-type="string"',
        ),
      'ods',
      'content.xml',
    );
    await expect(unpackFiles([file('a.ods', repeated)])).rejects.toThrow('repeated');
  });
});
