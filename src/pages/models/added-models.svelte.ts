import { proxy, type Remote } from 'comlink';
import type { AvailableModel } from '../../annotators/available-model.ts';
import { availableModelKey } from '../../annotators/available-model.ts';
import { EMBEDDED_MODELS } from '../../annotators/embedded-models.ts';
import {
  addedModelKey,
  sizeOf,
  type AddedModel,
  type GgufModel,
  type OnnxModel,
} from '../../annotators/hub/added-model.ts';
import type { DownloadProgress } from '../../annotators/hub/download-model.ts';
import type { FolderFile } from '../../annotators/hub/folder-model.ts';
import type { FoundModel } from '../../annotators/hub/look-up-model.ts';
import type { ModelAddress } from '../../annotators/hub/model-address.ts';
import type { FoundGguf, GgufFile } from '../../annotators/llama-cpp/gguf-model.ts';
import type { GgufChoice } from '../../annotators/llama-cpp/hub-gguf.ts';
import type { PageModel } from '../../annotators/hub/page-models.ts';
import { bytesKept, type KeptModel } from '../../annotators/hub/model-file-cache.ts';
import { CachedModelFiles } from '../../store/cached-model-files.ts';
import type { ModelsWorker } from '../../../workers/models.ts';
import { Background } from '../background/background.ts';
import type { RunningWorker } from '../background/running-worker.ts';
import { filesToKeep, keepFiles } from '../../offline/kept-files.svelte.ts';
import { engineFiles, keepEngine } from './keep-runtime.ts';
import { startModelFetcher } from '../background/workers.ts';
import { messageOf } from '../ui/message-of.ts';

/** What is being brought into the browser's storage. */
export interface Adding {
  readonly name: string;
  readonly verb: 'Downloading' | 'Loading' | 'Copying';
  /** `null` until the first piece has come. */
  readonly progress: DownloadProgress | null;
}

/** The models that were added to this browser, and the one that is being added: one at a time. */
export class AddedModels {
  /** Complete ones and those whose download was cut off. */
  kept = $state.raw<readonly KeptModel[]>([]);
  adding = $state.raw<Adding | null>(null);
  /** The address that a hub is being asked about. */
  looking = $state.raw<ModelAddress | null>(null);
  /** The one being added; one that was cancelled is no longer listened to. */
  #current: object | null = null;
  readonly #worker: Background<ModelsWorker>;

  /** @param cache the browser's storage of models */
  constructor(
    private readonly cache: Pick<CachedModelFiles, 'list' | 'remove'> = new CachedModelFiles(),
    start: () => RunningWorker<ModelsWorker> = startModelFetcher,
  ) {
    this.#worker = new Background(start);
  }

  /** Those that can be used. */
  get ready(): readonly AddedModel[] {
    return this.kept.filter(({ missing }) => missing.length === 0).map(({ model }) => model);
  }

  /** Reads from the browser's storage what is there. */
  async refresh(): Promise<void> {
    this.kept = await this.cache.list();
  }

  /** The model of this key, whether it ships or was added; `null` where it is no longer there. */
  async find(key: string): Promise<AvailableModel | null> {
    const embedded = EMBEDDED_MODELS.find((each) => availableModelKey(each) === key);
    if (embedded) return embedded;
    await this.refresh();
    return this.ready.find((each) => addedModelKey(each) === key) ?? null;
  }

  /** Asks a hub what it has of a model; `null` if it was cancelled. */
  async lookUp(address: ModelAddress): Promise<FoundModel | null> {
    return await this.#look(address, (remote) => remote.lookUp(address));
  }

  /** Asks a hub what a GGUF file of a model says of itself; `null` if it was cancelled. */
  async lookIntoHubGguf(address: ModelAddress, choice: GgufChoice): Promise<FoundGguf | null> {
    return await this.#look(address, (remote) => remote.lookIntoHubGguf(address, choice));
  }

