import { BLOCK } from './block-weights.ts';
import { GraphBuilder } from './graph-builder.ts';
import type { LlamaShape } from './llama-file.ts';
import type { OnnxGraph, OnnxValue, WeightPlace } from './onnx-file.ts';

/** A tensor of the model among the weights, by its name in the GGUF file. */
export type PlacedTensor =
  | { readonly bits: null; readonly dims: readonly number[]; readonly values: WeightPlace }
  | {
      readonly bits: 4 | 8;
      /** Rows and columns. */
      readonly dims: readonly number[];
      readonly values: WeightPlace;
      readonly scales: WeightPlace;
      readonly zeros: WeightPlace | null;
    };

/** Activations stay in single precision: no scale is taken from a batch, and a text's answer depends on the text alone. */
const SINGLE_PRECISION = 1;
/** Added to the score of a token that is not seen. */
const HIDDEN = -1e9;
/**
 * Rows of a matrix that are multiplied in one go: ONNX Runtime unpacks all of them to single precision, and a table of 49,152 tokens
 * would take 113 MB.
 */
const MOST_ROWS = 8192;
/** Zero of 8 bits without a sign. */
const MIDDLE = 128;

/**
 * A decoder of the llama architecture that reads several rows of tokens after one beginning, which is the same for all of them.
 *
 * - `input_ids`, `position_ids` [rows, tokens]
 * - `seen` [rows, tokens, before + tokens]: what each token may look at. So a row can hold a text and, after it, every way to go
 *   on, none of which sees another.
 * - `scored`: the places among all tokens, row by row, of which `logits` [scored, vocabulary] are wanted
 * - `past_key_values.N.key` and `.value` [1 or rows, key heads, before, head size]: the beginning, or what was read of the rows before;
 *   `present.N.…` [rows, key heads, tokens, head size] is what was read now
 */
export function llamaGraph(shape: LlamaShape, tensors: ReadonlyMap<string, PlacedTensor>): OnnxGraph {
  const builder = new GraphBuilder();
  const decoder = new DecoderParts(builder, shape, tensors);
  let x = decoder.embedded();
  const rotation = decoder.rotation();
  const bias = decoder.hidden();
  for (let layer = 0; layer < shape.layers; layer++) {
    const attended = decoder.attention(
      decoder.norm(x, `blk.${layer}.attn_norm.weight`),
      layer,
      rotation,
      bias,
    );
    x = builder.op('Add', [x, attended]);
    const fed = decoder.feedForward(decoder.norm(x, `blk.${layer}.ffn_norm.weight`), layer);
    x = builder.op('Add', [x, fed]);
  }
  const flat = builder.op('Reshape', [x, builder.ints([-1, shape.width])]);
  const wanted = builder.op('Gather', [flat, 'scored']);
  const table = tensors.has('output.weight') ? 'output.weight' : 'token_embd.weight';
  const logits = decoder.product(decoder.norm(wanted, 'output_norm.weight'), table);
  builder.op('Identity', [logits], { output: 'logits' });
  return { nodes: builder.nodes, constants: builder.constants, ...ends(shape) };
}

/** Names of the cache's parts: `key` and `value` of every layer. */
export function cacheParts({ layers }: Pick<LlamaShape, 'layers'>): string[] {
  return Array.from({ length: layers }, (_, layer) => [`${layer}.key`, `${layer}.value`]).flat();
}

function ends(shape: LlamaShape): Pick<OnnxGraph, 'inputs' | 'outputs'> {
  const ids = ['rows', 'tokens'];
  const cache = (name: string, rows: string, length: string): OnnxValue[] =>
    cacheParts(shape).map((part) => ({
      name: `${name}.${part}`,
      type: 'float32',
      dims: [rows, shape.keyHeads, length, shape.headSize],
    }));
  return {
    inputs: [
      { name: 'input_ids', type: 'int64', dims: ids },
      { name: 'position_ids', type: 'int64', dims: ids },
      { name: 'seen', type: 'bool', dims: [...ids, 'total'] },
      { name: 'scored', type: 'int64', dims: ['scored'] },
      ...cache('past_key_values', 'before rows', 'before'),
    ],
    outputs: [
      { name: 'logits', type: 'float32', dims: ['scored', shape.vocabulary] },
      ...cache('present', 'rows', 'tokens'),
    ],
  };
}

/** Cosines and sines [rows, 1, tokens, head size / 2]. */
interface Rotation {
  readonly cos: string;
  readonly sin: string;
}

