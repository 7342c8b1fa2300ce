import type { ColumnMetaData, Compressors } from 'hyparquet';

/** Values of one column of one row group: as an array of pointers they take a quarter of a gigabyte. */
const MOST_VALUES = 2 ** 25;
/** Bytes that one column of one row group may unpack to. */
const MOST_BYTES = 2 ** 29;
/** Footers of real files nest half as deep. */
const MOST_DEPTH = 16;
/** A whole number of 64 bits takes no more bytes than this. */
const MOST_VARINT_BYTES = 10;

/**
 * What the header of a page must say, by the page's kind (a data page, an index, a dictionary, a data page in the second version): the
 * library that reads it counts on all of it, and may never end where it is not there.
 */
const NEEDED: ReadonlyMap<number, readonly string[]> = new Map([
  [0, ['5.1', '5.2', '5.3', '5.4']],
  [1, []],
  [2, ['7.1', '7.2']],
  [3, ['8.1', '8.2', '8.3', '8.4', '8.5', '8.6']],
]);

/** The file says that it holds more than can be held; the message says of what. */
export class TooLargeError extends Error {}

/**
 * Makes sure that reading the footer ends: the library that reads it believes every length it is told.
 * @param footer the file's metadata, without the length and the mark behind it
 * @throws Error if it is not whole
 */
export function checkFooter(footer: Uint8Array): void {
  new ThriftWalk(footer).struct();
}

/**
 * Makes sure that a column of a row group is not larger than what can be held, by its pages' own headers.
 * @param chunk the bytes of the column in the row group
 * @throws TooLargeError, or Error if a page's header is damaged
 */
export function checkPages(chunk: Uint8Array, column: string): void {
  const walk = new ThriftWalk(chunk);
  let values = 0;
  let bytes = 0;
  // As the library does: a last byte alone is no page.
  while (walk.at < chunk.length - 1) {
    const header = walk.struct();
    for (const field of NEEDED.get(header.get('1') ?? -1) ?? ['1'])
      if (header.get(field) === undefined) throw new Error('the header of a page is not whole');
    const [unpacked, packed] = [header.get('2'), header.get('3')];
    if (unpacked === undefined || packed === undefined || packed < 0 || unpacked < 0)
      throw new Error('a page has no size');
    walk.at += packed;
    // Of a data page, a dictionary, and a data page in the second version.
    for (const field of ['5.1', '7.1', '8.1']) values += Math.abs(header.get(field) ?? 0);
    // Those that are null are taken away from them.
    values += Math.abs(header.get('8.2') ?? 0);
    bytes += unpacked;
    if (!(values <= MOST_VALUES))
      throw new TooLargeError(
        `The column "${column}" has more than ${MOST_VALUES.toLocaleString('en')} values in one row group. ` +
          'Save the file with smaller row groups.',
      );
    if (!(bytes <= MOST_BYTES))
      throw new TooLargeError(
        `The column "${column}" unpacks to more than ${MOST_BYTES / 2 ** 20} MB in one row group. ` +
          'Save the file with smaller row groups.',
      );
  }
}

/** Where the bytes of a column of a row group are in the file, from the start up to the end. */
export function chunkRange(column: ColumnMetaData): [number, number] {
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  return [start, start + Number(column.total_compressed_size)];
}

/** The same, but none makes room for more than a column may unpack to. */
export function boundedCompressors(compressors: Compressors): Compressors {
  return Object.fromEntries(
    Object.entries(compressors).map(([codec, unpack]): [string, typeof unpack] => [
      codec,
      (packed, length) => {
        if (!(length >= 0 && length <= MOST_BYTES))
          throw new TooLargeError(`A page says it holds ${length} bytes.`);
        return unpack(packed, length);
      },
    ]),
  );
}

/** Walks over structures of Thrift's compact protocol, in which Parquet writes its headers. */
class ThriftWalk {
  at = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The next structure's numbers, by their fields' ids joined with dots; those in lists are left out. */
  struct(): Map<string, number> {
    const found = new Map<string, number>();
    this.#struct(0, '', found);
    return found;
  }

  #struct(depth: number, prefix: string, found: Map<string, number> | null): void {
    if (depth > MOST_DEPTH) throw new Error('the headers are nested too deep');
    let id = 0;
    for (;;) {
      const byte = this.#byte();
      if ((byte & 15) === 0) return;
      id = byte >> 4 ? id + (byte >> 4) : zigzag(this.#varint());
      this.#value(byte & 15, depth, `${prefix}${id}`, found);
    }
  }

  #value(type: number, depth: number, path: string, found: Map<string, number> | null): void {
    switch (type) {
      case 1:
      case 2:
        break;
      case 8:
        this.#skip(this.#varint());
        break;
      case 9:
        this.#list(depth);
        break;
      case 12:
        this.#struct(depth + 1, `${path}.`, found);
        break;
      default: {
        const value = this.#number(type);
        found?.set(path, value);
      }
    }
  }

  #number(type: number): number {
    switch (type) {
      case 3:
        return this.#byte();
      case 4:
      case 5:
      case 6:
        return zigzag(this.#varint());
      case 7:
        this.#skip(8);
        return this.#view.getFloat64(this.at - 8, true);
      default:
        throw new Error(`the headers hold an unknown type ${type}`);
    }
  }

  #list(depth: number): void {
    if (depth > MOST_DEPTH) throw new Error('the headers are nested too deep');
    const byte = this.#byte();
    const size = byte >> 4 === 15 ? this.#varint() : byte >> 4;
    if (size > this.#bytes.length - this.at) throw new Error('a list says it is longer than the file');
    const type = byte & 15;
    // True and false take a byte of their own in a list.
    for (let entry = 0; entry < size; entry++) this.#value(type <= 2 ? 3 : type, depth + 1, '', null);
  }

  #varint(): number {
    let value = 0;
    for (let place = 0; place < MOST_VARINT_BYTES; place++) {
      const byte = this.#byte();
      value += (byte & 127) * 2 ** (7 * place);
      if (byte < 128) return value;
    }
    throw new Error('a number in the headers is too long');
  }

  #skip(bytes: number): void {
    this.at += bytes;
    if (this.at > this.#bytes.length) throw new Error('the headers are cut');
  }

  #byte(): number {
    this.#skip(1);
    return this.#bytes[this.at - 1];
  }
}

function zigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
