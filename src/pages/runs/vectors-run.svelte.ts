import { proxy, transfer } from 'comlink';
import type { AnnotationProgress } from '../../annotators/annotate.ts';
import type { AnnotatorWorker } from '../../../workers/annotator.ts';
import type { RunningWorker } from '../background/running-worker.ts';
import { WorkerEndedError } from '../background/worker-errors.ts';
import { startParts, type PartApi, type WorkerParts } from '../background/worker-parts.ts';
import { startAnnotator, startAnnotatorPart } from '../background/workers.ts';
import { messageOf } from '../ui/message-of.ts';

/** The vectors of a project's texts, made in a worker of their own and kept: one that is stopped goes on where it was. */
export class VectorsRun {
  isRunning = $state(false);
  /** `null` until the model is loaded. */
  progress = $state.raw<AnnotationProgress | null>(null);
  /** Why it failed. */
  trouble = $state<string | null>(null);
  #worker: RunningWorker<AnnotatorWorker> | null = null;

  /** @param onFinished called when every vector is there */
  constructor(
    private readonly project: number,
    private readonly onFinished: () => void,
    private readonly start: () => RunningWorker<AnnotatorWorker> = startAnnotator,
    private readonly startPart: () => RunningWorker<PartApi> = startAnnotatorPart,
  ) {}

  /** Makes what is missing. Whatever becomes of it is its state; it never rejects. */
  async work(): Promise<void> {
    if (this.isRunning) return;
    const worker = (this.#worker = this.start());
    this.isRunning = true;
    this.progress = null;
    this.trouble = null;
    let parts: WorkerParts | null = null;
    const startSome = (count: number) => {
      parts = startParts(this.startPart, count, document.baseURI, (error) => worker.end(error));
      return Promise.resolve(transfer(parts.ports, parts.ports));
    };
    const report = (progress: AnnotationProgress) => {
      if (this.#worker === worker) this.progress = progress;
    };
    try {
      const choice = { project: this.project, baseUrl: document.baseURI };
      const end = await worker.call((remote) => remote.embed(choice, proxy(report), proxy(startSome)));
      if (this.#worker !== worker) return;
      this.progress = end;
      if (end.state === 'finished') this.onFinished();
    } catch (error) {
      if (this.#worker === worker && !(error instanceof WorkerEndedError)) this.trouble = messageOf(error);
    } finally {
      (parts as WorkerParts | null)?.end();
      worker.end();
      if (this.#worker === worker) {
        this.#worker = null;
        this.isRunning = false;
      }
    }
  }

  /** Stops it at once; the vectors that are kept stay. */
  stop(): void {
    this.#worker?.end();
  }
}
