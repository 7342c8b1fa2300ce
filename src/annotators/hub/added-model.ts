import {
  array,
  check,
  literal,
  object,
  optional,
  picklist,
  pipe,
  string,
  undefined as absent,
  union,
  type GenericSchema,
} from 'valibot';
import { COUNT } from '../../judgments/judgment-schemas.ts';
import { PROMPT_FAMILIES, type PromptFamily } from '../language-model/prompt-family.ts';
import type { ModelIdentity } from '../classifier.ts';
import type { ListedFile } from './file-check.ts';
import { isPlainPath } from './file-path.ts';
import { WEIGHTS, type Dtype } from './weights.ts';

/** What is kept of every model that a person has brought into this browser. */
interface KeptModelRecord extends ModelIdentity {
  /** What it is called on screen. */
  readonly name: string;
  /** What it is, as a part of a sentence. */
  readonly about: string;
  /** What it is asked with, if it is a language model. */
  readonly prompts: PromptFamily;
  /** Where its files are from: `https://huggingface.co`, `disk`, or `page` for those that came with this page. */
  readonly from: string;
  readonly files: readonly ListedFile[];
}

/** A model in the hub's ONNX layout. */
export interface OnnxModel extends KeptModelRecord {
  readonly format?: undefined;
  readonly dtype: Dtype;
  readonly kind: 'classifier' | 'language model';
}

/** A language model in GGUF form, for llama.cpp: its files are one GGUF, its splits, or the parts of one by name. */
export interface GgufModel extends KeptModelRecord {
  readonly format: 'gguf';
  /** The quantisation as llama.cpp names it: `Q4_K_M`. */
  readonly dtype: string;
  readonly kind: 'language model';
  /** Present where ONNX Runtime can compute it from its file as it is, and so answers by label likelihood; absent in older records. */
  readonly inOnnxRuntime?: true;
}

/** A model that a person has brought into this browser: from a hub, from a disk, or from this page's own server. */
export type AddedModel = OnnxModel | GgufModel;

const LISTED_FILE = object({
  path: pipe(string(), check(isPlainPath)),
  bytes: COUNT,
  hash: object({ kind: picklist(['sha256', 'git']), hex: string() }),
});

const RECORD = {
  model: string(),
  revision: string(),
  name: string(),
  about: string(),
  prompts: picklist(PROMPT_FAMILIES),
  from: string(),
  files: array(LISTED_FILE),
};

/** {@link AddedModel} as it is kept in this browser, perhaps by another version of the page. */
export const ADDED_MODEL: GenericSchema<unknown, AddedModel> = union([
  object({
    ...RECORD,
    format: literal('gguf'),
    dtype: string(),
    kind: literal('language model'),
    inOnnxRuntime: optional(literal(true)),
  }),
  object({
    ...RECORD,
    format: optional(absent()),
    dtype: picklist(Object.keys(WEIGHTS) as Dtype[]),
    kind: picklist(['classifier', 'language model']),
  }),
]);

export function isGguf(model: AddedModel): model is GgufModel {
  return model.format === 'gguf';
}

/** The kind of a model's weights, in words. */
export function weightsInWords(model: AddedModel): string {
  return isGguf(model) ? `GGUF, ${model.dtype}` : WEIGHTS[model.dtype].words;
}

/** Bytes of files together. */
export function sizeOf(files: readonly ListedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The model as one string: another revision or other weights of it are another model. */
export function addedModelKey({ model, revision, dtype }: ModelIdentity): string {
  return `${model} ${revision} ${dtype}`;
}
