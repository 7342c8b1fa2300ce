import { gzipSync } from 'node:zlib';
import { sha256 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { ArrayFileWriter } from '../../src/files/array-file.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import type { NamedBlob } from '../../src/readers/named-blob.ts';
import { readProject, writeProject } from '../../src/project-files/project-file.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { UnreadableFileError } from '../../src/readers/unreadable-file.ts';
import { diary } from './benchmarks/diary.ts';
import { parquetHead } from '../../src/readers/tables/parquet-table.ts';
import { file, fixture } from './files.ts';
import { firstOfDictionary, joined, madeParquet, page, plainTexts, withFooter } from './made-parquet.ts';

/** Far more than a refusal takes, and less than a person would wait. */
const SECONDS = 20;

async function refused(one: NamedBlob, reason: RegExp): Promise<void> {
  const start = performance.now();
  const error: unknown = await readFiles([one]).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UnreadableFileError);
  expect((error as Error).message).toMatch(reason);
  expect(performance.now() - start).toBeLessThan(SECONDS * 1000);
}

describe('a Parquet file', () => {
  const three = page('data', plainTexts(['One', 'Two', 'Three']), { values: 3 });
  const parquet = (name: string, pages: Uint8Array, rows: bigint, more = {}) =>
    file(`${name}.parquet`, madeParquet([{ name: 'text', pages, ...more }], rows));

  it('as these tests make one is read', async () => {
    const { dataset } = await readFiles([parquet('whole', three, 3n)]);
    expect(dataset!.texts).toEqual(['One', 'Two', 'Three']);
    const again = joined([
      page('dictionary', plainTexts(['Again.']), { values: 1 }),
      page('data', firstOfDictionary(4), { values: 4, encoding: 8 }),
    ]);
    const repeated = await readFiles([parquet('repeated', again, 4n, { hasDictionary: true })]);
    expect(repeated.dataset!.texts).toEqual(new Array(4).fill('Again.'));
  });

  it('that says it has a million million rows is refused', async () => {
    await refused(
      parquet('rows', three, 10n ** 12n),
      /It says it holds 1,000,000,000,000 rows; 10,000,000 is the most that is read\. Save it as several files\./,
    );
    await refused(parquet('less', three, 1_000_000n), /"text" has 3 values in 2000 rows/);
  });

  it('whose page says it has two thousand million values is refused', async () => {
    const many = page('data', firstOfDictionary(2 ** 30), { values: 2 ** 31 - 1, encoding: 8 });
    await refused(parquet('values', many, 3n), /"text" has more than 33,554,432 values in one row group/);
  });

  it('whose compressed pages expand a thousandfold is refused as soon as that is too much', async () => {
    const packed = gzipSync(new Uint8Array(2 ** 26));
    expect(2 ** 26 / packed.length).toBeGreaterThan(1000);
    const pages = joined(new Array(9).fill(page('data', packed, { values: 1, unpacked: 2 ** 26 })));
    await refused(parquet('gzip', pages, 9n, { codec: 2 }), /"text" unpacks to more than 512 MB/);
    const lying = page('data', packed, { values: 1, unpacked: 2 ** 31 - 1 });
    await refused(parquet('lying', lying, 1n, { codec: 2 }), /"text" unpacks to more than 512 MB/);
    const short = page('data', packed, { values: 1, unpacked: 100 });
    await refused(parquet('short', short, 1n, { codec: 2 }), /no row of it could be used/);
  });

  it('that points at one long text again and again is refused', async () => {
    const pages = joined([
      page('dictionary', plainTexts(['Long. '.repeat(2 ** 18)]), { values: 1 }),
      page('data', firstOfDictionary(2_000_000), { values: 2_000_000, encoding: 8 }),
    ]);
    await refused(
      parquet('repeated', pages, 2_000_000n, { hasDictionary: true }),
      /rows unpack to more than 512 million characters/,
    );
  });

  it('with one changed bit, by which the header of a page is not whole, is refused', async () => {
    await refused(await fixture('page-header-not-whole.parquet'), /the header of a page is not whole/);
  });

  it('with a row group for each row is refused where there are too many', async () => {
    const whole = await parquetHead(parquet('whole', three, 3n));
    expect(whole.metadata.row_groups).toHaveLength(1);
    const groups = madeParquet([{ name: 'text', pages: three }], 20_001n, 20_001);
    await refused(file('groups.parquet', groups), /in 20,001 row groups; 20,000 is the most/);
  });

  it('whose footer is a number without an end, or lists in lists, is refused', async () => {
    await refused(
      file('number.parquet', withFooter(three, new Uint8Array(4_000_000).fill(0xff))),
      /not be read/,
    );
    const lists = new Uint8Array(1_000_000).fill(0x19);
    await refused(file('lists.parquet', withFooter(three, lists)), /nested too deep/);
    const structs = new Uint8Array(1_000_000).fill(0x1c);
    await refused(file('structs.parquet', withFooter(three, structs)), /nested too deep/);
    await refused(
      file('cut.parquet', new TextEncoder().encode('PAR1\xff\xff\xff\xffPAR1')),
      /could not be read/,
    );
  });
});

