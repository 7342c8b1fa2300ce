import './report-requests.ts';
import { expose } from 'comlink';
import type { ModelReport } from '../src/analysis/report.ts';
import type { QuestionStudy } from '../src/analysis/study.ts';
import { perform, studiesOf } from '../src/analysis/tasks.ts';
import type { AnalysisInputs, Task, TaskResult } from '../src/analysis/tasks.ts';

/** Does tasks of one analysis for the worker at the other end of a port. */
class AnalysisPart {
  #inputs: AnalysisInputs | null = null;
  #studies: readonly QuestionStudy[] = [];

  open(inputs: AnalysisInputs): void {
    this.#inputs = inputs;
    this.#studies = studiesOf(inputs);
  }

  perform(task: Task, row: ModelReport | null): TaskResult {
    if (!this.#inputs) throw new Error('A part of the analysis was asked before it had its inputs.');
    return perform(task, this.#studies, this.#inputs.dataset.texts, row);
  }
}

/** What the page asks of this worker. */
const api = {
  /** @param port to the worker that hands out the tasks */
  serve(port: MessagePort): void {
    expose(new AnalysisPart(), port);
  },
};

export type { AnalysisPart };
export type AnalysisPartWorker = typeof api;

expose(api);
