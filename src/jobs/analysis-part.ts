import type { ModelReport } from '../analysis/report.ts';
import type { Study } from '../analysis/question-kinds.ts';
import { perform, studiesOf, type AnalysisInputs, type Task, type TaskResult } from '../analysis/tasks.ts';

/** Does tasks of one analysis for the worker at the other end of a port. */
export class AnalysisPart {
  #inputs: AnalysisInputs | null = null;
  #studies: readonly Study[] = [];

  open(inputs: AnalysisInputs): void {
    this.#inputs = inputs;
    this.#studies = studiesOf(inputs);
  }

  perform(task: Task, row: ModelReport | null): Promise<TaskResult> {
    if (!this.#inputs) throw new Error('A part of the analysis was asked before it had its inputs.');
    return perform(task, this.#studies, this.#inputs, row);
  }
}
