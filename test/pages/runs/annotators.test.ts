import { describe, expect, it } from 'vitest';
import type { AnnotationProgress } from '../../../src/annotators/annotate.ts';
import { EMBEDDED_MODELS } from '../../../src/annotators/embedded-models.ts';
import type { AddedModel } from '../../../src/annotators/hub/added-model.ts';
import { WorkerDiedError, WorkerEndedError } from '../../../src/pages/background/worker-errors.ts';
import type { PartApi } from '../../../src/pages/background/worker-parts.ts';
import { Annotators, type Move } from '../../../src/pages/runs/annotators.ts';
import { QueuedRun } from '../../../src/pages/runs/queued-run.svelte.ts';
import type { AnnotatorWorker } from '../../../workers/annotator.ts';
import { FakeWorkers, pending } from '../background/fake-workers.ts';
import { progressOf } from './progress.ts';

const [EMBEDDED] = EMBEDDED_MODELS;
const ADDED: AddedModel = {
  model: 'somebody/classifier',
  revision: 'a'.repeat(40),
  dtype: 'q4',
  name: 'classifier',
  about: 'a classifier',
  kind: 'classifier',
  prompts: 'story',
  from: 'disk',
  files: [],
};
const CPU = { device: 'wasm', smallBatches: false } as const;
const GPU = { device: 'webgpu', smallBatches: false } as const;

type Annotate = (choice: object, onProgress: unknown, startParts: (count: number) => unknown) => unknown;

/** Workers whose runs go as the given functions say, one function for each worker started. */
function annotatorsThat(...runs: readonly Annotate[]) {
  const cancelled: number[] = [];
  let made = 0;
  const fakes = new FakeWorkers<AnnotatorWorker>(() => {
    const place = made++;
    return {
      annotate: runs[place],
      isLoaded: () => true,
      cancel: () => void cancelled.push(place),
    };
  });
  const parts = new FakeWorkers<PartApi>(() => ({ serve: (port: MessagePort) => port.close() }));
  return { fakes, parts, cancelled, annotators: new Annotators(fakes.start, parts.start) };
}

function events(signal = new AbortController().signal, onMove: (move: Move) => void = () => undefined) {
  return { signal, onProgress: () => undefined, onMove };
}

const forEver = () => new Promise<never>(() => undefined);

