import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { fromHalf } from '../../files/half-precision.ts';
import { ModelFileError } from '../model-files.ts';
import { grows, joinRows, type KeyValueCache, type MakeTensor, type Padding } from './key-value-cache.ts';
import type { LanguageModelConfig } from './language-model-config.ts';

/** The part of an ONNX Runtime session that a decoder is run by. */
export type DecoderSession = Pick<InferenceSession, 'inputNames' | 'outputNames' | 'inputMetadata' | 'run'>;

/** Scores of the next token after each sequence. */
export interface NextTokens {
  /** Raw scores over the vocabulary after the sequence in this row; good until the next call. */
  logits(row: number): Float32Array;
  readonly vocabulary: number;
}

/** Scores of the next token after every token of each sequence. */
export interface EveryNextTokens {
  /** Raw scores over the vocabulary after token `at` (from 0) of the sequence in this row; good until the next call. */
  logits(row: number, at: number): Float32Array;
}

/**
 * A decoder in ONNX form with a key/value cache, with the inputs and outputs of the Hugging Face hub's exports.
 * Sequences that are run together are equally long, and so are their caches unless the model is known to allow for padding:
 * one without `position_ids`, with a convolution's state in its cache, or with fused attention gives the same as alone.
 */
export class Decoder {
  /** The cache before anything is read, one row. */
  readonly empty: KeyValueCache;
  readonly #session: DecoderSession;
  readonly #makeTensor: MakeTensor;
  readonly #firstPosition: number;
  /** Input that takes the cache, by the output that gives it. */
  readonly #inputOf: ReadonlyMap<string, string>;
  #abilities: Promise<Abilities> | undefined;

