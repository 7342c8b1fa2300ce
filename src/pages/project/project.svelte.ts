import type { NamedLexicon } from '../../judgments/named-lexicon.ts';
import { untrack } from 'svelte';
import type { Report } from '../../analysis/report.ts';
import type { GuidelineThresholds } from '../../analysis/settings.ts';
import { sliced } from '../../analysis/slice.ts';
import { reportWith } from '../../analysis/thresholds.ts';
import { offeredFirst } from '../../annotators/embedded-models.ts';
import type { Dataset, RaterRule } from '../../judgments/dataset.ts';
import type { LabelMapping } from '../../jobs/mapped-labels.ts';
import { TAB, type ProjectNews } from '../../store/project-news.ts';
import type { Store } from '../../store/store.ts';
import type { QueuedRun } from '../runs/queued-run.svelte.ts';
import { RunQueue } from '../runs/run-queue.svelte.ts';
import { VectorsRun } from '../runs/vectors-run.svelte.ts';
import { messageOf } from '../ui/message-of.ts';
import { AnnotatingChoice } from './annotating-choice.svelte.ts';
import { ProjectFigures } from './project-figures.svelte.ts';
import { ProjectMap } from './project-map.svelte.ts';
import { ProjectSlices } from './project-slices.svelte.ts';
import { ProjectThresholds } from './project-thresholds.svelte.ts';
import { TextLanguages } from './text-languages.svelte.ts';

/** Far more than the seconds in which a deletion can be undone. */
const DELETED_WITHIN_MS = 20_000;

/** What goes wrong is shown where it happened, with the way on. */
export interface Trouble {
  readonly message: string;
  /** Does again what failed. */
  readonly retry: () => void;
}

/** What a project works with; a test gives its own. */
export interface ProjectMeans {
  readonly choice?: AnnotatingChoice;
  readonly figures?: ProjectFigures;
  readonly languages?: TextLanguages;
  /** @param onEnd as for {@link RunQueue} */
  readonly queue?: (onEnd: (run: QueuedRun) => void) => RunQueue;
  /** Called when answers of further models were added. */
  readonly onadded?: () => void;
}

/** An open project: its texts, what is chosen to annotate them with, the runs over them, and their figures. */
export class OpenProject {
  dataset = $state.raw<Dataset | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  /** Why texts could not be annotated, where no run was begun: a run has its own. */
  runTrouble = $state.raw<Trouble | null>(null);
  /** What another tab has done with it, where it is no longer kept or soon will not be. */
  deletedElsewhere = $state<'deleting' | 'deleted' | null>(null);
  /** Whether another tab has made another project of it: it is to be opened again before anything is computed of it. */
  changedElsewhere = $state(false);
  /** How often it had been changed when it was opened; `null` until then. */
  #changes: number | null = null;
  /** The same as other tabs say. */
  #changesElsewhere = 0;
  /** `modelKey` of each model that a person took out. */
  leftOut = $state.raw<readonly string[]>([]);
  /** How many models' answers a file of calibrators made last; the view that asked goes while the figures are computed again. */
  calibrated = $state<number | null>(null);
  readonly choice: AnnotatingChoice;
  readonly queue: RunQueue;
  /** The vectors of its texts, for the map and the paper's embedding score. */
  readonly vectors: VectorsRun;
  readonly textMap: ProjectMap;
  readonly figures: ProjectFigures;
  readonly languages: TextLanguages;
  readonly thresholds: ProjectThresholds;
  /** The data set, with the regions of its map among what it can be sliced by. */
  readonly attributed: Dataset | null = $derived.by(
    () => this.dataset && this.textMap.attributed(this.dataset),
  );
  readonly slices = new ProjectSlices(() => this.attributed);
  /** The figures as far as they are computed, with verdicts at the project's own lines. */
  readonly report: Report | null = $derived.by(() => {
    const { report, slices } = this.figures;
    return report && { ...reportWith(report, this.thresholds.now), ...(slices && { slices }) };
  });
  /** The texts and answers that the report is over, which may be a slice. */
  readonly part: Dataset | null = $derived.by(() => {
    const { slice } = this.figures;
    return this.attributed && slice ? sliced(this.attributed, [], slice).dataset : this.dataset;
  });
  #isClosed = false;
  readonly #onadded: () => void;

