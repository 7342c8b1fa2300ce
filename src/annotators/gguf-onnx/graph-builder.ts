import type { OnnxConstant, OnnxNode, OnnxType, WeightPlace } from './onnx-file.ts';

type Attributes = NonNullable<OnnxNode['attributes']>;

/** Collects the operations and constants of a graph; every call names what it made. */
export class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly constants: OnnxConstant[] = [];
  readonly #known = new Set<string>();

  /** An operation; of ONNX's own unless a domain is given. */
  op(
    op: string,
    inputs: readonly string[],
    { attributes, domain, output = `${op}.${this.nodes.length}` }: Partial<OnnxNode> = {},
  ): string {
    this.nodes.push({
      op,
      inputs,
      output,
      ...(domain && { domain }),
      ...(attributes && { attributes }),
    });
    return output;
  }

  /** One of Microsoft's operations. */
  microsoft(op: string, inputs: readonly string[], attributes: Attributes): string {
    return this.op(op, inputs, { attributes, domain: 'com.microsoft' });
  }

  /** Whole numbers: one by itself is a scalar only where `scalar` says so. */
  ints(values: readonly number[], scalar = false): string {
    const name = `ints ${scalar ? 'scalar ' : ''}${values.join(' ')}`;
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.constant(name, 'int64', scalar ? [] : [values.length], bytes);
  }

  floats(name: string, values: Float32Array, dims: readonly number[]): string {
    return this.constant(name, 'float32', dims, new Uint8Array(values.buffer));
  }

  /** A constant, once for each name. */
  constant(name: string, type: OnnxType, dims: readonly number[], content: Uint8Array | WeightPlace): string {
    if (!this.#known.has(name)) this.constants.push({ name, type, dims, content });
    this.#known.add(name);
    return name;
  }
}