  /** @throws {ModelFileError} where the session has other inputs or outputs than a decoder with a cache */
  constructor(session: DecoderSession, makeTensor: MakeTensor, config: LanguageModelConfig) {
    this.#session = session;
    this.#makeTensor = makeTensor;
    this.#firstPosition = config.firstPosition;
    const caches = session.inputNames.filter((name) => name.startsWith('past_'));
    const other = session.inputNames.find((name) => !caches.includes(name) && !INPUTS.includes(name));
    if (other)
      throw new ModelFileError(
        `The ONNX file wants an input “${other}”; a language model has ${INPUTS.join(', ')} and its cache (past_…).`,
      );
    this.#inputOf = new Map(caches.map((name) => [outputOf(name), name]));
    for (const output of ['logits', ...this.#inputOf.keys()])
      if (!session.outputNames.includes(output))
        throw new ModelFileError(`The ONNX file has no output “${output}”.`);
    if (caches.length === 0)
      throw new ModelFileError(
        'The ONNX file has no key/value cache (past_key_values.0.key …); export it with one.',
      );
    this.empty = {
      rows: 1,
      length: 0,
      tensors: Object.fromEntries(caches.map((name) => [name, this.#emptyCache(name, config)])),
    };
  }

  get makeTensor(): MakeTensor {
    return this.#makeTensor;
  }

  /**
   * Reads on after a cache.
   * @param tokens one sequence for each row of the cache, all of one length, at least 1
   */
  async run(tokens: readonly ArrayLike<number>[], cache: KeyValueCache): Promise<NextTokens> {
    return this.#nextTokens(await this.#run(tokens, cache, ['logits']), tokens.length);
  }

  /** {@link run}, keeping what was read as well. */
  async runOn(
    tokens: readonly ArrayLike<number>[],
    cache: KeyValueCache,
  ): Promise<{ next: NextTokens; cache: KeyValueCache }> {
    const outputs = await this.#run(tokens, cache, ['logits', ...this.#inputOf.keys()]);
    const tensors: Record<string, Tensor> = {};
    for (const [output, input] of this.#inputOf) tensors[input] = outputs[output];
    return {
      next: this.#nextTokens(outputs, tokens.length),
      cache: { ...cache, rows: tokens.length, length: cache.length + tokens[0].length, tensors },
    };
  }

  /** {@link run}, with the scores after every token; for a model that has {@link abilities}`.everyToken`. */
  async runThrough(tokens: readonly ArrayLike<number>[], cache: KeyValueCache): Promise<EveryNextTokens> {
    const { at, kept } = this.#scores(
      await this.#run(tokens, cache, ['logits'], tokens[0].length),
      tokens.length,
    );
    return { logits: (row, token) => at(row * kept + token) };
  }

  /** What the model can be given and gives back. Found out by trying, once. */
  abilities(): Promise<Abilities> {
    return (this.#abilities ??= this.#tryAbilities());
  }

  async #tryAbilities(): Promise<Abilities> {
    const { cache } = await this.runOn([[0]], this.empty);
    const twice = Object.entries(cache.tensors).map(([name, tensor]) => {
      const data = tensor.data as Float32Array;
      const doubled = new (data.constructor as new (length: number) => Float32Array)(data.length * 2);
      doubled.set(data);
      doubled.set(data, data.length);
      return [name, this.#makeTensor(tensor.type, doubled, [2, ...tensor.dims.slice(1)])];
    });
    const rows = [
      [0, 0],
      [0, 0],
    ];
    const cacheOfTwo = { rows: 2, length: 1, tensors: Object.fromEntries(twice) };
    const padded = await this.#tryPadding();
    return await this.#run(rows, cacheOfTwo, ['logits'], 2).then(
      (outputs) => ({ severalAtOnce: true, everyToken: (outputs.logits as Tensor).dims[1] === 2, padded }),
      () => ({ severalAtOnce: false, everyToken: false, padded }),
    );
  }

  /** Reads two tokens after a short and after a long sequence, each alone and then both together. */
  async #tryPadding(): Promise<boolean> {
    const caches: KeyValueCache[] = [];
    const alone: Float32Array[] = [];
    for (const tokens of [[1], [1, 2, 3, 4, 5, 6, 7]]) {
      const { cache } = await this.runOn([tokens], this.empty);
      caches.push(cache);
      const { cache: longer } = await this.runOn([[8]], cache);
      alone.push((await this.run([[9]], longer)).logits(0).slice());
    }
    try {
      const { cache } = await this.runOn([[8], [8]], joinRows(caches, this.#makeTensor));
      const together = await this.run([[9], [9]], cache);
      return alone.every((scores, row) => alike(scores, together.logits(row)));
    } catch {
      return false;
    }
  }

  async #run(
    tokens: readonly ArrayLike<number>[],
    cache: KeyValueCache,
    outputs: string[],
    scored = 1,
  ): Promise<InferenceSession.OnnxValueMapType> {
    const rows = tokens.length;
    const width = tokens[0].length;
    const ids = new BigInt64Array(rows * width);
    for (const [row, sequence] of tokens.entries())
      for (let at = 0; at < width; at++) ids[row * width + at] = BigInt(sequence[at]);
    const total = cache.length + width;
    const feeds: Record<string, Tensor> = { ...cache.tensors };
    for (const name of this.#session.inputNames) {
      if (name === 'input_ids') feeds[name] = this.#makeTensor('int64', ids, [rows, width]);
      if (name === 'attention_mask')
        feeds[name] = this.#makeTensor('int64', maskOf(rows, total, cache), [rows, total]);
      if (name === 'position_ids') {
        const positions = BigInt64Array.from({ length: rows * width }, (_, at) => {
          const { from, to } = cache.padding?.[Math.floor(at / width)] ?? NO_PADDING;
          return BigInt(this.#firstPosition + cache.length - (to - from) + (at % width));
        });
        feeds[name] = this.#makeTensor('int64', positions, [rows, width]);
      }
      if (name === 'num_logits_to_keep')
        feeds[name] = this.#makeTensor('int64', BigInt64Array.of(BigInt(scored)), []);
    }
    return await this.#session.run(feeds, outputs);
  }

  #nextTokens(outputs: InferenceSession.OnnxValueMapType, rows: number): NextTokens {
    const { at, kept, vocabulary } = this.#scores(outputs, rows);
    return { vocabulary, logits: (row) => at((row + 1) * kept - 1) };
  }

  /** Scores by place: `kept` places for each row, the last ones of its sequence. */
  #scores(outputs: InferenceSession.OnnxValueMapType, rows: number) {
    const logits = outputs.logits as Tensor;
    const vocabulary = logits.dims[2];
    const kept = logits.dims[1];
    const data = logits.data as Float32Array | Uint16Array;
    const scratch = new Float32Array(vocabulary);
    if (data.length !== rows * kept * vocabulary)
      throw new ModelFileError(`The ONNX file gave logits of ${logits.dims.join(' x ')}.`);
    return {
      vocabulary,
      kept,
      at(place: number): Float32Array {
        const scores = data.subarray(place * vocabulary, (place + 1) * vocabulary);
        if (scores instanceof Float32Array) return scores;
        if (scores instanceof Uint16Array) fromHalf(scores, scratch, 0);
        else scratch.set(scores);
        return scratch;
      },
    };
  }

  /** The shape comes from the file: a convolution's state has a fixed length, keys and values begin with none. */
  #emptyCache(name: string, config: LanguageModelConfig): Tensor {
    const metadata = this.#session.inputMetadata.find((each) => each.name === name);
    if (!metadata?.isTensor) throw new ModelFileError(`The ONNX file does not say what “${name}” is.`);
    const growing = grows(name);
    const fallback = growing ? [1, config.cacheHeads, 0, config.headWidth] : [];
    const dims = metadata.shape.map((size, axis) => {
      if (axis === 0) return 1;
      if (growing && axis === 2) return 0;
      const known = typeof size === 'number' ? size : fallback[axis];
      if (typeof known !== 'number')
        throw new ModelFileError(`Neither the ONNX file nor config.json says how wide “${name}” is.`);
      return known;
    });
    const size = dims.reduce((product, each) => product * each, 1);
    if (metadata.type === 'float16') return this.#makeTensor('float16', new Uint16Array(size), dims);
    if (metadata.type === 'float32') return this.#makeTensor('float32', new Float32Array(size), dims);
    throw new ModelFileError(`The cache “${name}” holds ${metadata.type}; float32 and float16 can be used.`);
  }
}

/** What differs between exports of models. */
export interface Abilities {
  /**
   * Whether several sequences of more than one token can be run after a cache: ONNX Runtime's GroupQueryAttention refuses
   * that.
   */
  readonly severalAtOnce: boolean;
  /** Whether that gives the scores after every token, and not only after the last. */
  readonly everyToken: boolean;
  /**
   * Whether rows of different lengths, the shorter ones padded, go on by a token at a time as each would alone: a model
   * without `position_ids` may give a short row the places of the longest.
   */
  readonly padded: boolean;
}

const NO_PADDING: Padding = { from: 0, to: 0 };

/** Of the scores' range: padding that is read shows in the first digits. */
const TOLERANCE = 3e-3;

/** Which places of each row are read. GroupQueryAttention takes their number alone, and writes right after a row's own. */
function maskOf(rows: number, total: number, { padding = [] }: KeyValueCache): BigInt64Array {
  const mask = new BigInt64Array(rows * total).fill(1n);
  for (const [row, { from, to }] of padding.entries()) mask.fill(0n, row * total + from, row * total + to);
  return mask;
}

function extent(scores: Float32Array): [number, number] {
  return [
    scores.reduce((least, score) => Math.min(least, score)),
    scores.reduce((most, score) => Math.max(most, score)),
  ];
}

function alike(expected: Float32Array, found: Float32Array): boolean {
  const [least, most] = extent(expected);
  return expected.every((score, at) => Math.abs(score - found[at]) <= TOLERANCE * (most - least));
}

/** What a decoder may take besides its cache. */
const INPUTS = ['input_ids', 'attention_mask', 'position_ids', 'num_logits_to_keep'];

/** `past_key_values.0.key` is given on as `present.0.key`, `past_conv.0` as `present_conv.0`. */
function outputOf(input: string): string {
  return input.replace(/^past_key_values/, 'present').replace(/^past_/, 'present_');
}
