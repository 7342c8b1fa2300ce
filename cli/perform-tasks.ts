import { parentPort, workerData } from 'node:worker_threads';
import type { ModelReport } from '../src/analysis/report.ts';
import { perform, studiesOf } from '../src/analysis/tasks.ts';
import type { AnalysisInputs, Task } from '../src/analysis/tasks.ts';
import type { ThreadAnswer } from './analysis-threads.ts';

const inputs = workerData as AnalysisInputs;
const studies = studiesOf(inputs);

parentPort!.on('message', ({ task, row }: { task: Task; row: ModelReport | null }) => {
  void answerTo(task, row).then((answer) => parentPort!.postMessage(answer));
});

async function answerTo(task: Task, row: ModelReport | null): Promise<ThreadAnswer> {
  try {
    return { result: await perform(task, studies, inputs, row) };
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
