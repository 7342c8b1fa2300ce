import { describe, expect, it, vi } from 'vitest';
import type { MapProgress, TextMap } from '../../../src/map/text-map.ts';
import { MapRun } from '../../../src/pages/runs/map-run.svelte.ts';
import type { TextMapWorker } from '../../../workers/text-map.ts';
import { FakeWorkers, pending } from '../background/fake-workers.ts';
import { progressOf } from './progress.ts';

type Lay = (project: number, onProgress: (progress: MapProgress) => unknown) => unknown;

const MAP = { regions: [] } as unknown as TextMap;

function runThat(ways: readonly Lay[], vectorsEnd = progressOf({ state: 'finished' })) {
  let made = 0;
  const fakes = new FakeWorkers<TextMapWorker>(() => ({ lay: ways[made++] }));
  const vectors = {
    progress: null as ReturnType<typeof progressOf> | null,
    trouble: null,
    work: vi.fn(() => {
      vectors.progress = vectorsEnd;
      return Promise.resolve();
    }),
    stop: vi.fn(),
  };
  const onFinished = vi.fn();
  return { run: new MapRun(7, vectors, onFinished, fakes.start), fakes, vectors, onFinished };
}

describe('laying out a map', () => {
  it('needs no model where the vectors are there, and tells how far it is', async () => {
    const end = pending<TextMap>();
    const progress: MapProgress = { step: 'layout', share: 0.5, secondsLeft: 3 };
    const { run, fakes, vectors, onFinished } = runThat([
      async (_project, onProgress) => {
        await onProgress(progress);
        return end.promise;
      },
    ]);
    const over = run.work();
    expect(run.isRunning).toBe(true);
    await vi.waitFor(() => expect(run.progress).toEqual(progress));
    await run.work();
    end.resolve(MAP);
    await over;
    expect(onFinished).toHaveBeenCalledExactlyOnceWith(MAP);
    expect(vectors.work).not.toHaveBeenCalled();
    expect(run).toMatchObject({ isRunning: false, progress: null, trouble: null });
    expect(fakes.started).toMatchObject([{ isEnded: true }]);
  });

  it('has the missing vectors made first', async () => {
    const { run, vectors, onFinished } = runThat([() => ({ missing: 3 }), () => MAP]);
    await run.work();
    expect(vectors.work).toHaveBeenCalledOnce();
    expect(onFinished).toHaveBeenCalledOnce();
  });

  it('rests where the vectors were stopped or failed', async () => {
    const { run, fakes, onFinished } = runThat([() => ({ missing: 3 })], progressOf({ state: 'cancelled' }));
    await run.work();
    expect(onFinished).not.toHaveBeenCalled();
    expect(run).toMatchObject({ isRunning: false, trouble: null });
    expect(fakes.started).toHaveLength(1);
  });

  it('is stopped at once, is no failure then, and can be begun again', async () => {
    const { run, onFinished } = runThat([() => new Promise(() => undefined), () => MAP]);
    const over = run.work();
    run.stop();
    await over;
    expect(run).toMatchObject({ isRunning: false, trouble: null });
    expect(onFinished).not.toHaveBeenCalled();
    await run.work();
    expect(onFinished).toHaveBeenCalledOnce();
  });

  it('says why it failed', async () => {
    const { run } = runThat([() => Promise.reject(new Error('There are 3 different texts.'))]);
    await run.work();
    expect(run).toMatchObject({ isRunning: false, trouble: 'There are 3 different texts.' });
  });
});
