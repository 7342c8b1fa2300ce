import './tell-requests.ts';
import { expose } from 'comlink';
import { readerApi } from '../src/jobs/reader-api.ts';

export type ReaderWorker = typeof readerApi;

expose(readerApi);
