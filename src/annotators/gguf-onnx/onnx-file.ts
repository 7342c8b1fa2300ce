import { PbfWriter } from 'pbf';

/** ONNX's numbers of types of values. */
export const TYPES = { float32: 1, uint8: 2, int64: 7, bool: 9 } as const;

export type OnnxType = keyof typeof TYPES;

/** An operation; every one has one output. */
export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Empty for ONNX's own operations. */
  readonly domain?: string;
  readonly attributes?: Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;
}

/** A constant: small ones stand in the file, weights beside it. */
export interface OnnxConstant {
  readonly name: string;
  readonly type: OnnxType;
  readonly dims: readonly number[];
  readonly content: Uint8Array | WeightPlace;
}

/** Where a constant's bytes lie in the file of weights. */
export interface WeightPlace {
  readonly offset: number;
  readonly length: number;
}

/** What a graph takes or gives; an axis by name may be of any size. */
export interface OnnxValue {
  readonly name: string;
  readonly type: OnnxType;
  readonly dims: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxConstant[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** The name by which a file refers to its weights. */
export const WEIGHTS = 'weights';

const IR_VERSION = 10;
const OPSETS = { '': 17, 'com.microsoft': 1 };
const EXTERNAL = 1;
/** ONNX's numbers of kinds of attributes. */
const [FLOAT, INT, INTS] = [1, 2, 7];

/**
 * Writes a graph as an ONNX file (the numbers of its fields are those of github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 */
export function onnxFile(graph: OnnxGraph): Uint8Array {
  const file = new PbfWriter();
  file.writeVarintField(1, IR_VERSION);
  file.writeMessage(7, writeGraph, graph);
  for (const opset of Object.entries(OPSETS))
    file.writeMessage(
      8,
      ([domain, version], to) => {
        to.writeStringField(1, domain);
        to.writeVarintField(2, version);
      },
      opset,
    );
  return file.finish();
}

function writeGraph({ nodes, constants, inputs, outputs }: OnnxGraph, to: PbfWriter): void {
  for (const node of nodes) to.writeMessage(1, writeNode, node);
  to.writeStringField(2, 'decoder');
  for (const constant of constants) to.writeMessage(5, writeConstant, constant);
  for (const value of inputs) to.writeMessage(11, writeValue, value);
  for (const value of outputs) to.writeMessage(12, writeValue, value);
}

function writeNode({ op, inputs, output, domain = '', attributes = {} }: OnnxNode, to: PbfWriter): void {
  for (const input of inputs) to.writeStringField(1, input);
  to.writeStringField(2, output);
  to.writeStringField(4, op);
  for (const attribute of Object.entries(attributes)) to.writeMessage(5, writeAttribute, attribute);
  to.writeStringField(7, domain);
}

function writeAttribute(
  [name, value]: [string, number | readonly number[] | { readonly float: number }],
  to: PbfWriter,
): void {
  to.writeStringField(1, name);
  if (typeof value === 'number') {
    to.writeVarintField(3, value);
    to.writeVarintField(20, INT);
  } else if ('float' in value) {
    to.writeFloatField(2, value.float);
    to.writeVarintField(20, FLOAT);
  } else {
    for (const each of value) to.writeVarintField(8, each);
    to.writeVarintField(20, INTS);
  }
}

function writeConstant({ name, type, dims, content }: OnnxConstant, to: PbfWriter): void {
  for (const size of dims) to.writeVarintField(1, size);
  to.writeVarintField(2, TYPES[type]);
  to.writeStringField(8, name);
  if (content instanceof Uint8Array) {
    to.writeBytesField(9, content);
    return;
  }
  const place = { location: WEIGHTS, offset: String(content.offset), length: String(content.length) };
  for (const entry of Object.entries(place))
    to.writeMessage(
      13,
      ([key, value], inner) => {
        inner.writeStringField(1, key);
        inner.writeStringField(2, value);
      },
      entry,
    );
  to.writeVarintField(14, EXTERNAL);
}

function writeValue({ name, type, dims }: OnnxValue, to: PbfWriter): void {
  to.writeStringField(1, name);
  to.writeMessage(
    2,
    (_, typed) => {
      typed.writeMessage(
        1,
        (_, tensor) => {
          tensor.writeVarintField(1, TYPES[type]);
          tensor.writeMessage(
            2,
            (_, shape) => {
              for (const size of dims)
                shape.writeMessage(
                  1,
                  (_, axis) => {
                    if (typeof size === 'number') axis.writeVarintField(1, size);
                    else axis.writeStringField(2, size);
                  },
                  null,
                );
            },
            null,
          );
        },
        null,
      );
    },
    null,
  );
}