  constructor(
    readonly id: number,
    private readonly store: Pick<Store, 'projects' | 'parts' | 'outputs' | 'maps'>,
    means: ProjectMeans = {},
  ) {
    this.#onadded = means.onadded ?? (() => undefined);
    this.choice = means.choice ?? new AnnotatingChoice(id, store.outputs);
    this.figures = means.figures ?? new ProjectFigures(id);
    this.languages = means.languages ?? new TextLanguages();
    this.thresholds = new ProjectThresholds(id, store.projects);
    const onEnd = (run: QueuedRun) => {
      this.#ended(run).catch((error: unknown) => this.#fail(error, () => void this.analyse()));
    };
    this.queue = means.queue?.(onEnd) ?? new RunQueue(id, onEnd);
    this.vectors = new VectorsRun(id, () => void this.analyse());
    this.textMap = new ProjectMap(id, store.maps, this.vectors);
  }

  /**
   * Loads the texts and goes on with runs that a reload cut off.
   * @param asked whether a person has just asked for the texts to be annotated; no model is loaded unasked
   */
  async open(asked = false): Promise<void> {
    await this.#attempt(
      async () => {
        // First: a change that is made between the two is then one more.
        this.#changes = await this.store.parts.changes(this.id);
        const dataset = await this.store.projects.load(this.id);
        this.#lookForChanges();
        const leftOut = await this.store.projects.leftOut(this.id);
        // Before the address is read, which may name a region of it.
        await this.textMap.recall();
        if (this.#isClosed) return;
        this.dataset = dataset;
        this.leftOut = leftOut;
        await this.thresholds.recall();
        this.choice.offerFor(dataset);
        const wasInterrupted = await this.queue.recall();
        const [first] = this.queue.runs;
        if (first) await this.choice.choose(first.plan.model);
        if (this.#isClosed) return;
        if (wasInterrupted) void this.work();
        void this.languages.look(dataset, offeredFirst(false).language);
        if (asked && !first) await this.annotate();
        // Meanwhile there is something to see of what other runs have finished.
        else await this.analyse();
      },
      () => void this.open(asked),
    );
  }

  /** Follows what another tab does with the project. */
  hear(news: ProjectNews): void {
    if (news.project !== this.id) return;
    if (news.what === 'renamed') {
      if (this.dataset) this.dataset = { ...this.dataset, name: news.name };
    } else if (news.what === 'changed') {
      if (news.tab === TAB) return;
      this.#changesElsewhere = Math.max(this.#changesElsewhere, news.changes);
      this.#lookForChanges();
    } else if (news.what === 'settings changed') {
      if (news.tab !== TAB && this.dataset) void this.#takeSettings(news.of);
    } else if (news.what === 'deleting') {
      this.deletedElsewhere = 'deleting';
      // The other tab may end before it has done so.
      setTimeout(() => {
        if (this.deletedElsewhere === 'deleting') this.deletedElsewhere = null;
      }, DELETED_WITHIN_MS);
    } else if (news.what === 'brought back') this.deletedElsewhere = null;
    else if (news.what === 'deleted') {
      this.deletedElsewhere = 'deleted';
      // What they find belongs to nothing any more.
      this.queue.forget();
      this.textMap.end();
      this.vectors.stop();
      this.figures.end();
    }
  }

  /** Leaves the project; a run stops after its batch and what is finished is kept. */
  close(): void {
    this.#isClosed = true;
    this.queue.leave();
    this.textMap.end();
    this.vectors.stop();
    this.languages.end();
    this.figures.end();
  }

  /** Whether a model is at work. */
  get running(): boolean {
    return this.queue.going;
  }

  /** The run of the model as chosen, at work, waiting or over; `null` if there was none. */
  get run(): QueuedRun | null {
    const { key } = this.choice;
    return this.queue.runs.find((run) => run.key === key) ?? null;
  }

  /** Annotates what has no output yet with the model as chosen, after what is in the queue, and analyses the result. */
  async annotate(): Promise<void> {
    if (await this.#add(() => void this.annotate())) await this.queue.work();
  }

  /** Adds a run of the model as chosen to those that wait. */
  async enqueue(): Promise<void> {
    await this.#add(() => void this.enqueue());
  }

  /** Does what is in the queue. */
  async work(): Promise<void> {
    this.runTrouble = null;
    await this.queue.work();
  }

  /** Does a failed run again. */
  async retry(run: QueuedRun): Promise<void> {
    this.runTrouble = null;
    await this.queue.retry(run);
  }

  /** Computes the figures from what the store has. */
  async analyse(): Promise<void> {
    // Of a project that has become another one they would stand beside texts that they are not of.
    if (this.#isClosed || this.deletedElsewhere === 'deleted' || this.changedElsewhere) return;
    await this.#attempt(
      () => this.figures.analyse(this.slices.chosen),
      () => void this.analyse(),
    );
  }

  /** Finds what another tab has added to the answers, and computes the figures from it. */
  async lookAgain(): Promise<void> {
    await this.#attempt(
      async () => {
        await this.choice.findAnswered();
        this.leftOut = await this.store.projects.leftOut(this.id);
      },
      () => void this.lookAgain(),
    );
    await this.analyse();
  }

  /** Computes the figures over another slice once the address names one, and puts it beside a second; an effect calls it. */
  followSlices(): void {
    const { chosen, other } = this.slices;
    const { analyses } = this.figures;
    untrack(() => {
      if (analyses > 0 && !this.figures.isOf(chosen)) void this.analyse();
      else
        this.figures.compare(other).catch((error: unknown) => this.#fail(error, () => void this.analyse()));
    });
  }

  /** Draws the lines of the verdicts elsewhere, here and in the project. */
  async moveThresholds(thresholds: GuidelineThresholds): Promise<void> {
    await this.#attempt(
      () => this.thresholds.move(thresholds),
      () => void this.moveThresholds(thresholds),
    );
  }

  /** Keeps words of labels with the project, `null` for ours, and computes the figures by them. */
  async useLexicon(lexicon: NamedLexicon | null): Promise<void> {
    await this.store.projects.keepLexicon(this.id, lexicon);
    await this.analyse();
  }

  /** Keeps by what rule more raters were asked about a question, `null` for none, and computes the figures anew. */
  async stateRaterRule(question: string, rule: RaterRule | null): Promise<void> {
    await this.#attempt(
      async () => {
        await this.store.projects.keepRaterRule(this.id, question, rule);
        this.dataset = await this.store.projects.load(this.id);
        await this.analyse();
      },
      () => void this.stateRaterRule(question, rule),
    );
  }

