import { TEXT_HASH_BYTES } from '../judgments/text-hash.ts';
import type { Annotator } from '../judgments/annotator.ts';
import { rowWidth } from '../files/answer-sets.ts';
import { toHalf } from '../files/half-precision.ts';
import { packHashes, unpackHashes } from '../files/packed-hashes.ts';

/** Outputs of one annotator for some texts, as they are stored; row i of every array is the same text. */
export interface OutputChunk {
  /** {@link TEXT_HASH_BYTES} bytes per text, end to end. */
  readonly hashes: Uint8Array;
  /** 1 where the text's end was cut off because the model cannot read that much. */
  readonly truncated: Uint8Array;
  /** One array per question of the annotator: texts x {@link rowWidth} row by row, as bit patterns of 16-bit floats. */
  readonly rows: readonly Uint16Array[];
}

/** Bytes of one text's outputs as they are stored. */
export function outputBytes(annotator: Annotator): number {
  const width = annotator.questions.reduce((sum, question) => sum + rowWidth(annotator, question), 0);
  return TEXT_HASH_BYTES + 1 + Uint16Array.BYTES_PER_ELEMENT * width;
}

/** Bytes of a chunk as it is stored. */
export function chunkBytes({ hashes, truncated, rows }: OutputChunk): number {
  return rows.reduce((sum, values) => sum + values.byteLength, hashes.byteLength + truncated.byteLength);
}

/** Collects outputs until they are stored. */
export class OutputChunkBuilder {
  #hashes: string[] = [];
  #truncated: number[] = [];
  #rows: number[][];
  readonly #widths: readonly number[];

  constructor(annotator: Annotator) {
    this.#widths = annotator.questions.map((question) => rowWidth(annotator, question));
    this.#rows = this.#widths.map(() => []);
  }

  /** Number of texts so far. */
  get size(): number {
    return this.#hashes.length;
  }

  /**
   * @param hash of the text, hexadecimal
   * @param answers one array per question; the text's row is at `place` (from 0)
   */
  add(hash: string, truncated: boolean, answers: readonly Float64Array[], place: number): void {
    this.#hashes.push(hash);
    this.#truncated.push(truncated ? 1 : 0);
    for (const [question, width] of this.#widths.entries())
      for (let at = 0; at < width; at++) this.#rows[question].push(answers[question][place * width + at]);
  }

  /** The chunk so far; the builder is empty after it. */
  take(): OutputChunk {
    const chunk = {
      hashes: packHashes(this.#hashes),
      truncated: Uint8Array.from(this.#truncated),
      rows: this.#rows.map(toHalf),
    };
    this.#hashes = [];
    this.#truncated = [];
    this.#rows = this.#widths.map(() => []);
    return chunk;
  }
}

/** The hash of every text of a chunk in row order, hexadecimal. */
export function textHashes({ hashes }: OutputChunk): string[] {
  return unpackHashes(hashes);
}

/** Two chunks of one annotator as one. */
export function joinChunks(first: OutputChunk, second: OutputChunk): OutputChunk {
  const rows = first.rows.map((values, question) => {
    const joined = new Uint16Array(values.length + second.rows[question].length);
    joined.set(values);
    joined.set(second.rows[question], values.length);
    return joined;
  });
  return {
    hashes: joinBytes(first.hashes, second.hashes),
    truncated: joinBytes(first.truncated, second.truncated),
    rows,
  };
}

function joinBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