class DecoderParts {
  constructor(
    private readonly builder: GraphBuilder,
    private readonly shape: LlamaShape,
    private readonly tensors: ReadonlyMap<string, PlacedTensor>,
  ) {}

  /** Rows of the table of tokens. */
  embedded(): string {
    const { builder } = this;
    const name = 'token_embd.weight';
    const { bits } = this.#tensor(name);
    if (bits === null) return builder.op('Gather', [this.#matrix(name), 'input_ids']);
    if (bits === 4) throw new RangeError('A table of tokens in 4 bits cannot be looked up.');
    const [values, scales] = this.#blocks(name);
    const single = builder.op('Cast', [builder.op('Gather', [values, 'input_ids'])], {
      attributes: { to: 1 },
    });
    const signed = builder.op('Sub', [single, builder.floats('middle', Float32Array.of(MIDDLE), [1])]);
    const scale = builder.op('Unsqueeze', [builder.op('Gather', [scales, 'input_ids']), builder.ints([-1])]);
    return builder.op('Reshape', [
      builder.op('Mul', [signed, scale]),
      builder.ints([0, 0, this.shape.width]),
    ]);
  }

  norm(x: string, name: string): string {
    const { width, epsilon } = this.shape;
    const { values } = this.#tensor(name);
    const scale = this.builder.constant(name, 'float32', [width], values);
    const attributes = { axis: { float: 0 }, epsilon: { float: epsilon }, stash_type: 1 };
    return this.builder.op('SimplifiedLayerNormalization', [x, scale], {
      attributes: { ...attributes, axis: -1 },
    });
  }

  /** `x` times a matrix's rows. */
  product(x: string, name: string): string {
    const tensor = this.#tensor(name);
    const [rows, columns] = tensor.dims;
    if (tensor.bits === null) {
      const turned = this.builder.op('Transpose', [this.#matrix(name)], { attributes: { perm: [1, 0] } });
      return this.builder.op('MatMul', [x, turned]);
    }
    const parts: string[] = [];
    for (let first = 0; first < rows; first += MOST_ROWS) {
      const count = Math.min(MOST_ROWS, rows - first);
      const part = this.builder.microsoft('MatMulNBits', [x, ...this.#blocks(name, first, count)], {
        K: columns,
        N: count,
        bits: tensor.bits,
        block_size: BLOCK,
        accuracy_level: SINGLE_PRECISION,
      });
      parts.push(part);
    }
    return parts.length === 1 ? parts[0] : this.builder.op('Concat', parts, { attributes: { axis: -1 } });
  }

  rotation(): Rotation {
    const { builder } = this;
    const { headSize, rotaryBase } = this.shape;
    const frequencies = Float32Array.from(
      { length: headSize / 2 },
      (_, at) => rotaryBase ** ((-2 * at) / headSize),
    );
    const positions = builder.op('Cast', ['position_ids'], { attributes: { to: 1 } });
    const spread = builder.op('Unsqueeze', [positions, builder.ints([1, 3])]);
    const angles = builder.op('Mul', [spread, builder.floats('frequencies', frequencies, [headSize / 2])]);
    return { cos: builder.op('Cos', [angles]), sin: builder.op('Sin', [angles]) };
  }

  /** What is added to scores: the queries of a group stand one after another. */
  hidden(): string {
    const { builder } = this;
    const { heads, keyHeads } = this.shape;
    const none = builder.floats('shown', Float32Array.of(0), []);
    const much = builder.floats('hidden', Float32Array.of(HIDDEN), []);
    const one = builder.op('Where', [builder.op('Unsqueeze', ['seen', builder.ints([1])]), none, much]);
    const groups = new Array<string>(heads / keyHeads).fill(one);
    return builder.op('Concat', groups, { attributes: { axis: 2 } });
  }

  /** Grouped-query attention over what was read before and the row itself. */
  attention(x: string, layer: number, rotation: Rotation, bias: string): string {
    const { builder } = this;
    const { heads, keyHeads, headSize, width } = this.shape;
    const head = (part: string, count: number) =>
      this.#split(this.product(x, `blk.${layer}.attn_${part}.weight`), count);
    const key = this.#withBefore(this.#rotated(head('k', keyHeads), rotation), `${layer}.key`);
    const value = this.#withBefore(head('v', keyHeads), `${layer}.value`);
    const query = builder.op('Reshape', [
      this.#rotated(head('q', heads), rotation),
      builder.ints([0, keyHeads, -1, headSize]),
    ]);
    const turned = builder.op('Transpose', [key], { attributes: { perm: [0, 1, 3, 2] } });
    const scale = builder.floats('score scale', Float32Array.of(headSize ** -0.5), []);
    const scores = builder.op('Mul', [builder.op('MatMul', [query, turned]), scale]);
    const shares = builder.op('Softmax', [builder.op('Add', [scores, bias])], { attributes: { axis: -1 } });
    const mixed = builder.op('Reshape', [
      builder.op('MatMul', [shares, value]),
      builder.ints([0, heads, -1, headSize]),
    ]);
    const beside = builder.op('Transpose', [mixed], { attributes: { perm: [0, 2, 1, 3] } });
    const joined = builder.op('Reshape', [beside, builder.ints([0, 0, width])]);
    return this.product(joined, `blk.${layer}.attn_output.weight`);
  }

  feedForward(x: string, layer: number): string {
    const { builder } = this;
    const gate = this.product(x, `blk.${layer}.ffn_gate.weight`);
    const open = builder.op('Mul', [gate, builder.op('Sigmoid', [gate])]);
    const up = this.product(x, `blk.${layer}.ffn_up.weight`);
    return this.product(builder.op('Mul', [open, up]), `blk.${layer}.ffn_down.weight`);
  }

  /** [rows, tokens, heads * size] to [rows, heads, tokens, size]. */
  #split(x: string, heads: number): string {
    const { builder } = this;
    const parts = builder.op('Reshape', [x, builder.ints([0, 0, heads, this.shape.headSize])]);
    return builder.op('Transpose', [parts], { attributes: { perm: [0, 2, 1, 3] } });
  }

  #rotated(x: string, { cos, sin }: Rotation): string {
    const { builder } = this;
    const { headSize } = this.shape;
    const half = (from: number) =>
      builder.op('Slice', [x, builder.ints([from]), builder.ints([from + headSize / 2]), builder.ints([-1])]);
    const [first, second] = [half(0), half(headSize / 2)];
    const left = builder.op('Sub', [builder.op('Mul', [first, cos]), builder.op('Mul', [second, sin])]);
    const right = builder.op('Add', [builder.op('Mul', [second, cos]), builder.op('Mul', [first, sin])]);
    return builder.op('Concat', [left, right], { attributes: { axis: -1 } });
  }

  /** What is read now behind what was read before: the beginning, which every row has, or each row's own. */
  #withBefore(x: string, part: string): string {
    const { builder } = this;
    builder.op('Identity', [x], { output: `present.${part}` });
    const shape = builder.op('Shape', ['input_ids']);
    const rows = builder.op('Slice', [shape, builder.ints([0]), builder.ints([1])]);
    const each = builder.op('Concat', [rows, builder.ints([1, 1, 1])], { attributes: { axis: 0 } });
    const before = builder.op('Expand', [`past_key_values.${part}`, each]);
    return builder.op('Concat', [before, x], { attributes: { axis: 2 } });
  }

  #tensor(name: string): PlacedTensor {
    const tensor = this.tensors.get(name);
    if (!tensor) throw new RangeError(`The GGUF file has no tensor “${name}”.`);
    return tensor;
  }

  #matrix(name: string): string {
    const { dims, values } = this.#tensor(name);
    return this.builder.constant(name, 'float32', dims, values);
  }

  /** Values, scales and, where there are some, zeros of a matrix in blocks, or of some of its rows. */
  #blocks(name: string, first = 0, count = this.#tensor(name).dims[0]): string[] {
    const tensor = this.#tensor(name);
    if (tensor.bits === null) throw new RangeError(`The tensor “${name}” is not in blocks.`);
    const { bits, dims, values, scales, zeros } = tensor;
    const [rows, columns] = dims;
    const blocks = columns / BLOCK;
    const { builder } = this;
    const suffix = count === rows ? '' : ` from ${first}`;
    const some = ({ offset, length }: WeightPlace): WeightPlace => ({
      offset: offset + (length / rows) * first,
      length: (length / rows) * count,
    });
    return [
      builder.constant(`${name}.values${suffix}`, 'uint8', [count, blocks, (BLOCK * bits) / 8], some(values)),
      builder.constant(`${name}.scales${suffix}`, 'float32', [count, blocks], some(scales)),
      ...(zeros ? [builder.constant(`${name}.zeros${suffix}`, 'float32', [count, blocks], some(zeros))] : []),
    ];
  }
}
