import type { AddedModel } from './added-model.ts';
import type { ListedFile } from './file-check.ts';

/** Whose file: models of one repository and commit share their tokenizer. */
export type FileOwner = Pick<AddedModel, 'model' | 'revision'>;

/** Where the files of added models are kept. A file is kept whole or not at all. */
export interface ModelFileCache {
  /** @returns the file's content, or `null` where it is not kept */
  open(owner: FileOwner, path: string): Promise<Response | null>;
  /**
   * Keeps a file when its content has come without an error.
   * @throws what the content's stream fails with; a `QuotaExceededError` where there is no room
   */
  keep(owner: FileOwner, file: ListedFile, content: ReadableStream<Uint8Array>): Promise<void>;
  /** Writes down a model, whether or not all of its files are kept yet. */
  describe(model: AddedModel): Promise<void>;
  /** Every model that was written down. */
  list(): Promise<KeptModel[]>;
  /** Removes a model with those of its files that no other model has. */
  remove(model: AddedModel): Promise<void>;
}

/** A model as far as it is kept. */
export interface KeptModel {
  readonly model: AddedModel;
  /** Those of its files that are not kept; none where it is complete. */
  readonly missing: readonly ListedFile[];
}

/** Bytes that models take together, a file that several of them share counted once. */
export function bytesKept(models: readonly KeptModel[]): number {
  const files = new Map<string, number>();
  for (const { model, missing } of models)
    for (const file of model.files)
      if (!missing.includes(file)) files.set(`${model.model} ${model.revision} ${file.path}`, file.bytes);
  return [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
}
