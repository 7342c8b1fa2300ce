/** Where an array stands in the bytes after the header. */
export interface ArrayPlace {
  /** Bytes from the end of the header, a multiple of {@link ALIGNMENT}. */
  readonly start: number;
  readonly length: number;
  readonly type: 'uint8' | 'uint16' | 'uint32';
}

export type PlacedArray = Uint8Array | Uint16Array | Uint32Array;

/** Every array begins at a multiple of this, so that it can be viewed where it stands. */
const ALIGNMENT = 4;
/** How often the arrays of a file may be asked for, all in all. */
const MOST_TIMES = 4;

/**
 * A file of typed arrays: the header's length as 4 bytes, the header as JSON in UTF-8 with spaces behind it, then the arrays.
 * All numbers are little-endian.
 */
export class ArrayFileWriter {
  #arrays: Uint8Array[] = [];
  #end = 0;

  /** Adds whole numbers, each in as few bytes as the largest of them needs. */
  add(values: ArrayLike<number>): ArrayPlace {
    let largest = 0;
    for (let at = 0; at < values.length; at++) largest = Math.max(largest, values[at]);
    const type = largest < 2 ** 8 ? 'uint8' : largest < 2 ** 16 ? 'uint16' : 'uint32';
    const place = { start: this.#end, length: values.length, type } as const;
    const width = WIDTHS[type];
    const bytes = new Uint8Array(aligned(values.length * width));
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < values.length; at++) {
      if (width === 1) view.setUint8(at, values[at]);
      else if (width === 2) view.setUint16(at * 2, values[at], true);
      else view.setUint32(at * 4, values[at], true);
    }
    this.#arrays.push(bytes);
    this.#end += bytes.length;
    return place;
  }

  finish(header: object): Uint8Array<ArrayBuffer> {
    const json = new TextEncoder().encode(JSON.stringify(header));
    const start = 4 + aligned(json.length);
    const file = new Uint8Array(start + this.#end);
    new DataView(file.buffer).setUint32(0, start - 4, true);
    file.fill(SPACE, 4, start);
    file.set(json, 4);
    let at = start;
    for (const bytes of this.#arrays) {
      file.set(bytes, at);
      at += bytes.length;
    }
    return file;
  }
}

/** A file that {@link ArrayFileWriter} made. */
export class ArrayFile {
  readonly header: unknown;
  readonly #view: DataView;
  #given = 0;

  /** @throws RangeError if the bytes are cut or are no such file */
  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const length = bytes.byteLength < 4 ? Infinity : view.getUint32(0, true);
    if (length > bytes.byteLength - 4) throw new RangeError('its header is cut');
    this.header = parsed(new Uint8Array(bytes.buffer, bytes.byteOffset + 4, length));
    this.#view = new DataView(bytes.buffer, bytes.byteOffset + 4 + length, bytes.byteLength - 4 - length);
  }

  /**
   * The numbers of an array, copied.
   * @throws RangeError if the file does not hold it, or more was asked for than a header that repeats nothing does
   */
  array({ start, length, type }: ArrayPlace): PlacedArray {
    const width = WIDTHS[type];
    // Before an array is made of it: a file may say any length.
    if (!(start >= 0 && length >= 0 && start + length * width <= this.#view.byteLength))
      throw new RangeError('an array is cut');
    // A header could name the same bytes again and again, and fill the memory with them.
    this.#given += length * width;
    if (this.#given > MOST_TIMES * this.#view.byteLength) throw new RangeError('arrays overlap');
    const values = new ARRAYS[type](length);
    for (let at = 0; at < length; at++) {
      const byte = start + at * width;
      values[at] =
        width === 1
          ? this.#view.getUint8(byte)
          : width === 2
            ? this.#view.getUint16(byte, true)
            : this.#view.getUint32(byte, true);
    }
    return values;
  }
}

const WIDTHS = { uint8: 1, uint16: 2, uint32: 4 } as const;
const ARRAYS = { uint8: Uint8Array, uint16: Uint16Array, uint32: Uint32Array } as const;
const SPACE = 0x20;

function parsed(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(json));
  } catch (cause) {
    throw new RangeError('its header is no JSON', { cause });
  }
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
