import { beforeEach, describe, expect, it } from 'vitest';
import type { AddedModel } from '../../../src/annotators/hub/added-model.ts';
import type { FoundModel } from '../../../src/annotators/hub/look-up-model.ts';
import { AddedModels } from '../../../src/pages/models/added-models.svelte.ts';
import type { ModelsWorker } from '../../../workers/models.ts';
import { FakeWorkers, pending } from '../background/fake-workers.ts';

const found = (id: string) => ({ address: { id } }) as FoundModel;
const model = (id: string) => ({ model: id }) as AddedModel;

type Progress = (progress: object) => Promise<void>;

let downloads: { id: string; answer: ReturnType<typeof pending<AddedModel>>; onProgress: Progress }[];
let cancelled: number;
let lookUps: ReturnType<typeof pending<FoundModel>>[];
let cancelledLookUps: number;
let fakes: FakeWorkers<ModelsWorker>;
let models: AddedModels;

beforeEach(() => {
  downloads = [];
  cancelled = 0;
  lookUps = [];
  cancelledLookUps = 0;
  fakes = new FakeWorkers<ModelsWorker>(() => ({
    download: ({ address: { id } }: FoundModel, _dtype: string, onProgress: Progress) => {
      const answer = pending<AddedModel>();
      downloads.push({ id, answer, onProgress });
      return answer.promise;
    },
    cancel: () => void cancelled++,
    lookUp: () => {
      const answer = pending<FoundModel>();
      lookUps.push(answer);
      return answer.promise;
    },
    cancelLookUp: () => void cancelledLookUps++,
  }));
  models = new AddedModels({ list: () => Promise.resolve([]), remove: () => Promise.resolve() }, fakes.start);
});

describe('a download', () => {
  it('shows how far it is, and gives the model', async () => {
    const download = models.download(found('one'), 'q4');
    expect(models.adding).toEqual({ name: 'one', verb: 'Downloading', progress: null });
    await expect.poll(() => downloads.length).toBe(1);
    await downloads[0].onProgress({ done: 5, total: 10 });
    expect(models.adding?.progress).toMatchObject({ done: 5, total: 10 });
    downloads[0].answer.resolve(model('one'));
    expect(await download).toEqual(model('one'));
    expect(models.adding).toBeNull();
    expect(fakes.started).toMatchObject([{ isEnded: true }]);
  });

  it('that is cancelled and followed by another at once does not touch the other', async () => {
    const first = models.download(found('one'), 'q4');
    await expect.poll(() => downloads.length).toBe(1);
    models.cancel();
    expect(models.adding).toBeNull();
    const second = models.download(found('two'), 'q4');
    await expect.poll(() => [cancelled, downloads.length]).toEqual([1, 2]);
    downloads[0].answer.reject(new DOMException('Aborted.', 'AbortError'));
    expect(await first).toBeNull();
    expect(models.adding).toMatchObject({ name: 'two' });
    await downloads[1].onProgress({ done: 1, total: 2 });
    expect(models.adding?.progress).toMatchObject({ done: 1 });
    downloads[1].answer.resolve(model('two'));
    expect(await second).toEqual(model('two'));
    expect(models.adding).toBeNull();
  });

  it('that comes to its end though it was cancelled is not used', async () => {
    const download = models.download(found('one'), 'q4');
    await expect.poll(() => downloads.length).toBe(1);
    models.cancel();
    downloads[0].answer.resolve(model('one'));
    expect(await download).toBeNull();
  });

  it('says why it failed', async () => {
    const download = models.download(found('one'), 'q4');
    await expect.poll(() => downloads.length).toBe(1);
    fakes.started[0].die('The browser ended the worker for fetching models.');
    await expect(download).rejects.toThrow('The browser ended the worker for fetching models.');
    expect(models.adding).toBeNull();
  });
});

describe('asking a hub', () => {
  it('says whom, and can be ended at once', async () => {
    const address = { host: 'https://hub.example', id: 'a/b', revision: 'main' };
    const asked = models.lookUp(address);
    expect(models.looking).toEqual(address);
    await expect.poll(() => lookUps.length).toBe(1);
    models.cancelLookUp();
    expect(models.looking).toBeNull();
    await expect.poll(() => cancelledLookUps).toBe(1);
    lookUps[0].reject(new DOMException('Aborted.', 'AbortError'));
    expect(await asked).toBeNull();
  });

  it('gives what it has', async () => {
    const asked = models.lookUp({ host: 'https://hub.example', id: 'a/b', revision: 'main' });
    await expect.poll(() => lookUps.length).toBe(1);
    lookUps[0].resolve(found('a/b'));
    expect(await asked).toEqual(found('a/b'));
    expect(models.looking).toBeNull();
  });
});

it('cancelling nothing starts no worker', () => {
  models.cancel();
  expect(fakes.started).toHaveLength(0);
});
