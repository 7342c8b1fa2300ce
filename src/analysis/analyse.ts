import type { Dataset } from '../judgments/dataset.ts';
import { GrowingReport } from './growing-report.ts';
import type { ModelJudgments } from './model-judgments.ts';
import type { ModelReport, Report } from './report.ts';
import type { AnalysisSettings } from './settings.ts';
import { needs, perform, planOf, studiesOf } from './tasks.ts';
import type { AnalysisInputs, Task, TaskResult } from './tasks.ts';

/**
 * Called whenever more of the report is done: first gap, labels and categories, model by model, then what takes longer. What it is
 * given puts together the report as far as it is done, which takes a while itself when there are many models.
 */
export type OnProgress = (soFar: () => Report, steps: Steps) => void;

/** How many of an analysis's tasks are done. */
export interface Steps {
  readonly done: number;
  readonly total: number;
}

/** Whoever does tasks, one at a time: a thread that has the same inputs. */
export type Performer = (task: Task, row: ModelReport | null) => TaskResult | Promise<TaskResult>;

/**
 * Compares what people said with what models said, question by question.
 * Predictions are matched to the people's questions by what is asked (kind, scale, labels); those that match none are reported
 * by themselves, as are models on texts nobody has judged.
 * @param predictions rows in the order of the data set's items
 */
export async function analyse(
  dataset: Dataset,
  predictions: readonly ModelJudgments[],
  settings: AnalysisSettings,
  onProgress?: OnProgress,
): Promise<Report> {
  return analyseHere({ dataset, predictions, settings }, onProgress);
}

/** {@link analyse} of inputs that may be a slice. */
export async function analyseHere(inputs: AnalysisInputs, onProgress?: OnProgress): Promise<Report> {
  return analyseWith([performerHere(inputs)], inputs, onProgress);
}

/** Does tasks in this thread. */
export function performerHere(inputs: AnalysisInputs): Performer {
  const studies = studiesOf(inputs);
  return (task, row) => perform(task, studies, inputs, row);
}

/**
 * {@link analyse} by several performers, each of whom takes the next task as soon as it is free. The report is the same whatever
 * their number.
 * @param performers at least one, with the same inputs; if one fails, so does the analysis
 */
export async function analyseWith(
  performers: readonly Performer[],
  inputs: AnalysisInputs,
  onProgress?: OnProgress,
): Promise<Report> {
  const studies = studiesOf(inputs);
  const plan = planOf(studies);
  const growing = new GrowingReport(inputs, studies, plan);
  const waiting = [...plan.keys()];
  const done = new Set<number>();
  const isReady = (place: number) =>
    plan.every((task, other) => done.has(other) || !needs(plan[place], task));
  let news = signal();
  await Promise.all(
    performers.map(async (performer) => {
      while (waiting.length > 0) {
        const at = waiting.findIndex(isReady);
        if (at < 0) {
          await news.promise;
          continue;
        }
        const [place] = waiting.splice(at, 1);
        const task = plan[place];
        const row = task.section === 'calibration' ? growing.model(task.question, task.model) : null;
        growing.add(place, await performer(task, row));
        done.add(place);
        news.resolve();
        news = signal();
        onProgress?.(() => growing.report(), { done: done.size, total: plan.length });
      }
    }),
  );
  return growing.report();
}

function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}
