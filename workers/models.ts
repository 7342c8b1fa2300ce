import './tell-requests.ts';
import { expose } from 'comlink';
import { ModelFetcher } from '../src/jobs/fetch-models.ts';

/** What a page asks of this worker: to bring models into the browser's storage. */
const api = new ModelFetcher(import.meta.env.DISSENSUS_EXTRA_HOSTS as string);

export type ModelsWorker = typeof api;

expose(api);
