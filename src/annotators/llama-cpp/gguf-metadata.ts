/** A value of a GGUF file's metadata; whole numbers of 64 bits come as doubles, which are exact for all that is counted here. */
export type GgufValue = number | boolean | string | readonly GgufValue[];

export interface GgufMetadata {
  readonly values: ReadonlyMap<string, GgufValue>;
  /** Weights of all tensors together. */
  readonly parameters: number;
  readonly tensors: readonly GgufTensor[];
}

/** A tensor of a GGUF file, as its beginning lists it. */
export interface GgufTensor {
  readonly name: string;
  /** The fastest first: of a matrix the number of columns, then of rows. */
  readonly dimensions: readonly number[];
  /** ggml's number of the form that its values have. */
  readonly type: number;
  /** Of its first byte in the file. */
  readonly offset: number;
}

/** The beginning of a file, on a disk or elsewhere. */
export interface FileBeginning {
  /** Bytes of the whole file. */
  readonly size: number;
  /** Its first bytes, all of them where it has fewer. */
  first(bytes: number): Promise<ArrayBuffer>;
}

export function beginningOf(file: Blob): FileBeginning {
  return { size: file.size, first: (bytes) => file.slice(0, bytes).arrayBuffer() };
}

/** `GGUF`, read as a number from its lowest byte on. */
const MAGIC = 0x46554747;
const VERSIONS = [2, 3];
/** What is read at first; a large vocabulary takes more. */
const FIRST_BYTES = 2 ** 22;
/** A header is some megabytes of vocabulary; one that says it is longer is none. */
const MOST_BYTES = 2 ** 28;
/** Tensors begin at multiples of it where the file does not say. */
const ALIGNMENT = 32;

/**
 * Reads the metadata at the beginning of a GGUF file (github.com/ggml-org/ggml/blob/master/docs/gguf.md), versions 2 and 3.
 * @throws RangeError where it is cut off, of another version, or none
 */
export async function readGgufMetadata(file: FileBeginning): Promise<GgufMetadata> {
  for (let bytes = FIRST_BYTES; ; bytes *= 2) {
    try {
      return parse(new DataView(await file.first(bytes)));
    } catch (error) {
      if (!(error instanceof RangeError) || bytes >= Math.min(file.size, MOST_BYTES)) throw error;
    }
  }
}

function parse(view: DataView<ArrayBuffer>): GgufMetadata {
  const reader = new Reader(view);
  if (reader.number(4) !== MAGIC) throw new RangeError('It does not begin as a GGUF file.');
  const version = reader.number(4);
  if (!VERSIONS.includes(version)) throw new RangeError(`It is of version ${version}.`);
  const tensors = reader.number(8);
  const count = reader.number(8);
  const values = new Map<string, GgufValue>();
  for (let at = 0; at < count; at++) {
    const key = reader.string();
    values.set(key, reader.value(reader.number(4)));
  }
  let parameters = 0;
  const listed: GgufTensor[] = [];
  for (let at = 0; at < tensors; at++) {
    const name = reader.string();
    const dimensions: number[] = [];
    for (let dimension = reader.number(4); dimension > 0; dimension--) dimensions.push(reader.number(8));
    parameters += dimensions.reduce((product, each) => product * each, 1);
    listed.push({ name, dimensions, type: reader.number(4), offset: reader.number(8) });
  }
  // Offsets count from the end of this beginning, rounded up.
  const alignment = Number(values.get('general.alignment') ?? ALIGNMENT);
  // As llama.cpp has it; with no alignment nothing could be said of where anything lies.
  if (!Number.isInteger(Math.log2(alignment)))
    throw new RangeError(`Its tensors begin at multiples of ${alignment}, which is no power of two.`);
  const start = Math.ceil(reader.at / alignment) * alignment;
  const inFile = listed.map((tensor) => ({ ...tensor, offset: start + tensor.offset }));
  return { values, parameters, tensors: inFile };
}

const DECODER = new TextDecoder();
const STRING = 8;
const ARRAY = 9;

class Reader {
  #at = 0;

  constructor(private readonly view: DataView<ArrayBuffer>) {}

  /** Bytes that were passed so far. */
  get at(): number {
    return this.#at;
  }

  /** A whole number without a sign. */
  number(bytes: 4 | 8): number {
    const at = this.#pass(bytes);
    return bytes === 4 ? this.view.getUint32(at, true) : Number(this.view.getBigUint64(at, true));
  }

  string(): string {
    const length = this.number(8);
    const at = this.#pass(length);
    return DECODER.decode(new Uint8Array(this.view.buffer, at, length));
  }

  value(type: number): GgufValue {
    if (type === STRING) return this.string();
    if (type === ARRAY) {
      const of = this.number(4);
      const length = this.number(8);
      const values: GgufValue[] = [];
      for (let at = 0; at < length; at++) values.push(this.value(of));
      return values;
    }
    const scalar = SCALARS[type];
    if (!scalar) throw new RangeError(`It has a value of type ${type}.`);
    return scalar.read(this.view, this.#pass(scalar.bytes));
  }

  #pass(bytes: number): number {
    const at = this.#at;
    if (at + bytes > this.view.byteLength) throw new RangeError('It is cut off.');
    this.#at += bytes;
    return at;
  }
}

/** How values of one number are written, by their type. */
const SCALARS: Readonly<
  Record<number, { bytes: number; read: (view: DataView, at: number) => number | boolean }>
> = {
  0: { bytes: 1, read: (view, at) => view.getUint8(at) },
  1: { bytes: 1, read: (view, at) => view.getInt8(at) },
  2: { bytes: 2, read: (view, at) => view.getUint16(at, true) },
  3: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  4: { bytes: 4, read: (view, at) => view.getUint32(at, true) },
  5: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  6: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  7: { bytes: 1, read: (view, at) => view.getUint8(at) !== 0 },
  10: { bytes: 8, read: (view, at) => Number(view.getBigUint64(at, true)) },
  11: { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  12: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
};
