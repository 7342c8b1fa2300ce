import { read, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import type { ItemTable } from '../../src/judgments/item-table.ts';
import { writeTable } from '../../src/writers/write-table.ts';

const IDS = ['1', '=1+1', 'a "quoted", one', 'שלום'];
const SHARES = [1 / 3, null, 0, 0.5];
const TABLE: ItemTable = {
  items: IDS.length,
  columns: [
    { name: 'id', kind: 'text', at: (item) => IDS[item] },
    { name: 'people: joy, fear', kind: 'number', at: (item) => SHARES[item] },
    { name: '__proto__', kind: 'text', at: (item) => (item === 1 ? null : 'joy|fear') },
  ],
};
const NAMES = TABLE.columns.map(({ name }) => name);

describe('a table of items', () => {
  it('is CSV of one line of names and one for each item, marked as UTF-8, without a formula', async () => {
    const text = await (await writeTable('csv', TABLE)).text();
    const bytes = new Uint8Array(await (await writeTable('csv', TABLE)).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(parse(text, { bom: true })).toEqual([
      NAMES,
      ['1', '0.333333', 'joy|fear'],
      ["'=1+1", '', ''],
      ['a "quoted", one', '0', 'joy|fear'],
      ['שלום', '0.5', 'joy|fear'],
    ]);
  });

  it('is an object a line as JSON Lines', async () => {
    const text = await (await writeTable('jsonl', TABLE)).text();
    const rows = text.trimEnd().split('\n');
    expect(rows).toHaveLength(IDS.length);
    expect(rows[0]).toBe('{"id":"1","people: joy, fear":0.333333,"__proto__":"joy|fear"}');
    expect(rows[1]).toBe('{"id":"=1+1","people: joy, fear":null,"__proto__":null}');
  });

  it('is Parquet with numbers as they are', async () => {
    const file = await (await writeTable('parquet', TABLE)).arrayBuffer();
    const rows = await parquetReadObjects({ file });
    expect(rows.map((row) => row.id)).toEqual(IDS);
    expect(rows.map((row) => row['people: joy, fear'])).toEqual(SHARES);
  });

  it('is a sheet whose cells run nothing', async () => {
    const book = read(await (await writeTable('xlsx', TABLE)).arrayBuffer(), { cellFormula: true });
    const sheet = book.Sheets[book.SheetNames[0]];
    expect(utils.sheet_to_json(sheet, { header: 1, defval: null })).toEqual([
      NAMES,
      ['1', 1 / 3, 'joy|fear'],
      ['=1+1', null, null],
      ['a "quoted", one', 0, 'joy|fear'],
      ['שלום', 0.5, 'joy|fear'],
    ]);
    expect(JSON.stringify(sheet)).not.toContain('"f"');
  });

  it('says which format holds what a sheet cannot', async () => {
    const large: ItemTable = { ...TABLE, items: 2 ** 20 };
    await expect(writeTable('xlsx', large)).rejects.toThrow(
      '1,048,576 rows of 3 columns are too many for an XLSX file made here. Choose CSV or Parquet.',
    );
  });

  it('cuts no text that is longer than a cell of a sheet: it is refused', async () => {
    const long: ItemTable = {
      items: 1,
      columns: [{ name: 'text', kind: 'text', at: () => 'x'.repeat(32_768) }],
    };
    await expect(writeTable('xlsx', long)).rejects.toThrow(
      'Row 1 has 32,768 characters in the column “text”; a sheet’s cell holds 32,767. Choose CSV or Parquet, or leave the texts out.',
    );
    expect((await writeTable('csv', long)).size).toBeGreaterThan(32_768);
  });

  it.each(['csv', 'jsonl', 'parquet', 'xlsx'] as const)(
    'of no item is a readable %s file',
    async (format) => {
      const blob = await writeTable(format, { ...TABLE, items: 0 });
      if (format === 'parquet')
        expect(await parquetReadObjects({ file: await blob.arrayBuffer() })).toEqual([]);
      else if (format === 'xlsx') {
        const book = read(await blob.arrayBuffer());
        expect(utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 })).toEqual([NAMES]);
      } else expect((await blob.text()).split('\n')).toHaveLength(format === 'csv' ? 2 : 1);
    },
  );
});
