import annotatorUrl from '../../../workers/annotator.ts?worker&url';
import annotatorPartUrl from '../../../workers/annotator-part.ts?worker&url';
import analysisUrl from '../../../workers/analysis.ts?worker&url';
import analysisPartUrl from '../../../workers/analysis-part.ts?worker&url';
import liveBoxUrl from '../../../workers/live-box.ts?worker&url';
import modelsUrl from '../../../workers/models.ts?worker&url';
import readerUrl from '../../../workers/reader.ts?worker&url';
import type { AnalysisWorker } from '../../../workers/analysis.ts';
import type { AnalysisPartWorker } from '../../../workers/analysis-part.ts';
import type { AnnotatorWorker } from '../../../workers/annotator.ts';
import type { AnnotatorPartWorker } from '../../../workers/annotator-part.ts';
import type { LiveBoxWorker } from '../../../workers/live-box.ts';
import type { ModelsWorker } from '../../../workers/models.ts';
import type { ReaderWorker } from '../../../workers/reader.ts';
import { transfer } from 'comlink';
import { startWorker, type RunningWorker } from './start-worker.ts';

/** A worker that is started when it is first needed, and again after it died or was ended. */
class WorkerSlot<Api> {
  #running: RunningWorker<Api> | null = null;

  constructor(
    private readonly url: string,
    private readonly purpose: string,
  ) {}

  get(): RunningWorker<Api> {
    if (!this.#running) {
      const running = startWorker<Api>(this.url, this.purpose);
      running.died.catch(() => {
        if (this.#running === running) this.end();
      });
      this.#running = running;
    }
    return this.#running;
  }

  /** Ends the worker with all its memory, if it runs; the next {@link get} starts a fresh one. */
  end(): void {
    this.#running?.end();
    this.#running = null;
  }
}

/** The workers of one piece of work. */
interface StartedParts {
  /** To each of them, for the worker that directs them. */
  readonly ports: MessagePort[];
  /** Rejects when one of them dies. */
  readonly died: Promise<never>;
  end(): void;
}

/** Workers that share a piece of work, at the direction of another. */
class WorkerGroup<Api extends { serve(port: MessagePort, baseUrl: string): void }> {
  readonly #running = new Set<RunningWorker<Api>>();

  constructor(
    private readonly url: string,
    private readonly purpose: string,
  ) {}

  /** Starts so many for one piece of work, beside those of another that is about to end. */
  start(count: number): StartedParts {
    const started = Array.from({ length: count }, () => startWorker<Api>(this.url, this.purpose));
    for (const running of started) this.#running.add(running);
    const ports = started.map(({ remote }) => {
      const { port1, port2 } = new MessageChannel();
      void remote.serve(transfer(port1, [port1]), document.baseURI);
      return port2;
    });
    return {
      ports,
      died: Promise.race(started.map(({ died }) => died)),
      end: () => {
        for (const running of started) {
          running.end();
          this.#running.delete(running);
        }
      },
    };
  }

  end(): void {
    for (const running of this.#running) running.end();
    this.#running.clear();
  }
}

/** Reads files; ended after each reading, which is how a reading is cancelled. */
export const reader = new WorkerSlot<ReaderWorker>(readerUrl, 'reading files');
/** Reads files for a look at what a reading would come to; ended whenever another look is wanted. */
export const previewer = new WorkerSlot<ReaderWorker>(readerUrl, 'previewing files');
/** Writes files to take home. */
export const writer = new WorkerSlot<ReaderWorker>(readerUrl, 'writing files');
/** Runs the model; kept, because loading one takes longer than annotating a few texts. */
export const annotator = new WorkerSlot<AnnotatorWorker>(annotatorUrl, 'annotating');
/** Run a small model for the annotator, each on a core of its own; ended when the run is over. */
export const annotatorParts = new WorkerGroup<AnnotatorPartWorker>(
  annotatorPartUrl,
  'parts of the annotation',
);
/** Brings models into the browser's storage. */
export const models = new WorkerSlot<ModelsWorker>(modelsUrl, 'fetching models');
/** Answers the start page's live box; ended when the page is left, with all models in its memory. */
export const liveBox = new WorkerSlot<LiveBoxWorker>(liveBoxUrl, 'the live box');
/** Computes the figures; ended with the project it holds in memory. */
export const analysis = new WorkerSlot<AnalysisWorker>(analysisUrl, 'the analysis');
/** Do the analysis's tasks, so that it goes on answering meanwhile; ended with it, or when all are done. */
export const analysisParts = new WorkerGroup<AnalysisPartWorker>(analysisPartUrl, 'parts of the analysis');

/** Ends every worker of this tab. */
export function endWorkers(): void {
  const slots = [reader, previewer, writer, annotator, models, liveBox, analysis];
  for (const workers of [...slots, annotatorParts, analysisParts]) workers.end();
}
