import { proxy, transfer } from 'comlink';
import type { CalibrationMethod } from '../../analysis/calibration/calibrator.ts';
import type { FittedCalibrator } from '../../analysis/calibration/fitted-calibrator.ts';
import type { ItemColumns } from '../../analysis/item-columns.ts';
import type { Report } from '../../analysis/report.ts';
import type { AvailableModel } from '../../annotators/available-model.ts';
import { EMBEDDED_MODELS } from '../../annotators/embedded-models.ts';
import type { Dataset } from '../../judgments/dataset.ts';
import type { Store } from '../../store/store.ts';
import { AskingChoice } from '../runs/asking-choice.svelte.ts';
import { ModelPlace } from '../runs/model-place.svelte.ts';
import { planKey, type QueuedRun, type RunPlan } from '../runs/queued-run.svelte.ts';
import { RunQueue } from '../runs/run-queue.svelte.ts';
import { analysis, analysisParts } from '../background/running-workers.ts';

/** Projects of at most this many texts are annotated at once when they are opened: it takes about a second. */
const FEW_TEXTS = 200;

/** What goes wrong is shown where it happened, with the way on. */
export interface Trouble {
  readonly message: string;
  /** Does again what failed. */
  readonly retry: () => void;
}

/** An open project: its texts, the runs of models over them, and what the analysis made of it. */
export class OpenProject {
  dataset = $state.raw<Dataset | null>(null);
  /** The model to annotate with. */
  model = $state.raw<AvailableModel>(EMBEDDED_MODELS[0]);
  /** Whether a person has chosen a model since the project was opened. */
  chosen = $state(false);
  /** What it runs on. */
  readonly place = new ModelPlace();
  /** How a language model is asked. */
  readonly asking: AskingChoice;
  /** The runs over the texts. */
  readonly queue: RunQueue;
  /** Whether every text has the answers of the language model, asked as chosen; `null` for a classifier. */
  answered = $state.raw<boolean | null>(null);
  report = $state.raw<Report | null>(null);
  analysing = $state(false);
  trouble = $state.raw<Trouble | null>(null);

  #closed = false;
  #opened: ReturnType<OpenProject['openAnalysis']> | null = null;

  constructor(
    readonly id: number,
    private readonly store: Store,
  ) {
    this.asking = new AskingChoice(id);
    this.queue = new RunQueue(id, (run) => void this.ended(run));
  }

  /** Loads the texts and goes on with runs that a reload cut off; a few texts are annotated without asking. */
  async open(): Promise<void> {
    await this.attempt(
      () => this.open(),
      async () => {
        this.dataset = await this.store.projects.load(this.id);
        const interrupted = await this.queue.recall();
        const [first] = this.queue.runs;
        if (first) await this.choose(first.plan.model);
        const few = this.dataset.texts.length <= FEW_TEXTS && !this.dataset.withoutText;
        if (interrupted) void this.work();
        // Meanwhile there is something to see of what other runs have finished.
        if (few && !first) await this.annotate();
        else await this.analyse();
      },
    );
  }

  /** Leaves the project; a run stops after its batch and what is finished is kept. */
  close(): void {
    this.#closed = true;
    this.queue.leave();
    this.endAnalysis();
  }

  /** Whether a model is at work. */
  get running(): boolean {
    return this.queue.going;
  }

  /** The run of the model as chosen, at work, waiting or over; `null` if there was none. */
  get run(): QueuedRun | null {
    const key = planKey(this.plan);
    return this.queue.runs.find((run) => run.key === key) ?? null;
  }

  /** Annotates what has no output yet with the model as chosen, after what is in the queue, and analyses the result. */
  async annotate(): Promise<void> {
    await this.attempt(
      () => this.annotate(),
      async () => {
        if (this.model.kind === 'language model') await this.settleAsking();
        this.queue.add(this.plan);
        await this.queue.work();
      },
    );
  }

  /** Adds a run of the model as chosen to those that wait. */
  enqueue(): void {
    this.queue.add(this.plan);
  }

  /** Does what is in the queue. */
  async work(): Promise<void> {
    this.trouble = null;
    await this.queue.work();
  }

  /** Chooses the model to annotate with. */
  async choose(model: AvailableModel): Promise<void> {
    this.model = model;
    this.chosen = true;
    await this.place.settle(model);
    await this.askOtherwise();
  }

