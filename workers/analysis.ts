import './report-requests.ts';
import { expose, proxy, transfer, wrap } from 'comlink';
import { analyse, analyseWith } from '../src/analysis/analyse.ts';
import type { Performer } from '../src/analysis/analyse.ts';
import { itemColumns, type ItemColumns } from '../src/analysis/item-columns.ts';
import type { ModelJudgments } from '../src/analysis/model-judgments.ts';
import { questionsAlone } from '../src/analysis/questions-alone.ts';
import type { Report } from '../src/analysis/report.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import { matches } from '../src/analysis/study.ts';
import type { AnalysisInputs } from '../src/analysis/tasks.ts';
import { threadsFor } from '../src/analysis/threads.ts';
import { fetchModelFiles } from '../src/annotators/model-files.ts';
import { seenItems } from '../src/annotators/seen-items.ts';
import { loadPredictions } from '../src/annotators/stored-predictions.ts';
import { annotatorKey } from '../src/judgments/annotator.ts';
import type { Dataset } from '../src/judgments/dataset.ts';
import { openStore } from '../src/store/store.ts';
import type { AnalysisPart } from './analysis-part.ts';
import { ReportSender } from './report-sender.ts';

/** One analysis of one project, as it stood in the store when it was asked for. */
class ProjectAnalysis {
  constructor(
    private readonly dataset: Dataset,
    readonly predictions: readonly ModelJudgments[],
  ) {}

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
    const inputs = { dataset: this.dataset, predictions: this.predictions, settings: DEFAULT_SETTINGS };
    await sender.finish(
      ports.length > 0
        ? await analyseWith(
            ports.map((port) => performerAt(port, inputs)),
            inputs,
            onProgress,
          )
        : await analyse(inputs.dataset, inputs.predictions, inputs.settings, onProgress),
    );
  }

  /** The table of texts for one question and one model; `null` if that model did not answer it. */
  columns(question: string, annotator: string): ItemColumns | null {
    const annotated = this.dataset.questions.find((asked) => asked.question.id === question) ?? null;
    const answers = annotated
      ? matches(annotated, this.predictions)
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
  /**
   * Reads a project and every stored model output for its texts.
   * @param baseUrl the page's `document.baseURI`: a worker started from a blob: module has no address of its own
   */
  async open(project: number, baseUrl: string): Promise<ProjectAnalysis & ReturnType<typeof proxy>> {
    const store = await openStore();
    try {
      const dataset = await store.projects.load(project);
      const predictions: ModelJudgments[] = [];
      const read = fetchModelFiles(baseUrl);
      for (const annotator of await store.outputs.annotators()) {
        const answers = await loadPredictions(dataset, annotator, store.outputs);
        for (const answer of answers.filter(({ answered }) => answered.includes(1))) {
          const seen = await seenItems(annotator, answer.question.id, dataset.ids, read);
          predictions.push({ ...answer, seen });
        }
      }
      predictions.push(...(await store.projects.predictions(project)));
      return proxy(new ProjectAnalysis(dataset, predictions));
    } finally {
      store.close();
    }
  },
};

export type AnalysisWorker = typeof api;

expose(api);
