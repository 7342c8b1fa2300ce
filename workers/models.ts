import './report-requests.ts';
import { expose } from 'comlink';
import { addedModelKey, type AddedModel } from '../src/annotators/hub/added-model.ts';
import { downloadModel, type DownloadProgress } from '../src/annotators/hub/download-model.ts';
import { copyFolderModel, type FolderFile } from '../src/annotators/hub/folder-model.ts';
import { hubFetch } from '../src/annotators/hub/hub-fetch.ts';
import { addedModel, lookUpModel, type FoundModel } from '../src/annotators/hub/look-up-model.ts';
import type { ModelAddress } from '../src/annotators/hub/model-address.ts';
import { broadcastRequest } from '../src/annotators/hub/request-ledger.ts';
import { HOSTS, modelHosts } from '../src/network/hosts.ts';
import { CachedModelFiles } from '../src/store/cached-model-files.ts';

const cache = new CachedModelFiles();
const send = hubFetch(modelHosts(import.meta.env.DISSENSUS_EXTRA_HOSTS as string), broadcastRequest);
const [HUB] = HOSTS.hub.origins;
let cancelling = new AbortController();

/** What a page asks of this worker: to bring models into the browser's storage. */
const api = {
  /** What a hub has of a model. */
  async lookUp(address: ModelAddress): Promise<FoundModel> {
    return await lookUpModel(address, send, begin());
  },

  /** Fetches what is missing of one kind of a found model's weights. */
  async download(
    found: FoundModel,
    dtype: AddedModel['dtype'],
    onProgress: (progress: DownloadProgress) => void,
  ): Promise<AddedModel> {
    const model = addedModel(
      found,
      found.weights.find((each) => each.dtype === dtype)!,
      HUB,
    );
    return await alone(model, async (signal) => {
      await downloadModel(model, found.address, cache, send, { signal, onProgress });
      return model;
    });
  },

  /** Copies a model from a folder on disk. */
  async copyFolder(
    files: readonly FolderFile[],
    dtype: AddedModel['dtype'],
    onBytes: (bytes: number) => void,
  ): Promise<AddedModel> {
    return await copyFolderModel(files, dtype, cache, { signal: begin(), onBytes });
  },

  /** Ends what is under way; finished files are kept. */
  cancel(): void {
    cancelling.abort();
  },
};

function begin(): AbortSignal {
  cancelling = new AbortController();
  return cancelling.signal;
}

/** Of two tabs that want one model, the second waits and then finds the files. */
async function alone<Result>(
  model: AddedModel,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const signal = begin();
  return await navigator.locks.request(`dissensus:download:${addedModelKey(model)}`, { signal }, () =>
    work(signal),
  );
}

export type ModelsWorker = typeof api;

expose(api);
