import { proxy, transfer } from 'comlink';
import type { CalibrationMethod } from '../analysis/calibration/calibrator.ts';
import type { FittedCalibrator } from '../analysis/calibration/fitted-calibrator.ts';
import type { ItemColumns } from '../analysis/item-columns.ts';
import type { Report } from '../analysis/report.ts';
import type { AnnotationProgress } from '../annotators/annotate.ts';
import { availableModelKey, type AvailableModel } from '../annotators/available-model.ts';
import { EMBEDDED_MODELS } from '../annotators/embedded-models.ts';
import type { Asking } from '../annotators/language-model/ask.ts';
import type { Prompt } from '../annotators/language-model/prompt.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Store } from '../store/store.ts';
import { addedModels } from './added-models.svelte.ts';
import { annotateWith } from './annotate-with.ts';
import { AskingChoice } from './asking-choice.svelte.ts';
import { ModelPlace } from './model-place.svelte.ts';
import { analysis, analysisParts, annotator } from './running-workers.ts';

/** Projects of at most this many texts are annotated at once when they are opened: it takes about a second. */
const FEW_TEXTS = 200;

/** What goes wrong is shown where it happened, with the way on. */
export interface Trouble {
  readonly message: string;
  /** Does again what failed. */
  readonly retry: () => void;
}

/** An open project: its texts, the run of the model over them, and what the analysis made of it. */
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
  /** Progress of the run, or of the last one; `null` before the first. What failed is of all its questions together. */
  progress = $state.raw<AnnotationProgress | null>(null);
  /** Which question of how many a language model is at; `null` where one run answers all. */
  asked = $state.raw<{ readonly place: number; readonly of: number } | null>(null);
  /** Whether every text has the answers of the language model, asked as chosen; `null` for a classifier. */
  answered = $state.raw<boolean | null>(null);
  running = $state(false);
  report = $state.raw<Report | null>(null);
  analysing = $state(false);
  trouble = $state.raw<Trouble | null>(null);

  #closed = false;
  #cancelled = false;
  #opened: ReturnType<OpenProject['openAnalysis']> | null = null;

  constructor(
    readonly id: number,
    private readonly store: Store,
  ) {
    this.asking = new AskingChoice(id);
  }

  /** Loads the texts and goes on with a run that a reload cut off; a few texts are annotated without asking. */
  async open(): Promise<void> {
    await this.attempt(
      () => this.open(),
      async () => {
        this.dataset = await this.store.projects.load(this.id);
        const wasRunning = sessionStorage.getItem(this.runningKey);
        // An added model may have been deleted since.
        const interrupted = wasRunning ? await addedModels.find(wasRunning) : null;
        if (interrupted) await this.choose(interrupted);
        const few = this.dataset.texts.length <= FEW_TEXTS && !this.dataset.withoutText;
        if (interrupted || few) await this.annotate();
        else await this.analyse();
      },
    );
  }

  /** Leaves the project; a run stops after its batch and what is finished is kept. */
  close(): void {
    this.#closed = true;
    if (this.running) void annotator.get().remote.cancel();
    this.endAnalysis();
  }

  /** Annotates what has no output yet and analyses the result. */
  async annotate(): Promise<void> {
    if (this.running) return;
    await this.attempt(
      () => this.annotate(),
      async () => {
        this.running = true;
        this.#cancelled = false;
        this.progress = null;
        // Survives a reload of this tab and nothing else: a run goes on after a reload, not in a tab that was never asked.
        sessionStorage.setItem(this.runningKey, availableModelKey(this.model));
        const onProgress = (progress: AnnotationProgress) => {
          if (!this.#closed) this.progress = progress;
        };
        const jobs = await this.jobs();
        for (const [place, job] of jobs.entries()) {
          this.asked = jobs.length > 1 ? { place, of: jobs.length } : null;
          const before = this.progress;
          const end = await annotateWith(
            this.model,
            this.place.placement,
            { project: this.id, ...job },
            (progress) => onProgress(withFailures(progress, before)),
            (move) => this.place.moved(move),
          );
          // A wish to cancel that came between two questions found no run in the worker to stop.
          const cancelled = this.#cancelled && place < jobs.length - 1;
          onProgress(withFailures(cancelled ? { ...end, state: 'cancelled' } : end, before));
          if (this.#closed || cancelled || end.state === 'cancelled') break;
        }
      },
    );
    this.running = false;
    this.asked = null;
    if (this.#closed) return;
    sessionStorage.removeItem(this.runningKey);
    await this.findAnswered();
    if (!this.trouble) await this.analyse();
  }

  /** Chooses the model to annotate with; not while one is running. */
  async choose(model: AvailableModel): Promise<void> {
    this.model = model;
    this.chosen = true;
    await this.place.settle(model);
    await this.askOtherwise();
  }

  /** Finds what a language model is asked, and whether it has answered, after the model or the way of asking changed. */
  async askOtherwise(): Promise<void> {
    const { kind, prompts: form = 'story' } = this.model;
    this.progress = null;
    if (kind === 'language model')
      await this.asking.settle(form, this.dataset?.questions.map(({ question }) => question) ?? []);
    await this.findAnswered();
  }

  /** The runs that make up an annotation: a classifier answers all its questions at once, a language model one after another. */
  private async jobs(): Promise<{ prompt?: Prompt; asking?: Asking }[]> {
    if (this.model.kind === 'classifier') return [{}];
    await this.askOtherwise();
    const { prompts, asking } = this.asking;
    return prompts.map(({ prompt }) => ({ prompt, asking }));
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

  cancel(): void {
    this.#cancelled = true;
    void annotator.get().remote.cancel();
  }

  /** Computes the figures from what the store has; sections appear as they are ready. */
  async analyse(): Promise<void> {
    await this.attempt(
      () => this.analyse(),
      async () => {
        this.analysing = true;
        this.endAnalysis();
        this.#opened = this.openAnalysis();
        const onReport = proxy((report: Report) => {
          if (!this.#closed) this.report = report;
        });
        const opened = await this.#opened;
        const { died } = analysis.get();
        const parts = analysisParts.start(await opened.parts(navigator.hardwareConcurrency));
        const ports = parts.map(({ remote }) => {
          const { port1, port2 } = new MessageChannel();
          void remote.serve(transfer(port1, [port1]));
          return port2;
        });
        const report = opened.report(onReport, transfer(ports, ports));
        await Promise.race([report, died, ...parts.map((part) => part.died)]);
      },
    );
    analysisParts.end();
    this.analysing = false;
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

  private get runningKey(): string {
    return `dissensus:running:${this.id}`;
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

/** Progress with the answers that failed at the questions before. */
function withFailures(progress: AnnotationProgress, before: AnnotationProgress | null): AnnotationProgress {
  if (!before) return progress;
  const failed = before.failed + progress.failed;
  const renormalised = before.renormalised + progress.renormalised;
  return { ...progress, failed, renormalised };
}