  /** Finds what a language model is asked, and whether it has answered, after the model or the way of asking changed. */
  async askOtherwise(): Promise<void> {
    if (this.model.kind === 'language model') await this.settleAsking();
    await this.findAnswered();
  }

  private get plan(): RunPlan {
    const { model, asking } = this;
    const prompts = asking.prompts.map(({ prompt }) => prompt);
    const asked = model.kind === 'language model' ? { asking: asking.asking, prompts } : null;
    return { model, placement: this.place.placement, asked };
  }

  private async settleAsking(): Promise<void> {
    const { prompts: form = 'story' } = this.model;
    await this.asking.settle(form, this.dataset?.questions.map(({ question }) => question) ?? []);
  }

  private async findAnswered(): Promise<void> {
    const { model } = this;
    if (model.kind === 'classifier') {
      this.answered = null;
      return;
    }
    const runs = await Promise.all(
      this.asking.annotators(model).map((asked) => this.store.outputs.run(this.id, asked)),
    );
    if (this.model === model)
      this.answered = runs.every((run) => run !== undefined && run.done === run.total);
  }

  /** A lone run that failed is told of as anything else that goes wrong; one among several has its place in their list. */
  private async ended(run: QueuedRun): Promise<void> {
    if (run.key === planKey(this.plan) && run.move) this.place.moved(run.move.placement);
    await this.findAnswered();
    if (run.state !== 'failed') await this.analyse();
    else if (!this.queue.several) this.trouble = { message: run.trouble!, retry: () => void this.retry(run) };
  }

  /** Does a failed run again. */
  async retry(run: QueuedRun): Promise<void> {
    this.trouble = null;
    await this.queue.retry(run);
  }

  /** Computes the figures from what the store has; sections appear as they are ready. */
  async analyse(): Promise<void> {
    await this.attempt(
      () => this.analyse(),
      async () => {
        this.analysing = true;
        this.endAnalysis();
        const opening = this.openAnalysis();
        this.#opened = opening;
        // What comes after a later analysis has begun, or the project was left, is of no use.
        const isLatest = () => this.#opened === opening;
        try {
          const opened = await opening;
          const { died } = analysis.get();
          const kept = await Promise.race([opened.kept(), died]);
          if (!isLatest()) return;
          if (kept) {
            this.report = kept;
            return;
          }
          const onReport = proxy((report: Report) => {
            if (isLatest()) this.report = report;
          });
          const parts = analysisParts.start(await opened.parts(navigator.hardwareConcurrency));
          const report = opened.report(onReport, transfer(parts.ports, parts.ports));
          await Promise.race([report, died, parts.died]);
        } finally {
          if (isLatest()) {
            analysisParts.end();
            this.analysing = false;
          }
        }
      },
    );
  }

  /** The table of texts for one question and one model. */
  async columns(question: string, model: string): Promise<ItemColumns | null> {
    if (!this.#opened) return null;
    return await Promise.race([(await this.#opened).columns(question, model), analysis.get().died]);
  }

  /** A calibrator fitted to what people said, to take along; or why there is none. */
  async calibrator(
    question: string,
    model: string,
    method: CalibrationMethod,
  ): Promise<FittedCalibrator | string> {
    if (!this.#opened) return 'The figures are not there yet.';
    return await Promise.race([
      (await this.#opened).calibrator(question, model, method),
      analysis.get().died,
    ]);
  }

  /** Calibrates the models' answers by a file of calibrators and compares them as further models; how many there are. */
  async applyCalibrators(file: File): Promise<number> {
    const { remote, died } = analysis.get();
    const calibrated = await Promise.race([remote.applyCalibrators(this.id, document.baseURI, file), died]);
    void this.analyse();
    return calibrated;
  }

  private async openAnalysis() {
    const { remote, died } = analysis.get();
    return await Promise.race([remote.open(this.id, document.baseURI), died]);
  }

  private endAnalysis(): void {
    this.#opened = null;
    analysis.end();
    analysisParts.end();
  }

  private async attempt(retry: () => void, work: () => Promise<void>): Promise<void> {
    this.trouble = null;
    try {
      await work();
    } catch (error) {
      if (this.#closed) return;
      this.trouble = { message: error instanceof Error ? error.message : String(error), retry };
    }
  }
}
