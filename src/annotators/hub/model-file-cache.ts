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
  /** Every model that was written down, and the bytes of its files that are not kept yet. */
  list(): Promise<KeptModel[]>;
  /** Removes a model with those of its files that no other model has. */
  remove(model: AddedModel): Promise<void>;
}

export interface KeptModel {
  readonly model: AddedModel;
  /** 0 where it is complete. */
  readonly missing: number;
}
