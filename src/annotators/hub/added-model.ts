import { array, check, object, picklist, pipe, string, type GenericSchema } from 'valibot';
import { COUNT } from '../../judgments/judgment-schemas.ts';
import type { Wording } from '../language-model/prompt.ts';
import type { ModelIdentity } from '../classifier.ts';
import type { ListedFile } from './file-check.ts';
import { isPlainPath } from './file-path.ts';
import { WEIGHTS, type Dtype } from './weights.ts';

/** A model that a person has brought into this browser: from a hub, or from a folder on disk. */
export interface AddedModel extends ModelIdentity {
  readonly dtype: Dtype;
  /** What it is called on screen. */
  readonly name: string;
  /** What it is, as a part of a sentence. */
  readonly about: string;
  readonly kind: 'classifier' | 'language model';
  /** What it is asked with, if it is a language model. */
  readonly prompts: Wording['form'];
  /** Where its files are from: `https://huggingface.co`, or `disk`. */
  readonly from: string;
  readonly files: readonly ListedFile[];
}

const LISTED_FILE = object({
  path: pipe(string(), check(isPlainPath)),
  bytes: COUNT,
  hash: object({ kind: picklist(['sha256', 'git']), hex: string() }),
});

/** {@link AddedModel} as it is kept in this browser, perhaps by another version of the page. */
export const ADDED_MODEL: GenericSchema<unknown, AddedModel> = object({
  model: string(),
  revision: string(),
  dtype: picklist(Object.keys(WEIGHTS) as Dtype[]),
  name: string(),
  about: string(),
  kind: picklist(['classifier', 'language model']),
  prompts: picklist(['story', 'chat']),
  from: string(),
  files: array(LISTED_FILE),
});

/** Bytes of files together. */
export function sizeOf(files: readonly ListedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The model as one string: another revision or other weights of it are another model. */
export function addedModelKey({ model, revision, dtype }: ModelIdentity): string {
  return `${model} ${revision} ${dtype}`;
}
