import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCell, writeCell } from '../../src/files/csv-cell.ts';

const text = fc.string({
  unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '"', ',', ' ', '＝', 'a', '😀'),
  minLength: 1,
  maxLength: 6,
});

describe('writeCell', () => {
  it('makes cells that another CSV reader takes apart and readCell turns back', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 4 }), (texts) => {
        const [cells]: string[][] = parse(texts.map(writeCell).join(','), { record_delimiter: '\n' });
        expect(cells.map(readCell)).toEqual(texts);
        // What a spreadsheet would run never comes first.
        for (const cell of cells) expect(cell).not.toMatch(/^(?![+-]{1,2}$)[=+\-@\t\r\n＝＋－＠]/);
      }),
    );
  });

  it('leaves labels that are numbers or signs as they are, for programs that look for them', () => {
    for (const label of ['-', '+', '++', '--', '-1', '-0.5']) {
      expect(writeCell(label).replaceAll('"', '')).toBe(label);
      expect(readCell(label)).toBe(label);
    }
    for (const formula of ['-1+1', '+A1', '+2', '---', '-2-3', '=1', '@x', '----', '-.', '-1e', "'-1"])
      expect(writeCell(formula)).toBe(`'${formula}`);
  });

  it('leaves ordinary texts alone', () => {
    expect(writeCell("it's 3 - 1 = 2")).toBe("it's 3 - 1 = 2");
    expect(writeCell("'tis")).toBe("'tis");
  });
});
