import type { Tensor } from 'onnxruntime-web';
import type { OnnxRuntime } from '../onnx-runtime.ts';
import type { LlamaShape } from './llama-file.ts';
import { cacheParts } from './llama-graph.ts';

/** A token of a row: where it stands in what the model reads, and which tokens of its row it sees besides the beginning. */
export interface RowToken {
  readonly token: number;
  readonly position: number;
  sees(place: number): boolean;
}

/** What was read of a beginning. */
export interface Beginning {
  readonly length: number;
  /** Keys and values, by the names of the inputs that take them. */
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

  /** Reads the tokens that all rows begin with; at least one. */
  async readBeginning(tokens: ArrayLike<number>): Promise<Beginning> {
    const row = Array.from(tokens, (token, position) => ({
      token,
      position,
      sees: (place: number) => place <= position,
    }));
    const { keyHeads, headSize } = this.shape;
    const none = Object.fromEntries(
      this.#caches().map((name) => [
        name,
        new this.runtime.Tensor('float32', new Float32Array(0), [1, keyHeads, 0, headSize]),
      ]),
    );
    const outputs = this.#caches().map(presentOf);
    const results = await this.session.run(this.#feeds([row], [0], { length: 0, tensors: none }), outputs);
    const tensors = Object.fromEntries(this.#caches().map((name) => [name, results[presentOf(name)]]));
    return { length: row.length, tensors };
  }

  /**
   * Reads rows of tokens behind a beginning.
   * @param scored places among all tokens, counted row by row of the longest row's length
   * @returns for each of them the scores of the next token
   */
  async scores(
    rows: readonly (readonly RowToken[])[],
    scored: readonly number[],
    beginning: Beginning,
  ): Promise<Float32Array[]> {
    const { logits } = await this.session.run(this.#feeds(rows, scored, beginning), ['logits']);
    const data = (logits as Tensor).data as Float32Array;
    const { vocabulary } = this.shape;
    return scored.map((_, at) => data.subarray(at * vocabulary, (at + 1) * vocabulary));
  }

  #feeds(
    rows: readonly (readonly RowToken[])[],
    scored: readonly number[],
    beginning: Beginning,
  ): Record<string, Tensor> {
    const width = Math.max(...rows.map(({ length }) => length));
    const total = beginning.length + width;
    const ids = new BigInt64Array(rows.length * width);
    const positions = new BigInt64Array(rows.length * width);
    const seen = new Uint8Array(rows.length * width * total);
    for (const [row, tokens] of rows.entries())
      for (let at = 0; at < width; at++) {
        const place = row * width + at;
        const from = place * total;
        seen.fill(1, from, from + beginning.length);
        // What fills a row up sees itself: a token that saw nothing would have no scores at all.
        seen[from + beginning.length + at] = 1;
        if (at >= tokens.length) continue;
        const { token, position, sees } = tokens[at];
        ids[place] = BigInt(token);
        positions[place] = BigInt(position);
        for (let other = 0; other < tokens.length; other++)
          if (sees(other)) seen[from + beginning.length + other] = 1;
      }
    const { Tensor } = this.runtime;
    return {
      input_ids: new Tensor('int64', ids, [rows.length, width]),
      position_ids: new Tensor('int64', positions, [rows.length, width]),
      seen: new Tensor('bool', seen, [rows.length, width, total]),
      scored: new Tensor('int64', BigInt64Array.from(scored, BigInt), [scored.length]),
      ...beginning.tensors,
    };
  }

  #caches(): string[] {
    return cacheParts(this.shape).map((part) => `past_key_values.${part}`);
  }
}

function presentOf(past: string): string {
  return past.replace('past_key_values', 'present');
}
