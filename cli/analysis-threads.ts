import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { analyseHere, analyseWith } from '../src/analysis/analyse.ts';
import type { OnProgress, Performer } from '../src/analysis/analyse.ts';
import type { Report } from '../src/analysis/report.ts';
import type { AnalysisInputs, TaskResult } from '../src/analysis/tasks.ts';
import { threadsFor } from '../src/analysis/threads.ts';

/** What a thread answers to each task. */
export type ThreadAnswer = { readonly result: TaskResult } | { readonly failed: string };

/** {@link analyseHere} on as many threads as there are cores, where there is enough to do; the report is the same. */
export async function analyseOnThreads(
  inputs: AnalysisInputs,
  onProgress?: OnProgress,
  threads = threadsFor(inputs, availableParallelism()),
): Promise<Report> {
  if (threads < 2) return analyseHere(inputs, onProgress);
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('analysis-thread.mjs', import.meta.url), { workerData: inputs }),
  );
  try {
    return await analyseWith(workers.map(performerOn), inputs, onProgress);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function performerOn(worker: Worker): Performer {
  return (task, row) =>
    new Promise((resolve, reject) => {
      const settle = () => {
        worker.off('message', onAnswer);
        worker.off('error', onError);
        worker.off('exit', onExit);
      };
      const onAnswer = (answer: ThreadAnswer) => {
        settle();
        if ('result' in answer) resolve(answer.result);
        else reject(new Error(answer.failed));
      };
      const onError = (error: Error) => {
        settle();
        reject(error);
      };
      const onExit = () => {
        settle();
        reject(new Error('A thread of the analysis ended before its work was done.'));
      };
      worker.on('message', onAnswer);
      worker.on('error', onError);
      worker.on('exit', onExit);
      worker.postMessage({ task, row });
    });
}
