import { describe, expect, it, vi } from 'vitest';
import type { AnnotationProgress } from '../../../src/annotators/annotate.ts';
import type { PartApi } from '../../../src/pages/background/worker-parts.ts';
import { VectorsRun } from '../../../src/pages/runs/vectors-run.svelte.ts';
import type { AnnotatorWorker } from '../../../workers/annotator.ts';
import { FakeWorkers, pending } from '../background/fake-workers.ts';
import { progressOf } from './progress.ts';

type Embed = (choice: object, onProgress: (progress: AnnotationProgress) => unknown) => unknown;

function runThat(...ways: readonly Embed[]) {
  let made = 0;
  const fakes = new FakeWorkers<AnnotatorWorker>(() => ({ embed: ways[made++] }));
  const parts = new FakeWorkers<PartApi>(() => ({ serve: (port: MessagePort) => port.close() }));
  const onFinished = vi.fn();
  return { run: new VectorsRun(7, onFinished, fakes.start, parts.start), fakes, onFinished };
}

describe('making the vectors of a project’s texts', () => {
  it('tells how far it is, ends its worker, and says when all are there', async () => {
    const end = pending<AnnotationProgress>();
    const { run, fakes, onFinished } = runThat(async (_choice, onProgress) => {
      await onProgress(progressOf({ done: 3 }));
      return end.promise;
    });
    const over = run.work();
    expect(run.isRunning).toBe(true);
    await vi.waitFor(() => expect(run.progress?.done).toBe(3));
    // A second press starts nothing.
    await run.work();
    end.resolve(progressOf({ state: 'finished', done: 5 }));
    await over;
    expect(run).toMatchObject({ isRunning: false, trouble: null, progress: { done: 5 } });
    expect(onFinished).toHaveBeenCalledOnce();
    expect(fakes.started).toMatchObject([{ isEnded: true }]);
  });

  it('is stopped at once, is no failure then, and goes on when it is asked again', async () => {
    const { run, fakes, onFinished } = runThat(
      async (_choice, onProgress) => {
        await onProgress(progressOf({ done: 2 }));
        return new Promise(() => undefined);
      },
      () => progressOf({ state: 'finished', done: 5 }),
    );
    const over = run.work();
    await vi.waitFor(() => expect(run.progress?.done).toBe(2));
    run.stop();
    await over;
    expect(run).toMatchObject({ isRunning: false, trouble: null, progress: { done: 2 } });
    expect(onFinished).not.toHaveBeenCalled();
    await run.work();
    expect(run.progress?.done).toBe(5);
    expect(onFinished).toHaveBeenCalledOnce();
    expect(fakes.started).toHaveLength(2);
  });

  it('says why it failed, and what a worker that died leaves can be tried again', async () => {
    const { run, fakes, onFinished } = runThat(
      () => Promise.reject(new Error('The model file is missing.')),
      () => new Promise(() => undefined),
    );
    await run.work();
    expect(run).toMatchObject({ isRunning: false, trouble: 'The model file is missing.' });
    const over = run.work();
    expect(run.trouble).toBeNull();
    fakes.started[1].die('Out of memory.');
    await over;
    expect(run.trouble).toContain('Out of memory.');
    expect(run.isRunning).toBe(false);
    expect(onFinished).not.toHaveBeenCalled();
  });
});
