import { proxy } from 'comlink';
import type { AvailableModel } from '../../annotators/available-model.ts';
import { availableModelKey } from '../../annotators/available-model.ts';
import { EMBEDDED_MODELS } from '../../annotators/embedded-models.ts';
import { addedModelKey, type AddedModel } from '../../annotators/hub/added-model.ts';
import type { DownloadProgress } from '../../annotators/hub/download-model.ts';
import type { FolderFile } from '../../annotators/hub/folder-model.ts';
import type { FoundModel } from '../../annotators/hub/look-up-model.ts';
import type { ModelAddress } from '../../annotators/hub/model-address.ts';
import { bytesKept, type KeptModel } from '../../annotators/hub/model-file-cache.ts';
import { CachedModelFiles } from '../../store/cached-model-files.ts';
import { models as worker } from '../background/running-workers.ts';

/** What is being brought into the browser's storage. */
export interface Adding {
  readonly name: string;
  readonly verb: 'Downloading' | 'Copying';
  /** `null` until the first piece has come. */
  readonly progress: DownloadProgress | null;
}

/** The models that were added to this browser, and the one that is being added: one at a time. */
class AddedModels {
  /** Complete ones and those whose download was cut off. */
  kept = $state.raw<readonly KeptModel[]>([]);
  adding = $state.raw<Adding | null>(null);
  readonly #cache = new CachedModelFiles();

  /** Those that can be used. */
  get ready(): readonly AddedModel[] {
    return this.kept.filter(({ missing }) => missing.length === 0).map(({ model }) => model);
  }

  /** Reads from the browser's storage what is there. */
  async refresh(): Promise<void> {
    // Where a page is not served securely there is no such storage.
    this.kept = 'caches' in globalThis ? await this.#cache.list() : [];
  }

  /** The model of this key, whether it ships or was added; `null` where it is no longer there. */
  async find(key: string): Promise<AvailableModel | null> {
    const embedded = EMBEDDED_MODELS.find((each) => availableModelKey(each) === key);
    if (embedded) return embedded;
    await this.refresh();
    return this.ready.find((each) => addedModelKey(each) === key) ?? null;
  }

  async lookUp(address: ModelAddress): Promise<FoundModel> {
    const { remote, died } = worker.get();
    return await Promise.race([remote.lookUp(address), died]);
  }

  /** Fetches what is missing of a model; `null` if it was cancelled. */
  async download(found: FoundModel, dtype: AddedModel['dtype']): Promise<AddedModel | null> {
    const name = found.address.id;
    return await this.#add({ name, verb: 'Downloading', progress: null }, async () => {
      const { remote, died } = worker.get();
      const onProgress = proxy((progress: DownloadProgress) => {
        if (this.adding) this.adding = { ...this.adding, progress };
      });
      return await Promise.race([remote.download(found, dtype, onProgress), died]);
    });
  }

  /** Copies a model from a folder; `null` if it was cancelled. */
  async copyFolder(
    files: readonly FolderFile[],
    name: string,
    { dtype, bytes }: { dtype: AddedModel['dtype']; bytes: number },
  ): Promise<AddedModel | null> {
    return await this.#add({ name, verb: 'Copying', progress: null }, async () => {
      const { remote, died } = worker.get();
      // Every file is read twice.
      const total = 2 * bytes;
      const began = performance.now();
      let done = 0;
      const onBytes = proxy((more: number) => {
        done += more;
        const bytesPerSecond = (done / (performance.now() - began)) * 1000;
        const secondsLeft = (total - done) / bytesPerSecond;
        const progress = { files: [], done, total, bytesPerSecond, secondsLeft };
        if (this.adding) this.adding = { ...this.adding, progress };
      });
      return await Promise.race([remote.copyFolder(files, dtype, onBytes), died]);
    });
  }

  cancel(): void {
    if (!this.adding) return;
    this.adding = null;
    void worker.get().remote.cancel();
  }

  async remove(model: AddedModel): Promise<void> {
    await this.#cache.remove(model);
    await this.refresh();
  }

  /** Bytes that they take, the unfinished ones with what there is of them. */
  get bytes(): number {
    return bytesKept(this.kept);
  }

  async #add(adding: Adding, work: () => Promise<AddedModel>): Promise<AddedModel | null> {
    this.adding = adding;
    try {
      return await work();
    } catch (error) {
      // Cancelling takes it away before the worker answers.
      if (this.adding === null) return null;
      throw error;
    } finally {
      this.adding = null;
      await this.refresh();
    }
  }
}

export const addedModels = new AddedModels();
