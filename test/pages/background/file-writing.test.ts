import { expect, it } from 'vitest';
import { Background } from '../../../src/pages/background/background.ts';
import { FileWriting } from '../../../src/pages/background/file-writing.svelte.ts';
import type { WriterWorker } from '../../../workers/writer.ts';
import { FakeWorkers, pending } from './fake-workers.ts';

it('writes two files at once in one worker, which ends with the second', async () => {
  const [annotations, project] = [pending<Blob>(), pending<Blob>()];
  const fakes = new FakeWorkers<WriterWorker>(() => ({
    writeAnnotations: () => annotations.promise,
    writeProject: () => project.promise,
  }));
  const writer = new Background(fakes.start);
  const saved: string[] = [];
  const [one, other] = [0, 1].map(() => new FileWriting(writer, (name) => saved.push(name)));
  const writing = [
    one.write('a.csv', (remote) => remote.writeAnnotations(1, 'csv', true)),
    other.write('b.dissensus', (remote) => remote.writeProject(2, true)),
  ];
  expect([one.isWriting, other.isWriting]).toEqual([true, true]);
  annotations.resolve(new Blob(['a']));
  await writing[0];
  expect([one.isWriting, other.isWriting]).toEqual([false, true]);
  project.resolve(new Blob(['b']));
  expect(await Promise.all(writing)).toEqual([true, true]);
  expect(saved).toEqual(['a.csv', 'b.dissensus']);
  expect(fakes.started).toMatchObject([{ isEnded: true }]);
});

it('says why a file could not be made, and tries again in a fresh worker', async () => {
  const fakes = new FakeWorkers<WriterWorker>(() => ({
    writeProject: () =>
      fakes.started.length === 1 ? pending<Blob>().promise : Promise.resolve(new Blob(['b'])),
  }));
  const writing = new FileWriting(new Background(fakes.start), () => undefined);
  const first = writing.write('b', (remote) => remote.writeProject(1, true));
  fakes.started[0].die('The browser ended the worker for writing files.');
  expect(await first).toBe(false);
  expect(writing.trouble).toBe('The file could not be made: The browser ended the worker for writing files.');
  expect(await writing.write('b', (remote) => remote.writeProject(1, true))).toBe(true);
  expect(writing.trouble).toBeNull();
});