  /** Calibrates the models' answers by a file of calibrators and compares them as further models; {@link calibrated} says how many. */
  async applyCalibrators(file: File): Promise<void> {
    this.calibrated = null;
    this.calibrated = await this.figures.applyCalibrators(file);
    this.#onadded();
    void this.analyse();
  }

  /** Puts a model's answers into people's labels and compares them as a further model. */
  async mapLabels(mapping: LabelMapping): Promise<void> {
    await this.figures.mapLabels(mapping);
    this.#onadded();
    void this.analyse();
  }

  /** Adds a run of the model as chosen; whether it was. */
  async #add(retry: () => void): Promise<boolean> {
    this.runTrouble = null;
    try {
      await this.choice.settle();
      if (!this.#isClosed) this.queue.add(this.choice.plan);
      return true;
    } catch (error) {
      if (!this.#isClosed) this.runTrouble = { message: messageOf(error), retry };
      return false;
    }
  }

  #lookForChanges(): void {
    if (this.#changes !== null && this.#changesElsewhere > this.#changes) this.changedElsewhere = true;
  }

  /** Takes over what was said of the project in another tab. */
  async #takeSettings(of: 'verdicts' | 'figures'): Promise<void> {
    await this.#attempt(
      async () => {
        if (of === 'verdicts') return await this.thresholds.follow();
        const dataset = await this.store.projects.load(this.id);
        // Of a project that has become another one neither is taken: it is opened again.
        if (this.#isClosed || this.changedElsewhere) return;
        this.dataset = dataset;
        await this.analyse();
      },
      () => void this.#takeSettings(of),
    );
  }

  async #ended(run: QueuedRun): Promise<void> {
    if (this.deletedElsewhere === 'deleted') return;
    if (run.key === this.choice.key && run.move) this.choice.place.moved(run.move.placement);
    await this.choice.findAnswered();
    if (run.state !== 'failed') {
      // A model that was run is among the others again.
      this.leftOut = await this.store.projects.leftOut(this.id);
      await this.analyse();
      return;
    }
    // What people said does not wait for a model that answers.
    if (!this.figures.report && !this.#isClosed)
      this.figures.analyse().catch((error: unknown) => this.#fail(error, () => void this.analyse()));
  }

  async #attempt(work: () => Promise<void>, retry: () => void): Promise<void> {
    this.trouble = null;
    try {
      await work();
    } catch (error) {
      this.#fail(error, retry);
    }
  }

  #fail(error: unknown, retry: () => void): void {
    if (!this.#isClosed) this.trouble = { message: messageOf(error), retry };
  }
}
