import './report-requests.ts';
import { expose, proxy, transfer, wrap } from 'comlink';
import { analyse, analyseWith } from '../src/analysis/analyse.ts';
import type { Performer } from '../src/analysis/analyse.ts';
import type { CalibrationMethod } from '../src/analysis/calibration/calibrator.ts';
import { fittedCalibrator } from '../src/analysis/calibration/fit-to-people.ts';
import type { FittedCalibrator } from '../src/analysis/calibration/fitted-calibrator.ts';
import { inputsSignature } from '../src/analysis/inputs-signature.ts';
import { itemColumns, type ItemColumns } from '../src/analysis/item-columns.ts';
import type { ModelJudgments } from '../src/analysis/model-judgments.ts';
import { questionsAlone } from '../src/analysis/questions-alone.ts';
import type { Report } from '../src/analysis/report.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import { matches, studyQuestion } from '../src/analysis/study.ts';
import type { AnalysisInputs } from '../src/analysis/tasks.ts';
import { threadsFor } from '../src/analysis/threads.ts';
import { fetchModelFiles } from '../src/annotators/model-files.ts';
import { storedJudgments } from '../src/annotators/stored-judgments.ts';
import { annotatorKey } from '../src/judgments/annotator.ts';
import type { Dataset } from '../src/judgments/dataset.ts';
import { fetchShippedReport } from '../src/readers/benchmarks/shipped-report.ts';
import { keepPredictions } from '../src/store/keep-predictions.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { calibratedAnswers } from './calibrated-answers.ts';
import type { AnalysisPart } from './analysis-part.ts';
import { ReportSender } from './report-sender.ts';

/** The version of the analysis, put in by the build. While the code is being changed no report is kept. */
declare const ANALYSIS_VERSION: string;

/** One analysis of one project, as it stood in the store when it was asked for. */
class ProjectAnalysis {
  readonly #signature: Promise<string>;

  constructor(
    private readonly project: number,
    private readonly dataset: Dataset,
    readonly predictions: readonly ModelJudgments[],
    private readonly baseUrl: string,
  ) {
    this.#signature = inputsSignature(this.#inputs, ANALYSIS_VERSION);
  }

  get #inputs(): AnalysisInputs {
    return { dataset: this.dataset, predictions: this.predictions, settings: DEFAULT_SETTINGS };
  }

  /** The whole report if it was computed before from the very same judgments, here or where the page was built. */
  async kept(): Promise<Report | null> {
    if (!import.meta.env.PROD) return null;
    const signature = await this.#signature;
    const report =
      (await withStore(({ reports }) => reports.get(this.project, signature))) ??
      (await fetchShippedReport(this.dataset.sources, signature, this.baseUrl));
    if (!report) return null;
    const { inputs, ...figures } = report as Report;
    return { ...figures, inputs: { ...inputs, dataset: this.dataset.name } };
  }

  /** How many workers for parts of the analysis the page should start. */
  parts(cores: number): number {
    return threadsFor(this, cores);
  }

  /**
   * @param onReport called with the report as far as it is done, the last time with all of it
   * @param ports to workers that do the tasks; without any they are done here, and nothing else until they are
   */
  async report(onReport: (report: Report) => void, ports: readonly MessagePort[]): Promise<void> {
    // The page's answer is awaited: a report that it has not taken is not followed by another.
    const sender = new ReportSender(async (report) => await onReport(report));
    const onProgress = (soFar: () => Report) => sender.offer(soFar);
    const inputs = this.#inputs;
    const report =
      ports.length > 0
        ? await analyseWith(
            ports.map((port) => performerAt(port, inputs)),
            inputs,
            onProgress,
          )
        : await analyse(inputs.dataset, inputs.predictions, inputs.settings, onProgress);
    await sender.finish(report);
    const signature = await this.#signature;
    // Where there is no room for it, it is computed again.
    await withStore(({ reports }) => reports.put(this.project, signature, report)).catch(() => undefined);
  }

  /**
   * A calibrator fitted to what people said of all texts that the model has not seen, as a file of it holds it.
   * @returns why there is none, where none can be fitted
   */
  calibrator(question: string, annotator: string, method: CalibrationMethod): FittedCalibrator | string {
    const annotated = this.dataset.questions.find((asked) => asked.question.id === question);
    if (!annotated) return 'Nobody was asked this question.';
    const answers = matches(this.dataset, annotated, this.predictions);
    const place = answers.findIndex((one) => annotatorKey(one.annotator) === annotator);
    if (place < 0) return 'The model did not answer this question.';
    const study = studyQuestion(this.dataset, annotated, answers, DEFAULT_SETTINGS);
    return fittedCalibrator(this.dataset, study, study.models[place], answers[place].annotator, method);
  }

  /** The table of texts for one question and one model; `null` if that model did not answer it. */
  columns(question: string, annotator: string): ItemColumns | null {
    const annotated = this.dataset.questions.find((asked) => asked.question.id === question) ?? null;
    const answers = annotated
      ? matches(this.dataset, annotated, this.predictions)
      : questionsAlone(this.dataset, this.predictions).find(({ id }) => id === question)?.answers;
    const answer = answers?.find((one) => annotatorKey(one.annotator) === annotator);
    if (!answer) return null;
    const columns = itemColumns(annotated, answer, DEFAULT_SETTINGS.minimumRaters);
    const buffers = new Set(
      Object.values(columns).flatMap((column) => (column === null ? [] : [column.buffer])),
    );
    // What belongs to the predictions is needed again.
    buffers.delete(answer.answered.buffer);
    if (answer.seen) buffers.delete(answer.seen.buffer);
    return transfer(columns, [...buffers]);
  }
}

/**
 * A project's texts and every stored model output for them.
 * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
 */
async function judgmentsOf(
  store: Store,
  project: number,
  baseUrl: string,
): Promise<{ dataset: Dataset; predictions: ModelJudgments[] }> {
  const dataset = await store.projects.load(project);
  const annotators = await store.outputs.annotators();
  const judgments = await storedJudgments(dataset, annotators, store.outputs, fetchModelFiles(baseUrl));
  return { dataset, predictions: [...judgments, ...(await store.projects.predictions(project))] };
}

async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore();
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

function performerAt(port: MessagePort, inputs: AnalysisInputs): Performer {
  const part = wrap<AnalysisPart>(port);
  const opened = part.open(inputs);
  return async (task, row) => {
    await opened;
    return await part.perform(task, row);
  };
}

/** What the page asks of this worker. */
const api = {
  /** Reads a project and every stored model output for its texts. */
  async open(project: number, baseUrl: string): Promise<ProjectAnalysis & ReturnType<typeof proxy>> {
    const { dataset, predictions } = await withStore((store) => judgmentsOf(store, project, baseUrl));
    return proxy(new ProjectAnalysis(project, dataset, predictions, baseUrl));
  },

  /**
   * Keeps the answers that a file of calibrators makes of a project's, as those of further models.
   * @returns how many answers were calibrated: one for each model and question
   * @throws CalibratorFileError if the file fits nothing here, or was fitted to these very texts
   */
  async applyCalibrators(project: number, baseUrl: string, file: File): Promise<number> {
    return await withStore(async (store) => {
      const { dataset, predictions } = await judgmentsOf(store, project, baseUrl);
      const calibrated = await calibratedAnswers(file, dataset, predictions);
      await keepPredictions(store.outputs, project, dataset, calibrated);
      return calibrated.length;
    });
  },
};

export type AnalysisWorker = typeof api;

expose(api);
