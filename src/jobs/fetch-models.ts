import { addedModelKey, type AddedModel } from '../annotators/hub/added-model.ts';
import { downloadModel, type DownloadProgress } from '../annotators/hub/download-model.ts';
import { copyFolderModel, type FolderFile } from '../annotators/hub/folder-model.ts';
import { hubFetch } from '../annotators/hub/hub-fetch.ts';
import { addedModel, lookUpModel, type FoundModel } from '../annotators/hub/look-up-model.ts';
import type { ModelAddress } from '../annotators/hub/model-address.ts';
import { broadcastRequest } from '../annotators/hub/request-ledger.ts';
import { HOSTS, modelHosts } from '../network/hosts.ts';
import { CachedModelFiles } from '../store/cached-model-files.ts';

const [HUB] = HOSTS.hub.origins;

/** Brings models into the browser's storage, one at a time. */
export class ModelFetcher {
  readonly #cache = new CachedModelFiles();
  readonly #send;
  #adding = new AbortController();

  /** @param extraHosts further hosts that may be asked, as the build was told them */
  constructor(extraHosts: string) {
    this.#send = hubFetch(modelHosts(extraHosts), broadcastRequest);
  }

  /** What a hub has of a model. */
  async lookUp(address: ModelAddress): Promise<FoundModel> {
    return await lookUpModel(address, this.#send);
  }

  /** Fetches what is missing of one kind of a found model's weights. */
  async download(
    found: FoundModel,
    dtype: AddedModel['dtype'],
    onProgress: (progress: DownloadProgress) => void,
  ): Promise<AddedModel> {
    const weights = found.weights.find((each) => each.dtype === dtype)!;
    const model = addedModel(found, weights, HUB);
    const { signal } = (this.#adding = new AbortController());
    // Of two tabs that want one model, the second waits and then finds the files.
    return await navigator.locks.request(
      `dissensus:download:${addedModelKey(model)}`,
      { signal },
      async () => {
        await downloadModel(model, found.address, this.#cache, this.#send, { signal, onProgress });
        return model;
      },
    );
  }

  /** Copies a model from a folder on disk. */
  async copyFolder(
    files: readonly FolderFile[],
    dtype: AddedModel['dtype'],
    onBytes: (bytes: number) => void,
  ): Promise<AddedModel> {
    const { signal } = (this.#adding = new AbortController());
    return await copyFolderModel(files, dtype, this.#cache, { signal, onBytes });
  }

  /** Ends the download or the copying; finished files are kept. */
  cancel(): void {
    this.#adding.abort();
  }
}
