import { proxy, transfer } from 'comlink';
import type { AnnotationProgress } from '../../annotators/annotate.ts';
import { availableModelKey, isAdded, type AvailableModel } from '../../annotators/available-model.ts';
import { nextPlacement, type Placement } from '../../annotators/hub/placement.ts';
import type { Asking } from '../../annotators/language-model/ask.ts';
import type { PromptContent } from '../../annotators/language-model/prompt.ts';
import type { AnnotatorWorker, ModelChoice } from '../../../workers/annotator.ts';
import { annotator, annotatorParts } from '../background/running-workers.ts';
import { WorkerDiedError, type RunningWorker } from '../background/start-worker.ts';

/** What holds for the life of a worker: one build of ONNX Runtime, and one added model. */
let startedFor: string | null = null;
/** Runs that are at work in it, or end their last batch. */
let runs = 0;

/**
 * The annotator's worker for a model: a fresh one where the running one is bound to another, which also gives back what
 * that one held in memory.
 */
function annotatorFor(model: AvailableModel, placement: Placement): RunningWorker<AnnotatorWorker> {
  const bound = boundTo(model, placement);
  if (startedFor !== bound) annotator.end();
  startedFor = bound;
  return annotator.get();
}

/** The worker for a question beside the runs; `null` while a run of another model needs it. */
export function annotatorBeside(
  model: AvailableModel,
  placement: Placement,
): RunningWorker<AnnotatorWorker> | null {
  return runs > 0 && startedFor !== boundTo(model, placement) ? null : annotatorFor(model, placement);
}

function boundTo(model: AvailableModel, { device }: Placement): string {
  return isAdded(model) ? `${availableModelKey(model)} ${device}` : 'embedded';
}

/** The model and its place as the worker takes them. */
export function modelChoice(
  model: AvailableModel,
  placement: Placement,
): Pick<ModelChoice, 'model' | 'baseUrl' | 'placement'> {
  return { model: isAdded(model) ? model : model.model, baseUrl: document.baseURI, placement };
}

/** How a run goes on somewhere else than it began. */
export interface Move {
  readonly placement: Placement;
  /** Why, as the runtime or the browser said it. */
  readonly reason: string;
}

/**
 * Annotates a project's texts with a model. Where a graphics device is lost or memory runs out, the run goes on from the last
 * kept text in a fresh worker: with fewer texts at once, or on the processor.
 */
export async function annotateWith(
  model: AvailableModel,
  placement: Placement,
  job: { project: number; prompt?: PromptContent; asking?: Asking },
  onProgress: (progress: AnnotationProgress) => void,
  onMove: (move: Move) => void,
): Promise<AnnotationProgress> {
  runs++;
  try {
    return await annotateOnwards(model, placement, job, onProgress, onMove);
  } finally {
    runs--;
  }
}

async function annotateOnwards(
  ...[model, placement, job, onProgress, onMove]: Parameters<typeof annotateWith>
): Promise<AnnotationProgress> {
  for (let place = placement; ;) {
    const { remote, died } = annotatorFor(model, place);
    const partDied = Promise.withResolvers<never>();
    let endParts = () => {};
    const startParts = (count: number) => {
      const parts = annotatorParts.start(count);
      endParts = parts.end;
      parts.died.catch(partDied.reject);
      return Promise.resolve(transfer(parts.ports, parts.ports));
    };
    try {
      const choice = { ...modelChoice(model, place), ...job };
      const run = remote.annotate(choice, proxy(onProgress), proxy(startParts));
      return await Promise.race([run, died, partDied.promise]);
    } catch (error) {
      // Left alone it would wait for its dead part, and keep others from the same work.
      if (error instanceof WorkerDiedError) annotator.end();
      const next = isAdded(model) ? nextPlacement(error, place) : null;
      if (!next) throw error;
      annotator.end();
      place = next;
      onMove({ placement: next, reason: error instanceof Error ? error.message : String(error) });
    } finally {
      endParts();
    }
  }
}
