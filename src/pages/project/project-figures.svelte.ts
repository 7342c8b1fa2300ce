import { proxy, transfer } from 'comlink';
import type { CalibrationMethod } from '../../analysis/calibration/calibrator.ts';
import type { FittedCalibrator } from '../../analysis/calibration/fitted-calibrator.ts';
import type { TextAnswer, TextNumbers } from '../../jobs/text-answers.ts';
import type { TextColumns } from '../../jobs/text-columns.ts';
import type { NumberColumns } from '../../analysis/numbers/number-columns.ts';
import type { Steps } from '../../analysis/analyse.ts';
import type { Report, SlicesReport } from '../../analysis/report.ts';
import { isSameSlice, type Slice } from '../../analysis/slice.ts';
import type { RegionGap } from '../../map/region-gaps.ts';
import type { TextMap } from '../../map/text-map.ts';
import type { LabelMapping } from '../../jobs/mapped-labels.ts';
import type { AnalysisWorker } from '../../../workers/analysis.ts';
import { Background } from '../background/background.ts';
import { latest } from '../background/latest.ts';
import type { RunningWorker } from '../background/running-worker.ts';
import { startParts, type PartApi, type WorkerParts } from '../background/worker-parts.ts';
import { startAnalysis, startAnalysisPart } from '../background/workers.ts';

/** Before so many seconds and steps nothing is said of the rest. */
const FEWEST_SECONDS = 1;
const FEWEST_STEPS = 5;

/** How long the rest of the steps takes if it goes on as it did. */
export function leftAfter(seconds: number, { done, total }: Steps): number | null {
  return done < FEWEST_STEPS || seconds < FEWEST_SECONDS ? null : (seconds / done) * (total - done);
}

/** What the analysis computes of a project, from what the store has of it. */
export class ProjectFigures {
  /** Grows while {@link isComputing}; the one before stays until another has begun. */
  report = $state.raw<Report | null>(null);
  /** What the report is over; `null`: everything. It changes with the report. */
  slice = $state.raw<Slice | null>(null);
  #compared = $state.raw<{ of: Slice | null; slices: SlicesReport } | null>(null);
  isComputing = $state(false);
  /** How far it is; `null` until it has begun and when it is over. */
  steps = $state.raw<Steps | null>(null);
  /** About how long it still takes, by the steps so far; `null` while too few are done. */
  secondsLeft = $state<number | null>(null);
  #began = 0;
  /** Whether a person stopped it before its end. */
  isStopped = $state(false);
  /** How many analyses were begun: what is asked of one is to be asked again of the next. */
  analyses = $state(0);
  #session: ReturnType<ProjectFigures['begin']> | null = null;
  /** What the session is over. */
  #asked: Slice | null = null;
  readonly #comparison = latest();

  constructor(
    private readonly project: number,
    private readonly start: () => RunningWorker<AnalysisWorker> = startAnalysis,
    private readonly startPart: () => RunningWorker<PartApi> = startAnalysisPart,
  ) {}

  /** The report's slice beside another; `null` where none was asked for, or until it has come. */
  get slices(): SlicesReport | null {
    return this.#compared && isSameSlice(this.#compared.of, this.slice) ? this.#compared.slices : null;
  }

  /** Whether models may be missing from the report: they come into it one by one, and it may have been stopped. */
  get isPartial(): boolean {
    return this.isComputing || this.isStopped;
  }

