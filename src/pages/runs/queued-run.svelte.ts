import type { AnnotationProgress } from '../../annotators/annotate.ts';
import { availableModelKey, type AvailableModel } from '../../annotators/available-model.ts';
import type { Placement } from '../../annotators/hub/placement.ts';
import type { Asking } from '../../annotators/language-model/ask.ts';
import type { Prompt } from '../../annotators/language-model/prompt.ts';
import { WorkerEndedError } from '../background/worker-errors.ts';
import { messageOf } from '../ui/message-of.ts';
import { annotators, type Annotators, type Move } from './annotators.ts';

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
  /**
   * `null` until the model is loaded. `done` and `total` are texts at the question it is at; `fromStore`, `truncated`, `failed`
   * and `renormalised` count each text once for every question so far.
   */
  progress = $state.raw<AnnotationProgress | null>(null);
  /** Which question of how many a language model is at; `null` where one pass answers all. */
  question = $state.raw<{ readonly place: number; readonly of: number } | null>(null);
  /** The last time that it could not go on where it was; `null` if it always could. */
  move = $state.raw<Move | null>(null);
  /** Why it failed. */
  trouble = $state<string | null>(null);
  #stopping = new AbortController();

  /** @param models run the model */
  constructor(
    readonly project: number,
    readonly plan: RunPlan,
    private readonly models: Pick<Annotators, 'annotate'> = annotators,
  ) {
    this.key = planKey(plan);
  }

  /** Whether any text has been answered. */
  get hasAnswered(): boolean {
    return (this.progress?.done ?? 0) > 0 || (this.question?.place ?? 0) > 0;
  }

  /** Annotates what has no output yet. Whatever becomes of it is its state; it never rejects. */
  async work(): Promise<void> {
    this.state = 'running';
    this.progress = null;
    this.trouble = null;
    this.#stopping = new AbortController();
    try {
      this.state = (await this.#askAll(this.#stopping.signal)) ? 'finished' : 'waiting';
    } catch (error) {
      // One that was left may be ended for a run that is wanted more, and one that does not hear is ended to stop it.
      const isStopped = this.#stopping.signal.aborted && error instanceof WorkerEndedError;
      if (isStopped) this.#leaveOff();
      else this.trouble = messageOf(error);
      this.state = isStopped ? 'waiting' : 'failed';
    }
    this.question = null;
  }

  /** Stops it within a second; what is finished is kept. */
  stop(): void {
    this.#stopping.abort();
  }

  #leaveOff(): void {
    if (this.progress) this.progress = { ...this.progress, state: 'cancelled' };
  }

  /** Whether it came to its end. */
  async #askAll(signal: AbortSignal): Promise<boolean> {
    const { model, asked } = this.plan;
    const jobs = asked ? asked.prompts.map((prompt) => ({ prompt, asking: asked.asking })) : [{}];
    if (jobs.length === 0) throw new RangeError('There is no prompt to ask the model with.');
    let before: AnnotationProgress | null = null;
    for (const [place, job] of jobs.entries()) {
      if (signal.aborted) {
        this.#leaveOff();
        return false;
      }
      this.question = jobs.length > 1 ? { place, of: jobs.length } : null;
      const end = await this.models.annotate(
        model,
        this.move?.placement ?? this.plan.placement,
        { project: this.project, ...job },
        {
          signal,
          onProgress: (progress) => (this.progress = added(progress, before)),
          onMove: (move) => (this.move = move),
        },
      );
      before = this.progress = added(end, before);
      if (this.progress.state === 'cancelled') return false;
    }
    return true;
  }
}

/** Progress at one question, with what there was to count at those before. */
function added(progress: AnnotationProgress, before: AnnotationProgress | null): AnnotationProgress {
  if (!before) return progress;
  return {
    ...progress,
    fromStore: before.fromStore + progress.fromStore,
    truncated: before.truncated + progress.truncated,
    failed: before.failed + progress.failed,
    renormalised: before.renormalised + progress.renormalised,
  };
}