describe('JSON', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

  it('of 100,000 levels costs the row that it stands in', async () => {
    const rows = [
      '{"id":1,"text":"One"}',
      `{"id":2,"text":"Two","more":${deep(100_000)}}`,
      '{"id":3,"text":"Three"}',
    ];
    for (const [name, content] of [
      ['lines.jsonl', rows.join('\n')],
      ['list.json', `[${rows.join(',\n')}]`],
    ]) {
      const { dataset } = await readFiles([file(name, content)]);
      expect(dataset!.texts).toEqual(['One', 'Three']);
      expect(dataset!.sources[0].skipped).toMatchObject([
        {
          line: 2,
          reason: expect.stringMatching(/has lists and objects of more than 100 levels\.$/) as string,
        },
      ]);
    }
  });

  it('of 100,000 levels and nothing else is refused', async () => {
    await refused(file('lists.json', deep(100_000)), /holds no list of objects/);
    await refused(file('open.json', '['.repeat(100_000)), /looks like a JSON document and is not one/);
    await refused(file('objects.json', '{"a":'.repeat(100_000)), /./);
  });

  it('of 10,000 levels in a cell is no answer', async () => {
    const csv = `id,text,annotations\n1,One,"[""joy"",""fear""]"\n2,Two,"[""joy""]"\n3,Three,"${deep(10_000)}"\n`;
    const { dataset } = await readFiles([file('people.csv', csv)]);
    const [{ rowsRead, skipped }] = dataset!.sources;
    expect(dataset!.ids.length + skipped.length).toBe(rowsRead);
  });
});

describe('a table', () => {
  it('of 100,000 columns is refused at once', async () => {
    const names = Array.from({ length: 100_000 }, (_, column) => `c${column}`);
    const row = `one,${names.map(() => '1').join(',')}`;
    await refused(
      file('wide.csv', `text,${names.join(',')}\n${row}\n`),
      /It has 100,001 columns; 10,000 are the most that are read/,
    );
  });

  it('that names its columns again where another begins loses that row', async () => {
    const table = 'id,text,rater,label\n1,One,A,joy\n1,One,B,fear\n';
    const { dataset } = await readFiles([file('both.csv', `${table}${table.replaceAll('1,One', '2,Two')}`)]);
    expect(dataset!.questions[0].question.labels).toEqual(['fear', 'joy']);
    expect(dataset!.sources[0].skipped).toMatchObject([{ line: 4, reason: 'The row repeats the header.' }]);
  });
});

describe('text', () => {
  /** A file of 500 MB of which no more is in memory than its beginning. */
  function endless(name: string, head: string, letter: string): NamedBlob {
    const piece = new TextEncoder().encode(letter.repeat(2 ** 16));
    const start = new TextEncoder().encode(head);
    class Endless extends Blob {
      override get size() {
        return start.length + 8000 * piece.length;
      }
      override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
        let turn = 0;
        return new ReadableStream({
          pull: (controller) =>
            turn++ < 8000 ? controller.enqueue(turn === 1 ? start : piece.slice()) : controller.close(),
        });
      }
    }
    return { name, blob: new Endless([start, ...new Array<Uint8Array<ArrayBuffer>>(300).fill(piece)]) };
  }

  it('of 500 MB on one line is refused after 16 MB', async () => {
    await refused(endless('line.txt', 'a', 'a'), /longer than 16 MB/);
    await refused(endless('table.csv', 'id,text\n1,', 'a'), /longer than 16 MB/);
  });

  it('of blank lines only is refused before it fills the memory', async () => {
    await refused(
      endless('table.csv', 'id,text\n', '\n'),
      /more than 1,000,000 of its rows cannot be used\. The first is in line 2/,
    );
  });
});

