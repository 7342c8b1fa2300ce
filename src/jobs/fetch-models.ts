import {
  addedModelKey,
  type AddedModel,
  type GgufModel,
  type OnnxModel,
} from '../annotators/hub/added-model.ts';
import {
  downloadModel,
  hubSource,
  type DownloadProgress,
  type FileSource,
} from '../annotators/hub/download-model.ts';
import { copyFolderModel, type FolderFile } from '../annotators/hub/folder-model.ts';
import { hubFetch, type HubFetch } from '../annotators/hub/hub-fetch.ts';
import { addedModel, addressOf, lookUpModel, type FoundModel } from '../annotators/hub/look-up-model.ts';
import type { ModelAddress } from '../annotators/hub/model-address.ts';
import type { PageModel } from '../annotators/hub/page-models.ts';
import { broadcastRequest } from '../annotators/hub/request-ledger.ts';
import {
  copyGguf,
  keptAs,
  lookIntoGguf,
  type FoundGguf,
  type GgufFile,
} from '../annotators/llama-cpp/gguf-model.ts';
import { lookIntoHubGguf, type GgufChoice } from '../annotators/llama-cpp/hub-gguf.ts';
import { HOSTS, modelHosts } from '../network/hosts.ts';
import { CachedModelFiles } from '../store/cached-model-files.ts';

const [HUB] = HOSTS.hub.origins;

/** Brings models into the browser's storage, one at a time. */
export class ModelFetcher {
  readonly #cache = new CachedModelFiles();
  readonly #send;
  #adding = new AbortController();
  #looking = new AbortController();

  /** @param extraHosts further hosts that may be asked, as the build was told them */
  constructor(extraHosts: string) {
    this.#send = hubFetch(modelHosts(extraHosts), broadcastRequest);
  }

  /** What a hub has of a model. */
  async lookUp(address: ModelAddress): Promise<FoundModel> {
    const { signal } = (this.#looking = new AbortController());
    return await lookUpModel(address, this.#send, signal);
  }

  /** Fetches what is missing of one kind of a found model's ONNX weights. */
  async download(
    found: FoundModel,
    dtype: OnnxModel['dtype'],
    onProgress: (progress: DownloadProgress) => void,
  ): Promise<AddedModel> {
    const onnx = found.onnx!;
    const model = addedModel(
      found,
      onnx,
      onnx.weights.find((each) => each.dtype === dtype)!,
      HUB,
    );
    return await this.#fetch(model, hubSource(found.address), this.#send, onProgress);
  }

  /** What a model in GGUF form at a hub says of itself. */
  async lookIntoHubGguf(address: ModelAddress, choice: GgufChoice): Promise<FoundGguf> {
    const { signal } = (this.#looking = new AbortController());
    return await lookIntoHubGguf(address, choice, this.#send, signal);
  }

  /** Fetches what is missing of a model in GGUF form at a hub. */
  async downloadGguf(model: GgufModel, onProgress: (progress: DownloadProgress) => void): Promise<GgufModel> {
    return await this.#fetch(model, hubSource(addressOf(model)!), this.#send, onProgress);
  }

  /**
   * Fetches what is missing of a model that this copy of the page holds. Its requests are the page's own and none to another host.
   * @param baseUrl the page's `document.baseURI`
   */
  async loadFromPage(
    { folder, model }: PageModel,
    baseUrl: string,
    onProgress: (progress: DownloadProgress) => void,
  ): Promise<GgufModel> {
    const source = { id: model.name, url: (path: string) => new URL(`${folder}/${path}`, baseUrl).href };
    const send = hubFetch([new URL(baseUrl).origin], () => undefined);
    return await this.#fetch(model, source, send, onProgress);
  }

  async #fetch<Model extends AddedModel>(
    model: Model,
    source: FileSource,
    send: HubFetch,
    onProgress: (progress: DownloadProgress) => void,
  ): Promise<Model> {
    const { signal } = (this.#adding = new AbortController());
    // Of two tabs that want one model, the second waits and then finds the files.
    return await navigator.locks.request(
      `dissensus:download:${addedModelKey(model)}`,
      { signal },
      async () => {
        await downloadModel(model, source, this.#cache, send, { signal, onProgress });
        return model;
      },
    );
  }

  /** Copies a model from a folder on disk. */
  async copyFolder(
    files: readonly FolderFile[],
    dtype: OnnxModel['dtype'],
    onBytes: (bytes: number) => void,
  ): Promise<AddedModel> {
    const { signal } = (this.#adding = new AbortController());
    return await copyFolderModel(files, dtype, this.#cache, { signal, onBytes });
  }

  /** What a GGUF file from a disk says of itself, and whether it is here already. */
  async lookIntoGguf(files: readonly GgufFile[]): Promise<FoundGguf> {
    const found = await lookIntoGguf(files);
    const kept = await keptAs(files, this.#cache);
    return kept ? { ...found, keptAs: kept } : found;
  }

  /** Copies a GGUF file from a disk. */
  async copyGguf(files: readonly GgufFile[], onBytes: (bytes: number) => void): Promise<GgufModel> {
    const { signal } = (this.#adding = new AbortController());
    return await copyGguf(files, this.#cache, { signal, onBytes });
  }

  /** Ends the download or the copying; finished files are kept. */
  cancel(): void {
    this.#adding.abort();
  }

  /** Ends asking a hub what it has of a model. */
  cancelLookUp(): void {
    this.#looking.abort();
  }
}
