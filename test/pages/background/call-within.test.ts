import { expect, it } from 'vitest';
import { Background } from '../../../src/pages/background/background.ts';
import { callWithin } from '../../../src/pages/background/call-within.ts';
import { FakeWorkers } from './fake-workers.ts';

interface Api {
  work(): string;
}

it('ends a worker that does not answer in time, and says so', async () => {
  const fakes = new FakeWorkers<Api>(() => ({ work: () => new Promise<never>(() => undefined) }));
  const worker = new Background(fakes.start);
  await expect(callWithin(worker, 30, 'It took too long.', (remote) => remote.work())).rejects.toThrow(
    'It took too long.',
  );
  expect(fakes.started).toMatchObject([{ isEnded: true }]);
});

it('gives an answer that comes in time, and lets the worker be', async () => {
  const fakes = new FakeWorkers<Api>(() => ({ work: () => 'done' }));
  const worker = new Background(fakes.start);
  const lease = worker.lease();
  expect(await callWithin(worker, 50, 'It took too long.', (remote) => remote.work())).toBe('done');
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(fakes.started).toMatchObject([{ isEnded: false }]);
  lease.release();
});
