import { proxy, transfer } from 'comlink';
import type { AnnotationProgress } from '../../annotators/annotate.ts';
import { availableModelKey, isAdded, type AvailableModel } from '../../annotators/available-model.ts';
import { nextPlacement, type Placement } from '../../annotators/hub/placement.ts';
import type { Asking } from '../../annotators/language-model/ask.ts';
import type { PromptContent } from '../../annotators/language-model/prompt.ts';
import type { ModelChoice } from '../../jobs/model-in-memory.ts';
import type { AnnotatorWorker } from '../../../workers/annotator.ts';
import { Background } from '../background/background.ts';
import type { RunningWorker } from '../background/running-worker.ts';
import { startParts, type PartApi, type WorkerParts } from '../background/worker-parts.ts';
import { startAnnotator, startAnnotatorPart } from '../background/workers.ts';
import { messageOf } from '../ui/message-of.ts';

/** A run that was told to stop may take so long over the batch at work; then its worker is ended, and that batch is lost. */
const STOPS_WITHIN_MS = 800;

/** How a run goes on somewhere else than it began. */
export interface Move {
  readonly placement: Placement;
  /** Why, as the runtime or the browser said it. */
  readonly reason: string;
}

/** A project's texts, and how a language model is asked about them. */
export interface AnnotationJob {
  readonly project: number;
  readonly prompt?: PromptContent;
  readonly asking?: Asking;
}

export interface AnnotationEvents {
  /** Stops within a second, after the batch at work where that ends by then; what is finished is kept. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: AnnotationProgress) => void;
  readonly onMove: (move: Move) => void;
}

/**
 * The worker that runs models. One at a time: a worker is bound for its life to one build of ONNX Runtime and to one added
 * model, and two large models would not fit in memory together. It is kept between runs, because loading a model takes longer
 * than annotating a few texts.
 */
export class Annotators {
  #current: { readonly boundTo: string; readonly worker: Background<AnnotatorWorker> } | null = null;
  /** The ends of runs that were told to stop: one that does not would take the worker of the next with it. */
  readonly #stopping = new Set<Promise<void>>();

  constructor(
    private readonly start: () => RunningWorker<AnnotatorWorker> = startAnnotator,
    private readonly startPart: () => RunningWorker<PartApi> = startAnnotatorPart,
  ) {}

  /** The worker for a question beside the runs, which can be ended before it answers; `null` while another model is at work. */
  beside(
    model: AvailableModel,
    placement: Placement,
  ): Pick<Background<AnnotatorWorker>, 'call' | 'end'> | null {
    if (this.isBusy && this.#current!.boundTo !== binding(model, placement)) return null;
    const worker = this.#workerFor(model, placement);
    return {
      call: async (ask) => {
        try {
          return await worker.call(ask);
        } catch (error) {
          endHalfLoaded(worker, error);
          throw error;
        }
      },
      end: (reason) => worker.end(reason),
    };
  }

  /** Whether a run or another question has the worker. */
  get isBusy(): boolean {
    return this.#current !== null && this.#current.worker.leases > 1;
  }

  /**
   * Annotates a project's texts with a model; a run of another model is ended for it. Where a graphics device is lost or
   * memory runs out, the run goes on from the last kept text in a fresh worker: with fewer texts at once, or on the processor.
   * @throws WorkerEndedError if a run of another model took its place, or it was to stop and the model did not; what the model or the
   * storage throws
   */
  async annotate(
    model: AvailableModel,
    placement: Placement,
    job: AnnotationJob,
    { signal, onProgress, onMove }: AnnotationEvents,
  ): Promise<AnnotationProgress> {
    for (let place = placement; ;) {
      if (this.#stopping.size > 0) await Promise.all(this.#stopping);
      const worker = this.#workerFor(model, place);
      const lease = worker.lease();
      let patience: ReturnType<typeof setTimeout> | undefined;
      let settle = () => {};
      const end = new Promise<void>((resolve) => (settle = resolve));
      const stop = () => {
        this.#stopping.add(end);
        // If it cannot be told, it is gone, which the run hears by itself.
        lease.call((remote) => remote.cancel()).catch(() => undefined);
        // A template, a tokenizer or a graph that never ends hears nothing.
        patience = setTimeout(() => worker.end(), STOPS_WITHIN_MS);
      };
      let parts: WorkerParts | null = null;
      let isOver = false;
      // A report goes another way than the answer and may come after it: the answer is the last word.
      const report = (progress: AnnotationProgress) => {
        if (!isOver) onProgress(progress);
      };
      const startSome = (count: number) => {
        // A run left alone would wait for its dead part, and keep others from the same work.
        parts = startParts(this.startPart, count, document.baseURI, (error) => worker.end(error));
        return Promise.resolve(transfer(parts.ports, parts.ports));
      };
      try {
        const choice = { ...modelChoice(model, place), ...job };
        const run = lease.call((remote) => remote.annotate(choice, proxy(report), proxy(startSome)));
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop);
        return await run;
      } catch (error) {
        const next = isAdded(model) ? nextPlacement(error, place) : null;
        if (!next) {
          endHalfLoaded(worker, error);
          throw error;
        }
        worker.end();
        place = next;
        onMove({ placement: next, reason: messageOf(error) });
      } finally {
        isOver = true;
        clearTimeout(patience);
        this.#stopping.delete(end);
        settle();
        signal.removeEventListener('abort', stop);
        (parts as WorkerParts | null)?.end();
        lease.release();
      }
    }
  }

  /** A fresh worker where the running one is bound to another model, which also gives back what that one held in memory. */
  #workerFor(model: AvailableModel, placement: Placement): Background<AnnotatorWorker> {
    const boundTo = binding(model, placement);
    if (this.#current?.boundTo !== boundTo) {
      this.#current?.worker.end();
      const worker = new Background(this.start);
      // Never released: between runs the worker is kept.
      worker.lease();
      this.#current = { boundTo, worker };
    }
    return this.#current.worker;
  }
}

/** Those of the page. */
export const annotators = new Annotators();

/** Ends a worker for which a file of its engine did not come: what begins an engine fails in it for ever after. */
function endHalfLoaded(worker: Background<AnnotatorWorker>, error: unknown): void {
  if (error instanceof Error && error.name === 'PageFileError') worker.end();
}

function binding(model: AvailableModel, { device }: Placement): string {
  return isAdded(model) ? `${availableModelKey(model)} ${device}` : 'embedded';
}

/** The model and its place as the worker takes them. */
export function modelChoice(
  model: AvailableModel,
  placement: Placement,
): Pick<ModelChoice, 'model' | 'baseUrl' | 'placement'> {
  return { model: isAdded(model) ? model : model.model, baseUrl: document.baseURI, placement };
}