  async #look<Found>(
    address: ModelAddress,
    ask: (remote: Remote<ModelsWorker>) => Promise<Found>,
  ): Promise<Found | null> {
    // Of its own, so that the same address asked about twice is two questions.
    const own = { ...address };
    this.looking = own;
    const isCurrent = () => this.looking === own;
    try {
      const found = await this.#worker.call(ask);
      return isCurrent() ? found : null;
    } catch (error) {
      if (!isCurrent()) return null;
      throw error;
    } finally {
      if (isCurrent()) this.looking = null;
    }
  }

  cancelLookUp(): void {
    if (this.looking === null) return;
    this.looking = null;
    // If the worker cannot be told, it is gone, and the question with it.
    this.#worker.call((remote) => remote.cancelLookUp()).catch(() => undefined);
  }

  /** Fetches what is missing of a model; `null` if it was cancelled. */
  async download(found: FoundModel, dtype: OnnxModel['dtype']): Promise<AddedModel | null> {
    return await this.#add({ name: found.address.id, verb: 'Downloading' }, async (show) => {
      const model = await this.#worker.call<AddedModel>((remote) =>
        remote.download(found, dtype, proxy(show)),
      );
      await keepEngine(model);
      return model;
    });
  }

  /** Copies a model from a folder; `null` if it was cancelled. */
  async copyFolder(
    files: readonly FolderFile[],
    name: string,
    { dtype, bytes }: { dtype: OnnxModel['dtype']; bytes: number },
  ): Promise<AddedModel | null> {
    return await this.#copy(name, bytes, async (remote, onBytes) => {
      const model = await remote.copyFolder(files, dtype, onBytes);
      await keepEngine(model);
      return model;
    });
  }

  /**
   * Fetches what is missing of a model that this copy of the page holds, and of what runs it; `null` if it was cancelled.
   * @throws Error where what runs it does not come; the model is kept by then
   */
  async loadFromPage(page: PageModel): Promise<AddedModel | null> {
    return await this.#add({ name: page.model.name, verb: 'Loading' }, async (show) => {
      const urls = engineFiles(page.model);
      // Where that cannot be told, the model's own files say why.
      const found = await filesToKeep(urls).catch(() => null);
      const engine = found?.missing.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
      const size = sizeOf(page.model.files);
      let last: DownloadProgress = {
        files: [],
        done: size,
        total: size + engine,
        bytesPerSecond: null,
        secondsLeft: null,
      };
      const withEngine = (progress: DownloadProgress) => {
        last = { ...progress, total: progress.total + engine };
        show(last);
      };
      const model = await this.#worker.call((remote) =>
        remote.loadFromPage(page, document.baseURI, proxy(withEngine)),
      );
      await keepFiles(urls, (bytes) => {
        last = { ...last, done: last.done + bytes };
        show(last);
      }).catch((error: unknown) => {
        throw new Error(
          `${model.name} is kept, but not all that runs it: ${messageOf(error)} Check the connection and load the rest.`,
          { cause: error },
        );
      });
      return model;
    });
  }

  /** Fetches what is missing of a model in GGUF form at a hub; `null` if it was cancelled. */
  async downloadGguf(model: GgufModel): Promise<AddedModel | null> {
    return await this.#add({ name: model.name, verb: 'Downloading' }, async (show) => {
      await this.#worker.call((remote) => remote.downloadGguf(model, proxy(show)));
      await keepEngine(model);
      return model;
    });
  }

  /** What a GGUF file says of itself. */
  async lookIntoGguf(files: readonly GgufFile[]): Promise<FoundGguf> {
    return await this.#worker.call((remote) => remote.lookIntoGguf(files));
  }

  /** Copies a GGUF file; `null` if it was cancelled. */
  async copyGguf(files: readonly GgufFile[], { name, bytes }: FoundGguf): Promise<AddedModel | null> {
    return await this.#copy(name, bytes, async (remote, onBytes) => {
      const model = await remote.copyGguf(files, onBytes);
      await keepEngine(model);
      return model;
    });
  }

  async #copy(
    name: string,
    bytes: number,
    work: (remote: Remote<ModelsWorker>, onBytes: (more: number) => void) => Promise<AddedModel>,
  ): Promise<AddedModel | null> {
    // Every file is read twice.
    const total = 2 * bytes;
    const began = performance.now();
    let done = 0;
    return await this.#add({ name, verb: 'Copying' }, (show) => {
      const onBytes = (more: number) => {
        done += more;
        const bytesPerSecond = (done / (performance.now() - began)) * 1000;
        show({ files: [], done, total, bytesPerSecond, secondsLeft: (total - done) / bytesPerSecond });
      };
      return this.#worker.call((remote) => work(remote, proxy(onBytes)));
    });
  }

  cancel(): void {
    if (this.#current === null) return;
    this.#current = null;
    this.adding = null;
    // If the worker cannot be told, it is gone, and the download with it.
    this.#worker.call((remote) => remote.cancel()).catch(() => undefined);
  }

  async remove(model: AddedModel): Promise<void> {
    await this.cache.remove(model);
    await this.refresh();
  }

  /** Bytes that they take, the unfinished ones with what there is of them. */
  get bytes(): number {
    return bytesKept(this.kept);
  }

  async #add(
    what: Pick<Adding, 'name' | 'verb'>,
    work: (show: (progress: DownloadProgress) => void) => Promise<AddedModel>,
  ): Promise<AddedModel | null> {
    const own = {};
    const isCurrent = () => this.#current === own;
    this.#current = own;
    this.adding = { ...what, progress: null };
    try {
      const model = await work((progress) => {
        if (isCurrent()) this.adding = { ...what, progress };
      });
      return isCurrent() ? model : null;
    } catch (error) {
      if (!isCurrent()) return null;
      throw error;
    } finally {
      if (isCurrent()) {
        this.#current = null;
        this.adding = null;
      }
      await this.refresh();
    }
  }
}

/** Those of the page. */
export const addedModels = new AddedModels();