describe('a text with more answers than are analysed', () => {
  it('is refused with its id, the number of answers and what to do', async () => {
    const rows = Array.from(
      { length: 10_001 },
      (_, n) => `s1,The same text.,r${n},${n % 2 ? 'joy' : 'fear'}`,
    );
    await refused(
      file('one-text.csv', ['id,text,rater,label', ...rows, 's2,Another text.,r1,joy'].join('\n')),
      /The text “s1” has 10,001 answers to “label”; 10,000 is the most for one text\. If .* say which column tells them apart \(on the command line with --id or --text/,
    );
  });

  it('is refused in a project file, too', async () => {
    const votes = new VotesBuilder();
    for (let n = 0; n <= 10_000; n++) votes.add(0, null, [n % 2]);
    const dataset = diary();
    const [asked] = dataset.questions;
    const many = { ...asked, votes: votes.build(dataset.ids.length) };
    const written = await writeProject({
      dataset: { ...dataset, questions: [many] },
      predictions: [],
      outputs: [],
    });
    await expect(readProject('x', written)).rejects.toThrow('too many votes on one text');
  });
});

describe('a project file', () => {
  async function sealed(header: object, writer = new ArrayFileWriter()): Promise<Uint8Array> {
    const body = writer.finish(header);
    return Buffer.concat([Buffer.from(`dissensus project\n${await sha256(body)}\n`), body]);
  }

  async function whole(): Promise<{ header: Record<string, unknown>; rest: Uint8Array }> {
    const written = await writeProject({ dataset: diary(12), predictions: [], outputs: [] });
    const body = written.subarray('dissensus project\n'.length + 64 + 1);
    const length = new DataView(body.buffer, body.byteOffset).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(body.subarray(4, 4 + length))) as Record<
      string,
      unknown
    >;
    return { header, rest: body.subarray(4 + length) };
  }

  async function edited(change: (header: Record<string, unknown>) => object): Promise<Uint8Array> {
    const { header, rest } = await whole();
    const json = new TextEncoder().encode(JSON.stringify(change(header)));
    const padded = new Uint8Array(Math.ceil(json.length / 4) * 4).fill(0x20);
    padded.set(json);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, padded.length, true);
    const body = joined([length, padded, rest]);
    return Buffer.concat([Buffer.from(`dissensus project\n${await sha256(body)}\n`), body]);
  }

  it('as these tests edit one is read', async () => {
    expect((await readProject('x', await edited((header) => header))).dataset).toEqual(diary(12));
  });

  it.each([
    [
      'an array of 4 GB',
      (h) => ({ ...h, ids: { lengths: { start: 0, length: 2 ** 32, type: 'uint8' }, bytes: {} } }),
    ],
    ['a length below zero', (h) => ({ ...h, withoutText: { start: 0, length: -1, type: 'uint8' } })],
    ['a type that is none', (h) => ({ ...h, withoutText: { start: 0, length: 12, type: 'constructor' } })],
    [
      'one array a million times',
      (h) => {
        const { bytes } = h.ids as { bytes: object };
        const output = { annotator: {}, hashes: bytes, truncated: bytes, rows: [] };
        return { ...h, outputs: new Array(1000).fill(output) };
      },
    ],
    [
      'lists in lists',
      (h) => ({ ...h, sources: Array.from({ length: 200 }).reduce((inner) => [inner], []) as object }),
    ],
    ['labels alike', (h) => relabelled(h, ['calm', 'calm', 'bored'])],
    ['a label that is no text', (h) => relabelled(h, ['calm', {}, 'bored'])],
    ['no questions', (h) => ({ ...h, questions: null })],
    ['a name that is no text', (h) => ({ ...h, name: { toString: 'x' } })],
  ] satisfies [string, (header: Record<string, unknown>) => object][])(
    'with %s is refused',
    async (_, change) => {
      const error: unknown = await readProject('x', await edited(change)).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UnreadableFileError);
      expect((error as Error).message).toMatch(/does not hold what it says it holds/);
    },
  );

  it('whose header is longer than the file is refused', async () => {
    const file = await sealed({ version: 1 });
    await expect(readProject('x', file.subarray(0, -1))).rejects.toThrow('cut off or altered');
    const body = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x7b, 0x7d);
    const long = Buffer.concat([Buffer.from(`dissensus project\n${await sha256(body)}\n`), body]);
    await expect(readProject('x', long)).rejects.toThrow('does not hold what it says it holds');
  });

  function relabelled(header: Record<string, unknown>, labels: readonly unknown[]): object {
    const [first, ...others] = header.questions as { question: object }[];
    return { ...header, questions: [{ ...first, question: { ...first.question, labels } }, ...others] };
  }
});