describe('a run', () => {
  it('keeps its worker for the next, which has the model in memory', async () => {
    const { annotators, fakes } = annotatorsThat(() => progressOf({ done: 3 }));
    for (const project of [1, 2])
      expect((await annotators.annotate(EMBEDDED, CPU, { project }, events())).done).toBe(3);
    expect(fakes.started).toMatchObject([{ isEnded: false }]);
  });

  it('leaves a worker for which a file of the page did not come: the next run takes a fresh one', async () => {
    const missing = Object.assign(new Error('A file of this page could not be fetched.'), {
      name: 'PageFileError',
    });
    const { annotators, fakes } = annotatorsThat(
      () => Promise.reject(missing),
      () => progressOf({ done: 3 }),
    );
    const run = () => annotators.annotate(EMBEDDED, CPU, { project: 1 }, events());
    await expect(run()).rejects.toThrow('could not be fetched');
    expect((await run()).done).toBe(3);
    expect(fakes.started).toMatchObject([{ isEnded: true }, { isEnded: false }]);
    const beside = annotators.beside(EMBEDDED, CPU)!;
    await expect(beside.call(() => Promise.reject(missing))).rejects.toBe(missing);
    expect(fakes.started.at(-1)!.isEnded).toBe(true);
  });

  it('hears no report that comes after its answer', async () => {
    let late: (progress: AnnotationProgress) => Promise<void>;
    const { annotators } = annotatorsThat((_choice, onProgress) => {
      late = onProgress as typeof late;
      return progressOf({ state: 'finished', done: 3 });
    });
    const heard: AnnotationProgress[] = [];
    await annotators.annotate(
      EMBEDDED,
      CPU,
      { project: 1 },
      { ...events(), onProgress: (progress) => heard.push(progress) },
    );
    await late!(progressOf({ state: 'annotating', done: 2 }));
    expect(heard).toEqual([]);
  });

  it('is told to stop, and stopping what is over starts no worker', async () => {
    const end = pending<AnnotationProgress>();
    const { annotators, fakes, cancelled } = annotatorsThat(() => end.promise);
    const run = new QueuedRun(1, { model: EMBEDDED, placement: CPU, asked: null }, annotators);
    run.stop();
    expect(fakes.started).toHaveLength(0);
    const work = run.work();
    run.stop();
    await expect.poll(() => cancelled).toEqual([0]);
    end.resolve(progressOf({ state: 'cancelled' }));
    await work;
    expect(run.state).toBe('waiting');
    run.stop();
    expect(fakes.started).toHaveLength(1);
  });

  it('stops within a second where its model never ends, and goes on in a fresh worker', async () => {
    const { annotators, fakes, parts } = annotatorsThat(
      async (_choice, onProgress, startParts) => {
        await startParts(2);
        await (onProgress as (progress: AnnotationProgress) => Promise<void>)(
          progressOf({ state: 'annotating', done: 2 }),
        );
        return await forEver();
      },
      () => progressOf({ fromStore: 2 }),
    );
    const run = new QueuedRun(1, { model: EMBEDDED, placement: CPU, asked: null }, annotators);
    const work = run.work();
    await expect.poll(() => run.progress?.done).toBe(2);
    const stopped = performance.now();
    run.stop();
    await work;
    expect(performance.now() - stopped).toBeLessThan(1000);
    expect([run.state, run.trouble, run.progress?.state]).toEqual(['waiting', null, 'cancelled']);
    expect(fakes.started[0].isEnded).toBe(true);
    expect(parts.started.every(({ isEnded }) => isEnded)).toBe(true);
    await run.work();
    expect([run.state, run.progress?.fromStore]).toEqual(['finished', 2]);
    expect(fakes.started).toHaveLength(2);
  });

  it('that does not stop takes none of the next with it', async () => {
    const { annotators, fakes } = annotatorsThat(forEver, () => progressOf({ done: 3 }));
    const left = new QueuedRun(1, { model: EMBEDDED, placement: CPU, asked: null }, annotators);
    const work = left.work();
    await expect.poll(() => fakes.started.length).toBe(1);
    left.stop();
    // Another project of the same model is opened at once.
    expect((await annotators.annotate(EMBEDDED, CPU, { project: 2 }, events())).done).toBe(3);
    await work;
    expect([left.state, left.trouble]).toEqual(['waiting', null]);
    expect(fakes.started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  });

  it('settles when another model takes its worker, and lets go of its parts', async () => {
    const { annotators, fakes, parts } = annotatorsThat(
      async (_choice, _onProgress, startParts) => {
        await startParts(3);
        return await forEver();
      },
      () => progressOf({}),
    );
    const left = new QueuedRun(1, { model: EMBEDDED, placement: CPU, asked: null }, annotators);
    const work = left.work();
    await expect.poll(() => parts.started.length).toBe(3);
    left.stop();
    await annotators.annotate(ADDED, CPU, { project: 2 }, events());
    await work;
    expect([left.state, left.trouble]).toEqual(['waiting', null]);
    expect(fakes.started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    expect(parts.started.every(({ isEnded }) => isEnded)).toBe(true);
    // Nobody holds the second model any more: another may be asked.
    expect(annotators.beside(EMBEDDED, CPU)).not.toBeNull();
  });

  it('fails, where it was not stopped, when another takes its worker', async () => {
    const { annotators } = annotatorsThat(forEver, () => progressOf({}));
    const first = annotators.annotate(EMBEDDED, CPU, { project: 1 }, events());
    const failed = expect(first).rejects.toThrow(WorkerEndedError);
    await annotators.annotate(ADDED, CPU, { project: 2 }, events());
    await failed;
  });

  it('does not wait for a part that died', async () => {
    const { annotators, fakes, parts } = annotatorsThat(async (_choice, _onProgress, startParts) => {
      await startParts(2);
      return await forEver();
    });
    const run = annotators.annotate(EMBEDDED, CPU, { project: 1 }, events());
    await expect.poll(() => parts.started.length).toBe(2);
    parts.started[1].die('The browser ended the worker for parts of the annotation.');
    await expect(run).rejects.toThrow(WorkerDiedError);
    expect(fakes.started[0].isEnded).toBe(true);
    expect(parts.started[0].isEnded).toBe(true);
  });

  it('goes on with fewer texts at once, and then on the processor, where memory runs out', async () => {
    const { annotators, fakes } = annotatorsThat(
      forEver,
      () => {
        throw new RangeError('failed to allocate memory');
      },
      () => progressOf({ done: 7 }),
    );
    const moves: Move[] = [];
    const run = annotators.annotate(
      ADDED,
      GPU,
      { project: 1 },
      events(undefined, (move) => moves.push(move)),
    );
    await expect.poll(() => fakes.started.length).toBe(1);
    fakes.started[0].die('Gone.');
    expect((await run).done).toBe(7);
    expect(moves).toEqual([
      { placement: { device: 'webgpu', smallBatches: true }, reason: 'Gone.' },
      { placement: { device: 'wasm', smallBatches: true }, reason: 'failed to allocate memory' },
    ]);
  });
});

describe('a question beside the runs', () => {
  it('is refused while another model is at work, and asked of the same', async () => {
    const end = pending<AnnotationProgress>();
    const { annotators, fakes } = annotatorsThat(() => end.promise);
    const run = annotators.annotate(EMBEDDED, CPU, { project: 1 }, events());
    expect(annotators.beside(ADDED, CPU)).toBeNull();
    const choice = { model: EMBEDDED.model };
    expect(await annotators.beside(EMBEDDED, CPU)!.call((remote) => remote.isLoaded(choice))).toBe(true);
    end.resolve(progressOf({}));
    await run;
    expect(annotators.beside(ADDED, CPU)).not.toBeNull();
    expect(fakes.started).toMatchObject([{ isEnded: true }]);
  });
});
