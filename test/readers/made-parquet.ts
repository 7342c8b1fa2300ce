/** A field of a structure in Thrift's compact protocol: its id, its type, its value. */
type Field = readonly [
  id: number,
  type: 'int' | 'long' | 'bytes' | 'struct' | 'ints' | 'strings' | 'structs',
  value: unknown,
];

const TYPES = { int: 5, long: 6, bytes: 8, struct: 12, ints: 9, strings: 9, structs: 9 } as const;

/** A column of a Parquet file that may say anything of itself. */
export interface MadeColumn {
  readonly name: string;
  /** Pages with their headers, as {@link page} makes them. */
  readonly pages: Uint8Array;
  /** Of Parquet's list: 0 uncompressed, 2 gzip. */
  readonly codec?: number;
  readonly hasDictionary?: boolean;
}

/**
 * A Parquet file of required columns of text, with the rows that it is to claim: all in one row group, or the same over again in several
 * of a row each.
 */
export function madeParquet(
  columns: readonly MadeColumn[],
  rows: bigint,
  groups = 1,
): Uint8Array<ArrayBuffer> {
  const mark = new TextEncoder().encode('PAR1');
  let at = mark.length;
  const chunks = columns.map(({ name, pages, codec = 0, hasDictionary }): Field[] => {
    const about: Field[] = [
      [1, 'int', 6],
      [2, 'ints', [0, 8]],
      [3, 'strings', [name]],
      [4, 'int', codec],
      [5, 'long', rows],
      [6, 'long', pages.length],
      [7, 'long', pages.length],
      [9, 'long', at],
      ...(hasDictionary ? [[11, 'long', at] as const] : []),
    ];
    const chunk: Field[] = [
      [2, 'long', at],
      [3, 'struct', about],
    ];
    at += pages.length;
    return chunk;
  });
  const schema: Field[][] = [
    [
      [4, 'bytes', 'root'],
      [5, 'int', columns.length],
    ],
    ...columns.map(({ name }): Field[] => [
      [1, 'int', 6],
      [3, 'int', 0],
      [4, 'bytes', name],
      [6, 'int', 0],
    ]),
  ];
  const footer = struct([
    [1, 'int', 2],
    [2, 'structs', schema],
    [3, 'long', rows],
    [
      4,
      'structs',
      Array.from({ length: groups }, (): Field[] => [
        [1, 'structs', chunks],
        [2, 'long', at],
        [3, 'long', groups === 1 ? rows : 1n],
      ]),
    ],
  ]);
  return withFooter(joined(columns.map(({ pages }) => pages)), footer);
}

/** A Parquet file with any footer. */
export function withFooter(content: Uint8Array, footer: Uint8Array): Uint8Array<ArrayBuffer> {
  const mark = new TextEncoder().encode('PAR1');
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, footer.length, true);
  return joined([mark, content, footer, length, mark]);
}

/** A page: what its header says, and its bytes. */
export function page(
  kind: 'data' | 'dictionary',
  bytes: Uint8Array,
  { values, unpacked = bytes.length, encoding = 0 }: { values: number; unpacked?: number; encoding?: number },
): Uint8Array {
  const about: Field[] = [
    [1, 'int', values],
    [2, 'int', encoding],
    ...(kind === 'data'
      ? ([
          [3, 'int', 3],
          [4, 'int', 3],
        ] as const)
      : []),
  ];
  const header = struct([
    [1, 'int', kind === 'data' ? 0 : 2],
    [2, 'int', unpacked],
    [3, 'int', bytes.length],
    [kind === 'data' ? 5 : 7, 'struct', about],
  ]);
  return joined([header, bytes]);
}

/** Texts as a page spells them plainly. */
export function plainTexts(texts: readonly string[]): Uint8Array {
  return joined(
    texts.flatMap((text) => {
      const bytes = new TextEncoder().encode(text);
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, bytes.length, true);
      return [length, bytes];
    }),
  );
}

/** The first entry of the dictionary, so many times. */
export function firstOfDictionary(times: number): Uint8Array {
  return joined([Uint8Array.of(1), varint(BigInt(times) << 1n), Uint8Array.of(0)]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function struct(fields: readonly Field[]): Uint8Array {
  let before = 0;
  const parts = fields.flatMap(([id, type, value]) => {
    const start = Uint8Array.of(((id - before) << 4) | TYPES[type]);
    before = id;
    return [start, encoded(type, value)];
  });
  return joined([...parts, Uint8Array.of(0)]);
}

function encoded(type: Field[1], value: unknown): Uint8Array {
  switch (type) {
    case 'int':
    case 'long':
      return zigzag(BigInt(value as number | bigint));
    case 'bytes': {
      const bytes = new TextEncoder().encode(value as string);
      return joined([varint(BigInt(bytes.length)), bytes]);
    }
    case 'struct':
      return struct(value as Field[]);
    default: {
      const element = ({ ints: 'int', strings: 'bytes', structs: 'struct' } as const)[type];
      const list = value as unknown[];
      const size = joined([Uint8Array.of(0xf0 | TYPES[element]), varint(BigInt(list.length))]);
      return joined([size, ...list.map((one) => encoded(element, one))]);
    }
  }
}

function zigzag(value: bigint): Uint8Array {
  return varint(value < 0n ? -value * 2n - 1n : value * 2n);
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  for (; value >= 128n; value >>= 7n) bytes.push(Number(value & 127n) | 128);
  return Uint8Array.of(...bytes, Number(value));
}
