import './tell-requests.ts';
import { expose } from 'comlink';
import { AnalysisPart } from '../src/jobs/analysis-part.ts';

/** What the page asks of this worker. */
const api = {
  /** @param port to the worker that hands out the tasks */
  serve(port: MessagePort): void {
    expose(new AnalysisPart(), port);
  },
};

export type AnalysisPartWorker = typeof api;

expose(api);
