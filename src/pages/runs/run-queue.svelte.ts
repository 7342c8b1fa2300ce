import {
  array,
  boolean,
  custom,
  is,
  looseObject,
  nullable,
  object,
  picklist,
  string,
  type InferOutput,
} from 'valibot';
import { parseKept } from '../../files/kept-json.ts';
import { availableModelKey } from '../../annotators/available-model.ts';
import { addedModels } from '../models/added-models.svelte.ts';
import { annotators, type Annotators } from './annotators.ts';
import { QueuedRun, type RunPlan } from './queued-run.svelte.ts';

/** A plan as a tab remembers it; the worker checks the prompts again. */
const PLAN = custom<RunPlan>((value) => is(PLAN_PARTS, value));

const PLAN_PARTS = looseObject({
  model: looseObject({
    model: string(),
    revision: string(),
    dtype: string(),
    name: string(),
    kind: picklist(['classifier', 'language model']),
  }),
  placement: object({ device: picklist(['wasm', 'webgpu']), smallBatches: boolean() }),
  asked: nullable(
    looseObject({
      asking: looseObject({ method: picklist(['label likelihood', 'samples', 'verbalised']) }),
      prompts: array(looseObject({ id: string(), version: string() })),
    }),
  ),
});

/** What a tab remembers of a queue. */
const REMEMBERED = object({ going: boolean(), plans: array(PLAN) });

/**
 * The runs over a project's texts, one after another. It survives a reload of its tab and nothing else: runs go on after a
 * reload, not in a tab that was never asked.
 */
export class RunQueue {
  /** In their order; those that are over stay until the next begin. */
  runs = $state.raw<readonly QueuedRun[]>([]);
  going = $state(false);
  /** Between the wish to stop and the end of the batch at work. */
  stopping = $state(false);
  /** The run that was taken out last, until another is added; its batch at work may still end. */
  takenOut = $state.raw<QueuedRun | null>(null);
  #left = false;
  #current: QueuedRun | null = null;

  /**
   * @param onEnd called after each run that was not stopped by leaving the project
   * @param models run them
   */
  constructor(
    private readonly project: number,
    private readonly onEnd: (run: QueuedRun) => void,
    private readonly models: Pick<Annotators, 'annotate'> = annotators,
  ) {}

  /** The run at work. */
  get current(): QueuedRun | null {
    return this.runs.find(({ state }) => state === 'running') ?? null;
  }

  /** Whether there is an order to see: one run is no queue. */
  get several(): boolean {
    return this.runs.length > 1;
  }

  /** Runs that are still to be done, the one at work included. */
  get pending(): readonly QueuedRun[] {
    return this.runs.filter(({ state }) => state === 'waiting' || state === 'running');
  }

  /** What was there before a reload; whether it was going. */
  async recall(): Promise<boolean> {
    const kept = parseKept(REMEMBERED, sessionStorage.getItem(this.#key));
    if (!kept) return false;
    const { going, plans } = kept;
    this.runs = await Promise.all(
      plans.map(async (plan) => {
        // The page may have been renewed since. A model that was deleted meanwhile says so when its turn comes.
        const model = (await addedModels.find(availableModelKey(plan.model))) ?? plan.model;
        return new QueuedRun(this.project, { ...plan, model }, this.models);
      }),
    );
    return going;
  }

  /** Puts a run at the end. Where nothing is left to do, it takes the place of those that are over. */
  add(plan: RunPlan): void {
    const leftToDo = this.going || (this.several && this.pending.length > 0);
    this.takenOut = null;
    this.runs = [...(leftToDo ? this.runs : []), new QueuedRun(this.project, plan, this.models)];
    this.#remember();
  }

  /** Does what waits, to the end; a run that fails does not keep the others from theirs. */
  async work(): Promise<void> {
    if (this.going) return;
    this.going = true;
    while (!this.stopping) {
      const next = this.runs.find(({ state }) => state === 'waiting');
      if (!next) break;
      this.#remember();
      this.#current = next;
      await next.work();
      this.#current = null;
      if (this.#left) return;
      this.onEnd(next);
    }
    this.going = false;
    this.stopping = false;
    this.#remember();
  }

  /** Stops the run at work and lets the others wait. */
  stop(): void {
    if (this.going) this.stopping = true;
    // At once, so that a page that is loaded again before it has stopped does not start it again.
    this.#remember();
    this.#current?.stop();
  }

  /** Stops, and does nothing more, also after a reload. */
  forget(): void {
    this.stop();
    this.runs = [];
    this.#remember();
  }

  /** Does again what failed, after what waits. */
  async retry(run: QueuedRun): Promise<void> {
    run.state = 'waiting';
    run.trouble = null;
    this.runs = [...this.runs.filter((each) => each !== run), run];
    this.#remember();
    await this.work();
  }

  /** Takes a run out; one at work stops after its batch, and what it has finished is kept. */
  remove(run: QueuedRun): void {
    this.runs = this.runs.filter((each) => each !== run);
    if (run === this.#current) run.stop();
    this.takenOut = run;
    this.#remember();
  }

  /** Whether a run can change places with the waiting one before it (-1) or after it (1). */
  canMove(run: QueuedRun, by: -1 | 1): boolean {
    return run.state === 'waiting' && this.#neighbour(run, by) !== undefined;
  }

  move(run: QueuedRun, by: -1 | 1): void {
    const other = this.#neighbour(run, by);
    if (!other) return;
    this.runs = this.runs.map((each) => (each === run ? other : each === other ? run : each));
    this.#remember();
  }

  /** Stops for a project that is closed; it goes on when the project is opened again in this tab. */
  leave(): void {
    this.#left = true;
    this.#current?.stop();
  }

  #neighbour(run: QueuedRun, by: -1 | 1): QueuedRun | undefined {
    const waiting = this.runs.filter(({ state }) => state === 'waiting');
    return waiting[waiting.indexOf(run) + by];
  }

  #remember(): void {
    const plans = this.runs.filter(({ state }) => state !== 'finished').map(({ plan }) => plan);
    // A single run that was stopped is forgotten: it is chosen again as easily.
    const going = this.going && !this.stopping;
    if (plans.length > 1 || (going && plans.length > 0)) {
      const remembered: InferOutput<typeof REMEMBERED> = { going, plans };
      sessionStorage.setItem(this.#key, JSON.stringify(remembered));
    } else sessionStorage.removeItem(this.#key);
  }

  get #key(): string {
    return `dissensus:running:${this.project}`;
  }
}
