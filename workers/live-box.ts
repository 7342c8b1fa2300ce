import './tell-requests.ts';
import { expose } from 'comlink';
import { LiveModels, type LiveAnswer } from '../src/annotators/live-models.ts';
import { pageFileTrouble } from '../src/annotators/page-file-error.ts';
import type { Occlusion } from '../src/annotators/occlusion.ts';

let models: Promise<LiveModels> | undefined;

/** What the start page's live box asks of this worker. */
const api = {
  /**
   * Loads every model that ships, once; a failed load is forgotten, so that trying again can work.
   * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
   */
  async load(baseUrl: string, onBytes: (bytes: number) => void): Promise<void> {
    models ??= LiveModels.load(baseUrl, onBytes);
    models.catch(() => (models = undefined));
    await models.catch((error: unknown) => {
      throw pageFileTrouble('the models', error) ?? error;
    });
  },

  async answer(model: string, text: string): Promise<LiveAnswer[]> {
    return await (await models!).answer(model, text);
  },

  async words(model: string, question: string, text: string): Promise<Occlusion> {
    return await (await models!).words(model, question, text);
  },
};

export type LiveBoxWorker = typeof api;

expose(api);
