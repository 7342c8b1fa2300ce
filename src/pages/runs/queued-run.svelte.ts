import type { AnnotationProgress } from '../../annotators/annotate.ts';
import { availableModelKey, type AvailableModel } from '../../annotators/available-model.ts';
import type { Placement } from '../../annotators/hub/placement.ts';
import type { Asking } from '../../annotators/language-model/ask.ts';
import type { Prompt } from '../../annotators/language-model/prompt.ts';
import { annotateWith, type Move } from './annotate-with.ts';
import { annotator } from '../background/running-workers.ts';

/** What a run does; plain data, so that a tab can remember it. */
export interface RunPlan {
  readonly model: AvailableModel;
  readonly placement: Placement;
  /** How a language model is asked; `null` for a classifier, which answers all its questions at once. */
  readonly asked: { readonly asking: Asking; readonly prompts: readonly Prompt[] } | null;
}

/** The plan as one string: runs with the same key have the same outputs. */
export function planKey({ model, asked }: Pick<RunPlan, 'model' | 'asked'>): string {
  const prompts = asked?.prompts.map(({ id, version }) => [id, version]);
  return JSON.stringify([availableModelKey(model), asked?.asking ?? null, prompts ?? null]);
}

/** One run of a model over the texts of a project: in the queue, at work, or over. */
export class QueuedRun {
  readonly key: string;
  /** A run that was stopped waits again, with the progress that it had made. */
  state = $state<'waiting' | 'running' | 'finished' | 'failed'>('waiting');
  /** `null` until the model is loaded. What failed is of all its questions together. */
  progress = $state.raw<AnnotationProgress | null>(null);
  /** Which question of how many a language model is at; `null` where one pass answers all. */
  question = $state.raw<{ readonly place: number; readonly of: number } | null>(null);
  /** The last time that it could not go on where it was; `null` if it always could. */
  move = $state.raw<Move | null>(null);
  /** Why it failed. */
  trouble = $state<string | null>(null);
  #stopped = false;

  constructor(
    readonly project: number,
    readonly plan: RunPlan,
  ) {
    this.key = planKey(plan);
  }

  /** Annotates what has no output yet. Whatever becomes of it is its state; it never rejects. */
  async work(): Promise<void> {
    this.state = 'running';
    this.progress = null;
    this.trouble = null;
    this.#stopped = false;
    try {
      this.state = (await this.#askAll()) ? 'finished' : 'waiting';
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
      this.state = 'failed';
    }
    this.question = null;
  }

  /** Stops it after the batch at work; what is finished is kept. */
  stop(): void {
    this.#stopped = true;
    void annotator.get().remote.cancel();
  }

  /** Whether it came to its end. */
  async #askAll(): Promise<boolean> {
    const { model, asked } = this.plan;
    const jobs = asked ? asked.prompts.map((prompt) => ({ prompt, asking: asked.asking })) : [{}];
    for (const [place, job] of jobs.entries()) {
      this.question = jobs.length > 1 ? { place, of: jobs.length } : null;
      const before = this.progress;
      const end = await annotateWith(
        model,
        this.move?.placement ?? this.plan.placement,
        { project: this.project, ...job },
        (progress) => (this.progress = withFailures(progress, before)),
        (move) => (this.move = move),
      );
      // A wish to stop that came between two questions found no run in the worker to stop.
      const stopped = this.#stopped && place < jobs.length - 1;
      this.progress = withFailures(stopped ? { ...end, state: 'cancelled' } : end, before);
      if (this.progress.state === 'cancelled') return false;
    }
    return true;
  }
}

/** Progress with the answers that failed at the questions before. */
function withFailures(progress: AnnotationProgress, before: AnnotationProgress | null): AnnotationProgress {
  if (!before) return progress;
  const failed = before.failed + progress.failed;
  const renormalised = before.renormalised + progress.renormalised;
  return { ...progress, failed, renormalised };
}
