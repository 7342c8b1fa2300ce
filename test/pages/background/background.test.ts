import { describe, expect, it } from 'vitest';
import { Background } from '../../../src/pages/background/background.ts';
import { allowWorkers, endWorkers } from '../../../src/pages/background/running-worker.ts';
import { WorkerDiedError, WorkerEndedError } from '../../../src/pages/background/worker-errors.ts';
import { startParts, type PartApi } from '../../../src/pages/background/worker-parts.ts';
import { FakeWorkers } from './fake-workers.ts';

interface Api {
  double(value: number): number;
  fail(): never;
  wait(): Promise<void>;
}

function workers(): FakeWorkers<Api> {
  return new FakeWorkers<Api>(() => ({
    double: (value: number) => 2 * value,
    fail: () => {
      throw new RangeError('No.');
    },
    wait: () => new Promise(() => undefined),
  }));
}

describe('a call to a worker', () => {
  it('gives the answer, or what the worker throws', async () => {
    const worker = workers().start();
    expect(await worker.call((remote) => remote.double(21))).toBe(42);
    await expect(worker.call((remote) => remote.fail())).rejects.toThrow('No.');
  });

  it('rejects when the worker dies, and every later one does', async () => {
    const fakes = workers();
    const worker = fakes.start();
    const call = worker.call((remote) => remote.wait());
    fakes.started[0].die('Out of memory.');
    await expect(call).rejects.toThrow(new WorkerDiedError('Out of memory.'));
    await expect(worker.call((remote) => remote.double(1))).rejects.toThrow(WorkerDiedError);
    expect(worker.isGone).toBe(true);
  });

  it('rejects when the worker is ended, with the reason where one is given', async () => {
    const [first, second] = [workers().start(), workers().start()];
    const calls = [first, second].map((worker) => worker.call((remote) => remote.wait()));
    first.end();
    second.end(new WorkerDiedError('Its part died.'));
    await expect(calls[0]).rejects.toThrow(WorkerEndedError);
    await expect(calls[1]).rejects.toThrow('Its part died.');
    await expect(second.call((remote) => remote.wait())).rejects.toThrow(WorkerEndedError);
  });

  it('rejects when every worker is ended', async () => {
    const calls = [workers().start(), workers().start()].map((worker) =>
      worker.call((remote) => remote.wait()),
    );
    endWorkers();
    for (const call of calls) await expect(call).rejects.toThrow(WorkerEndedError);
    // What failed with them begins nothing anew.
    const later = workers();
    await expect(later.start().call((remote) => remote.double(1))).rejects.toThrow(WorkerEndedError);
    expect(later.started).toHaveLength(0);
    allowWorkers();
    expect(await later.start().call((remote) => remote.double(1))).toBe(2);
  });
});

describe('a shared worker', () => {
  it('answers two at once and ends with the last answer', async () => {
    const fakes = workers();
    const background = new Background(fakes.start);
    const first = background.call((remote) => remote.double(1));
    const second = background.call((remote) => remote.double(2));
    expect(background.leases).toBe(2);
    expect(await Promise.all([first, second])).toEqual([2, 4]);
    expect(fakes.started).toMatchObject([{ isEnded: true }]);
    expect(await background.call((remote) => remote.double(3))).toBe(6);
    expect(fakes.started).toHaveLength(2);
  });

  it('lives as long as a lease is held, which can be released once', async () => {
    const fakes = workers();
    const background = new Background(fakes.start);
    const [one, other] = [background.lease(), background.lease()];
    await one.call((remote) => remote.double(1));
    one.release();
    one.release();
    expect(fakes.started[0].isEnded).toBe(false);
    other.release();
    expect(fakes.started[0].isEnded).toBe(true);
  });

  it('is started again for the next call after it died or was ended', async () => {
    const fakes = workers();
    const background = new Background(fakes.start);
    const lease = background.lease();
    const calls = [lease.call((remote) => remote.wait())];
    fakes.started[0].die();
    calls.push(lease.call((remote) => remote.wait()));
    background.end();
    await expect(calls[0]).rejects.toThrow(WorkerDiedError);
    await expect(calls[1]).rejects.toThrow(WorkerEndedError);
    expect(await lease.call((remote) => remote.double(4))).toBe(8);
    expect(fakes.started).toHaveLength(3);
  });

  it('is not started by a lease alone', () => {
    const fakes = workers();
    new Background(fakes.start).lease().release();
    expect(fakes.started).toHaveLength(0);
  });
});

describe('workers that share a piece of work', () => {
  it('are each given a port, and the death of one is told', async () => {
    const served: string[] = [];
    const fakes = new FakeWorkers<PartApi>(() => ({
      serve: (port: MessagePort, baseUrl: string) => {
        served.push(baseUrl);
        port.close();
      },
    }));
    const died: Error[] = [];
    const parts = startParts(fakes.start, 3, 'https://here/', (error) => died.push(error));
    expect(parts.ports).toHaveLength(3);
    await expect.poll(() => served).toEqual(Array(3).fill('https://here/'));
    fakes.started[1].die('Gone.');
    await expect.poll(() => died).toEqual([new WorkerDiedError('Gone.')]);
    parts.end();
    await new Promise((resolve) => setTimeout(resolve));
    expect(died).toHaveLength(1);
    expect(fakes.started.every(({ isEnded }) => isEnded)).toBe(true);
  });
});