  /** Whether the latest analysis is over this slice; not before the first. */
  isOf(slice: Slice | null): boolean {
    return this.analyses > 0 && isSameSlice(this.#asked, slice);
  }

  /**
   * Computes the figures; sections appear as they are ready. An analysis that is under way is given up.
   * @param slice what they are over; `null`: everything
   * @throws what the storage or the analysis throws, unless another analysis was begun meanwhile or {@link end} was called
   */
  async analyse(slice: Slice | null = null): Promise<void> {
    this.end();
    this.#asked = slice;
    const session = this.begin();
    this.#session = session;
    this.analyses++;
    this.isComputing = true;
    this.isStopped = false;
    const isLatest = () => this.#session === session;
    const { worker, opened } = session;
    let parts: WorkerParts | null = null;
    try {
      const analysis = await opened;
      const kept = await worker.call(() => analysis.kept());
      if (kept) {
        if (isLatest()) this.#show(kept);
        return;
      }
      const count = await worker.call(() => analysis.parts(navigator.hardwareConcurrency));
      // Without its part the analysis would wait for ever.
      parts = startParts(this.startPart, count, document.baseURI, (error) => worker.end(error));
      const { ports } = parts;
      const onReport = proxy((report: Report, steps: Steps | null) => {
        if (!isLatest()) return;
        this.#show(report);
        this.steps = steps;
        this.secondsLeft = steps && leftAfter((performance.now() - this.#began) / 1000, steps);
      });
      this.#began = performance.now();
      await worker.call(() => analysis.report(onReport, transfer(ports, ports)));
    } catch (error) {
      // One that was given up has nothing more to say.
      if (isLatest()) throw error;
    } finally {
      parts?.end();
      if (isLatest()) {
        this.isComputing = false;
        this.steps = null;
        this.secondsLeft = null;
      }
    }
  }

  /** Computes no more: the figures that are there stay, but those of another slice; texts and calibrators can be had. */
  stop(): void {
    if (!this.isComputing) return;
    if (!isSameSlice(this.slice, this.#asked)) this.report = null;
    this.end();
    this.#session = this.begin();
    this.isStopped = true;
    // Tables of texts that were asked for were given up with it.
    this.analyses++;
  }

  /** Gives up the analysis, with the project that it holds in memory. */
  end(): void {
    const session = this.#session;
    this.#session = null;
    this.isComputing = false;
    this.steps = null;
    this.secondsLeft = null;
    session?.worker.end();
  }

  /**
   * The table of texts for one question and one model; `null` if there is none, or no analysis yet.
   * @param right whether with what an exactly right model would have, as {@link TextColumns} says
   * @throws WorkerEndedError if another analysis was begun meanwhile
   */
  async columns(question: string, model: string, right: boolean): Promise<TextColumns | null> {
    if (!this.#session) return null;
    const { worker, opened } = this.#session;
    const analysis = await opened;
    return await worker.call(() => analysis.columns(question, model, right));
  }

  /**
   * What every model said of one text to a question with labels; none, or no analysis yet: none.
   * @param item place of the text among those that the report is over
   * @throws WorkerEndedError if another analysis was begun meanwhile
   */
  async textAnswers(question: string, item: number): Promise<TextAnswer[]> {
    if (!this.#session) return [];
    const { worker, opened } = this.#session;
    const analysis = await opened;
    return await worker.call<TextAnswer[]>(() => analysis.textAnswers(question, item));
  }

  /** The same of a continuous question. */
  async textNumbers(question: string, item: number): Promise<TextNumbers[]> {
    if (!this.#session) return [];
    const { worker, opened } = this.#session;
    const analysis = await opened;
    return await worker.call<TextNumbers[]>(() => analysis.textNumbers(question, item));
  }

  /** The table of texts of a continuous question, as {@link columns} has it. */
  async numberColumns(question: string, model: string): Promise<NumberColumns | null> {
    if (!this.#session) return null;
    const { worker, opened } = this.#session;
    const analysis = await opened;
    return await worker.call(() => analysis.numberColumns(question, model));
  }

  /**
   * Where a model is wrong on the map; `null` where there are no such figures, or no analysis yet.
   * @param region each text's region, in the order of the project
   * @param isWhole over all texts, whatever slice the figures are over
   */
  async regionGaps(
    question: string,
    model: string,
    { region, regions }: Pick<TextMap, 'region' | 'regions'>,
    isWhole: boolean,
  ): Promise<RegionGap[] | null> {
    if (!this.#session) return null;
    const { worker, opened } = this.#session;
    const analysis = await opened;
    return await worker.call<RegionGap[] | null>(() =>
      analysis.regionGaps(question, model, region, regions.length, isWhole),
    );
  }

  /** A calibrator fitted to what people said, to take along; or why there is none. */
  async calibrator(
    question: string,
    model: string,
    method: CalibrationMethod,
  ): Promise<FittedCalibrator | string> {
    if (!this.#session) return 'The figures are not there yet.';
    const { worker, opened } = this.#session;
    const analysis = await opened;
    return await worker.call<FittedCalibrator | string>(() => analysis.calibrator(question, model, method));
  }

  /**
   * Keeps the models' answers as a file of calibrators makes them, as those of further models, for the next analysis.
   * @returns how many there are
   */
  async applyCalibrators(file: File): Promise<number> {
    // In a worker of its own: the analysis may be given up meanwhile.
    const worker = new Background(this.start);
    return await worker.call((remote) => remote.applyCalibrators(this.project, document.baseURI, file));
  }

  /** Keeps a model's answers in people's labels, as those of a further model, for the next analysis. */
  async mapLabels(mapping: LabelMapping): Promise<void> {
    const worker = new Background(this.start);
    await worker.call((remote) => remote.mapLabels(this.project, document.baseURI, mapping));
  }

  /**
   * Puts the slice that the figures are over beside another.
   * @param other `null`: none
   * @throws what the analysis throws, unless something else was asked for meanwhile
   */
  async compare(other: Slice | null): Promise<void> {
    this.#compared = null;
    this.#comparison.forget();
    const session = this.#session;
    const of = this.#asked;
    if (!session || other === null) return;
    const { worker, opened } = session;
    try {
      await this.#comparison.do(
        async () => {
          const analysis = await opened;
          return await worker.call(() => analysis.compare(other));
        },
        (slices) => (this.#compared = { of, slices }),
      );
    } catch (error) {
      // It is asked for again of the analysis that took its place.
      if (this.#session === session) throw error;
    }
  }

  #show(report: Report): void {
    this.report = report;
    this.slice = this.#asked;
  }

  private begin() {
    const worker = this.start();
    const slice = this.#asked;
    const opened = worker.call((remote) => remote.open(this.project, document.baseURI, slice));
    // Who waits for it hears of it.
    opened.catch(() => undefined);
    return { worker, opened };
  }
}
