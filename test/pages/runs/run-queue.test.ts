import { beforeEach, describe, expect, it } from 'vitest';
import { EMBEDDED_MODELS } from '../../../src/annotators/embedded-models.ts';
import type { Annotators } from '../../../src/pages/runs/annotators.ts';
import type { QueuedRun, RunPlan } from '../../../src/pages/runs/queued-run.svelte.ts';
import { RunQueue } from '../../../src/pages/runs/run-queue.svelte.ts';
import { pending } from '../background/fake-workers.ts';
import { progressOf } from './progress.ts';

const [MODEL] = EMBEDDED_MODELS;

function plan(name: string): RunPlan {
  return {
    model: { ...MODEL, model: name, name },
    placement: { device: 'wasm', smallBatches: false },
    asked: null,
  };
}

/** Runs that end when the test says so. */
class Runs implements Pick<Annotators, 'annotate'> {
  readonly begun: { name: string; end: (error?: Error) => void; signal: AbortSignal }[] = [];

  readonly annotate: Annotators['annotate'] = (model, _placement, _job, { signal }) => {
    const { promise, resolve, reject } = pending<ReturnType<typeof progressOf>>();
    const end = (error?: Error) =>
      error ? reject(error) : resolve(progressOf({ state: signal.aborted ? 'cancelled' : 'finished' }));
    this.begun.push({ name: model.name, end, signal });
    return promise;
  };

  /** Ends the run that was begun last, as soon as it has. */
  async endNumber(place: number, error?: Error): Promise<void> {
    await expect.poll(() => this.begun.length).toBeGreaterThan(place);
    this.begun[place].end(error);
  }
}

function queueOf(...names: readonly string[]) {
  const runs = new Runs();
  const ended: QueuedRun[] = [];
  const queue = new RunQueue(7, (run) => ended.push(run), runs);
  for (const name of names) queue.add(plan(name));
  return { queue, runs, ended };
}

const names = (queue: RunQueue) => queue.runs.map(({ plan: { model } }) => model.name);
const states = (queue: RunQueue) => queue.runs.map(({ state }) => state);

/** What the tab remembers. */
const kept = () => JSON.parse(sessionStorage.getItem('dissensus:running:7') ?? 'null') as unknown;

beforeEach(() => sessionStorage.clear());

describe('a queue', () => {
  it('does its runs in their order; one that fails does not keep the others from theirs', async () => {
    const { queue, runs, ended } = queueOf('a');
    const work = queue.work();
    queue.add(plan('b'));
    await runs.endNumber(0, new Error('No.'));
    await runs.endNumber(1);
    await work;
    expect(states(queue)).toEqual(['failed', 'finished']);
    expect(ended.map(({ state }) => state)).toEqual(['failed', 'finished']);
    expect(queue.going).toBe(false);
  });

  it('does a failed run again, after the others', async () => {
    const { queue, runs } = queueOf('a');
    const work = queue.work();
    queue.add(plan('b'));
    await runs.endNumber(0, new Error('No.'));
    await runs.endNumber(1);
    await work;
    const again = queue.retry(queue.runs[0]);
    expect(names(queue)).toEqual(['b', 'a']);
    await runs.endNumber(2);
    await again;
    expect(states(queue)).toEqual(['finished', 'finished']);
  });

  it('stops after the batch at work, and goes on', async () => {
    const { queue, runs } = queueOf('a');
    const work = queue.work();
    queue.add(plan('b'));
    queue.stop();
    expect(queue.stopping).toBe(true);
    await runs.endNumber(0);
    await work;
    expect([queue.going, queue.stopping, ...states(queue)]).toEqual([false, false, 'waiting', 'waiting']);
    const again = queue.work();
    await runs.endNumber(1);
    await runs.endNumber(2);
    await again;
    expect(states(queue)).toEqual(['finished', 'finished']);
  });

  it('is left during a run: nobody is told of its end, and no other begins', async () => {
    const { queue, runs, ended } = queueOf('a');
    const work = queue.work();
    queue.add(plan('b'));
    queue.leave();
    expect(runs.begun[0].signal.aborted).toBe(true);
    await runs.endNumber(0);
    await work;
    expect(ended).toEqual([]);
    expect(runs.begun).toHaveLength(1);
  });

  it('does not begin again after a reload that came while it was stopping', () => {
    const { queue, runs } = queueOf('a');
    void queue.work();
    queue.add(plan('b'));
    expect(kept()).toMatchObject({ going: true });
    queue.stop();
    expect(runs.begun).toHaveLength(1);
    expect(kept()).toMatchObject({ going: false });
    const alone = queueOf('a').queue;
    void alone.work();
    alone.stop();
    expect(kept()).toBeNull();
  });

  it('goes on after a reload, in its order', async () => {
    const { queue, runs } = queueOf('a');
    void queue.work();
    queue.add(plan('b'));
    queue.move(queue.runs[1], -1);
    const again = new RunQueue(7, () => undefined, runs);
    expect(await again.recall()).toBe(true);
    expect(names(again)).toEqual(['a', 'b']);
    expect(states(again)).toEqual(['waiting', 'waiting']);
    expect(await new RunQueue(8, () => undefined, runs).recall()).toBe(false);
  });

  it('takes a run out, the one at work after its batch', async () => {
    const { queue, runs } = queueOf('a');
    const work = queue.work();
    queue.add(plan('b'));
    queue.remove(queue.runs[0]);
    expect(names(queue)).toEqual(['b']);
    expect(runs.begun[0].signal.aborted).toBe(true);
    await runs.endNumber(0);
    await runs.endNumber(1);
    await work;
    expect(runs.begun.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('tells of a run that was taken out whether it had answered texts, until another is added', async () => {
    const { queue, runs } = queueOf('a');
    const work = queue.work();
    queue.add(plan('b'));
    queue.remove(queue.runs[1]);
    expect(queue.takenOut?.hasAnswered).toBe(false);
    queue.remove(queue.runs[0]);
    expect(queue.takenOut?.hasAnswered).toBe(false);
    // Its batch at work ends after it was taken out.
    await runs.endNumber(0);
    await work;
    expect(queue.takenOut?.hasAnswered).toBe(true);
    queue.add(plan('c'));
    expect(queue.takenOut).toBeNull();
  });

  it('moves what waits past what waits', async () => {
    const { queue, runs } = queueOf('a');
    const work = queue.work();
    queue.add(plan('b'));
    queue.add(plan('c'));
    const [, b, c] = queue.runs;
    expect([queue.canMove(b, -1), queue.canMove(b, 1), queue.canMove(c, 1)]).toEqual([false, true, false]);
    queue.move(c, -1);
    expect(names(queue)).toEqual(['a', 'c', 'b']);
    for (const place of [0, 1, 2]) await runs.endNumber(place);
    await work;
    expect(runs.begun.map(({ name }) => name)).toEqual(['a', 'c', 'b']);
  });
});

it('forgets what a tab remembers and is no queue', async () => {
  sessionStorage.setItem('dissensus:running:7', '{"going": "yes", "plans": [{"model": 3}]');
  const { queue } = queueOf();
  expect(await queue.recall()).toBe(false);
  expect(queue.runs).toEqual([]);
});
