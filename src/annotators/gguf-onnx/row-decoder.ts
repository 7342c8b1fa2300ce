import type { Tensor } from 'onnxruntime-web';
import type { MakeTensor } from '../language-model/key-value-cache.ts';
import type { OnnxRuntime } from '../onnx-runtime.ts';
import type { LlamaShape } from './llama-file.ts';
import { cacheParts } from './llama-graph.ts';

/** Bytes of scores that are computed together at most: a large vocabulary takes a fifth of a megabyte for every place. */
export const MOST_SCORE_BYTES = 64 * 2 ** 20;

/** A token of a row: where it stands in what the model reads, and which places of its row it sees besides the beginning and its own. */
export interface RowToken {
  readonly token: number;
  readonly position: number;
  /** @param place counted from the beginning's end, over what was read of the row before too */
  sees(place: number): boolean;
}

/** What was read before: a beginning alone, which any number of rows may follow, or as many rows behind one. */
export interface RowsRead {
  /** Places at the start that every token of every row sees. */
  readonly beginning: number;
  /** All places, with those of a row that hold nothing. */
  readonly length: number;
  /** Keys and values [rows, key heads, places, head size], by the names of the inputs that take them. */
  readonly tensors: Readonly<Record<string, Tensor>>;
}

type Session = Awaited<ReturnType<OnnxRuntime['InferenceSession']['create']>>;

/** Runs the graph of {@link llamaGraph}. */
export class RowDecoder {
  constructor(
    private readonly session: Session,
    private readonly runtime: Pick<OnnxRuntime, 'Tensor'>,
    private readonly shape: LlamaShape,
  ) {}

  get vocabulary(): number {
    return this.shape.vocabulary;
  }

  get makeTensor(): MakeTensor {
    return (type, data, dims) => new this.runtime.Tensor(type, data, dims);
  }

  /** Reads the tokens that all rows begin with, which may be none. */
  async readBeginning(tokens: ArrayLike<number>): Promise<RowsRead> {
    const row = Array.from(tokens, (token, position) => ({
      token,
      position,
      sees: (place: number) => place <= position,
    }));
    const { keyHeads, headSize } = this.shape;
    const nothing = this.#caches().map((name) => [
      name,
      new this.runtime.Tensor('float32', new Float32Array(0), [1, keyHeads, 0, headSize]),
    ]);
    const empty = { beginning: 0, length: 0, tensors: Object.fromEntries(nothing) };
    // Of no tokens at all WebGPU's operations end in a division by zero.
    if (row.length === 0) return empty;
    const { fresh } = await this.readOn([row], [0], empty);
    return { beginning: row.length, length: row.length, tensors: fresh };
  }

  /**
   * Reads rows of tokens behind a beginning, or behind rows, one behind each.
   * @param scored places among all tokens, counted row by row of the longest row's length
   * @returns for each of them the scores of the next token
   */
  async scores(
    rows: readonly (readonly RowToken[])[],
    scored: readonly number[],
    before: RowsRead,
  ): Promise<Float32Array[]> {
    return this.#scored(await this.session.run(this.#feeds(rows, scored, before), ['logits']), scored);
  }

  /** {@link scores}, with the keys and values of what was read: every row as long as the longest. */
  async readOn(
    rows: readonly (readonly RowToken[])[],
    scored: readonly number[],
    before: RowsRead,
  ): Promise<{ scores: Float32Array[]; fresh: Record<string, Tensor> }> {
    const outputs = ['logits', ...this.#caches().map(presentOf)];
    const results = await this.session.run(this.#feeds(rows, scored, before), outputs);
    const fresh = Object.fromEntries(this.#caches().map((name) => [name, results[presentOf(name)]]));
    return { scores: this.#scored(results, scored), fresh };
  }

  #scored({ logits }: Readonly<Record<string, Tensor>>, scored: readonly number[]): Float32Array[] {
    const data = logits.data as Float32Array;
    const { vocabulary } = this.shape;
    return scored.map((_, at) => data.subarray(at * vocabulary, (at + 1) * vocabulary));
  }

  #feeds(
    rows: readonly (readonly RowToken[])[],
    scored: readonly number[],
    { beginning, length, tensors }: RowsRead,
  ): Record<string, Tensor> {
    const width = widthOf(rows);
    const total = length + width;
    const ids = new BigInt64Array(rows.length * width);
    const positions = new BigInt64Array(rows.length * width);
    const seen = new Uint8Array(rows.length * width * total);
    for (const [row, tokens] of rows.entries())
      for (let at = 0; at < width; at++) {
        const place = row * width + at;
        const from = place * total;
        seen.fill(1, from, from + beginning);
        // What fills a row up sees itself: a token that saw nothing would have no scores at all.
        seen[from + length + at] = 1;
        if (at >= tokens.length) continue;
        const { token, position, sees } = tokens[at];
        ids[place] = BigInt(token);
        positions[place] = BigInt(position);
        const end = length + tokens.length;
        for (let other = beginning; other < end; other++) if (sees(other - beginning)) seen[from + other] = 1;
      }
    const { Tensor } = this.runtime;
    return {
      input_ids: new Tensor('int64', ids, [rows.length, width]),
      position_ids: new Tensor('int64', positions, [rows.length, width]),
      seen: new Tensor('bool', seen, [rows.length, width, total]),
      scored: new Tensor('int64', BigInt64Array.from(scored, BigInt), [scored.length]),
      ...tensors,
    };
  }

  #caches(): string[] {
    return cacheParts(this.shape).map((part) => `past_key_values.${part}`);
  }
}

function presentOf(past: string): string {
  return past.replace('past_key_values', 'present');
}

/** Tokens of the longest row. */
export function widthOf(rows: readonly (readonly RowToken[])[]): number {
  return Math.max(...rows.map(({ length }) => length));
}
