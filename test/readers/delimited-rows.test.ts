import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DelimitedRowScanner, type Delimiter } from '../../src/readers/tables/delimited-rows.ts';

/** Scans a text that arrives in blocks of whole lines, so many lines at a time. */
function scan(text: string, delimiter: Delimiter = ',', linesAtATime = 1000) {
  const scanner = new DelimitedRowScanner(delimiter);
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const rows = [];
  for (let at = 0; at < lines.length; at += linesAtATime) {
    const block = lines.slice(at, at + linesAtATime).join('');
    for (const row of scanner.push({ text: block, line: at + 1, brokenLines: [] })) rows.push(row);
  }
  return [...rows, ...scanner.end()];
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '😀', ' ', ',', ';', '\t', '"', '\n', '\r\n', "'", '#'),
  maxLength: 8,
});

function quoted(text: string, delimiter: string): string {
  return new RegExp(`["\\r\\n${delimiter}]`).test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

describe('DelimitedRowScanner', () => {
  it('gives the rows that csv-parse gives, with the line each begins on', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Delimiter>(',', '\t', ';'),
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        (delimiter, table, lineEnd, ended, linesAtATime) => {
          const rows = table.map((cells) => cells.map((one) => quoted(one, delimiter)).join(delimiter));
          const text = rows.join(lineEnd) + (ended ? lineEnd : '');
          const scanned = scan(text, delimiter, linesAtATime);
          const reference = parse(text, {
            delimiter,
            record_delimiter: lineEnd,
            relax_quotes: true,
            relax_column_count: true,
          });
          expect(scanned.map(({ cells }) => cells)).toEqual(reference);
          expect(scanned.every(({ problem }) => problem === null)).toBe(true);
          let line = 1;
          for (const [index, row] of rows.entries()) {
            expect(scanned[index].line).toBe(line);
            expect(scanned[index].raw).toBe(row);
            line += row.split('\n').length;
          }
        },
      ),
    );
  });

  it('takes mixed line ends as they come', () => {
    expect(scan('a,b\r\nc,d\ne,"f\r\ng"\r\nh,i').map(({ cells, line }) => [line, ...cells])).toEqual([
      [1, 'a', 'b'],
      [2, 'c', 'd'],
      [3, 'e', 'f\r\ng'],
      [5, 'h', 'i'],
    ]);
  });

  it('loses one line to a stray quotation mark, and says which', () => {
    const text = 'a,b\n"never closed,1\nc,"d"\ne,f\n"g" h,2\ni,j\n';
    for (const linesAtATime of [1, 2, 100]) {
      const rows = scan(text, ',', linesAtATime);
      expect(rows.filter(({ problem }) => problem === null).map(({ cells }) => cells.join())).toEqual([
        'a,b',
        'c,d',
        'e,f',
        'i,j',
      ]);
      expect(rows.filter(({ problem }) => problem !== null)).toMatchObject([
        { line: 2, raw: '"never closed,1', problem: 'Cell 1 goes on after its closing quotation mark.' },
        { line: 5, raw: '"g" h,2', problem: 'Cell 1 goes on after its closing quotation mark.' },
      ]);
    }
  });

  it('gives up a quoted cell that never ends, at the end of the file and within bounds of memory', () => {
    expect(scan('a,"b\nc,d\n')).toMatchObject([
      { line: 1, raw: 'a,"b', problem: 'The quotation mark that opens cell 2 is never closed.' },
      { line: 2, cells: ['c', 'd'], problem: null },
    ]);
    const rows = scan(`a,"b\n${'c,d\n'.repeat(1_100_000)}`, ',', 20_000);
    expect(rows.length).toBe(1_100_001);
    expect(rows[0].problem).toBe('The quotation mark that opens cell 2 is never closed.');
    expect(rows.at(-1)).toMatchObject({ line: 1_100_001, cells: ['c', 'd'] });
  });

  it('finds every cell after a quoted cell that was given up', () => {
    expect(scan('"x,y\nc,d\n"z",e\n').map(({ cells, problem }) => (problem === null ? cells : null))).toEqual(
      [null, ['c', 'd'], ['z', 'e']],
    );
  });

  it('marks the rows that hold broken lines', () => {
    const scanner = new DelimitedRowScanner(',');
    const rows = [
      ...scanner.push({ text: 'a,b\nc,"d\n', line: 1, brokenLines: [] }),
      ...scanner.push({ text: 'e"\nf,g\nh,i\n', line: 3, brokenLines: [3, 5] }),
      ...scanner.end(),
    ];
    expect(rows.map(({ line, problem }) => [line, problem === null])).toEqual([
      [1, true],
      [2, false],
      [4, true],
      [5, false],
    ]);
  });
});
