import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIVE_MODELS } from '../../../src/annotators/embedded-models.ts';
import type { Occlusion } from '../../../src/annotators/occlusion.ts';
import { LiveBox } from '../../../src/pages/live/live-box.svelte.ts';
import type { LiveBoxWorker } from '../../../workers/live-box.ts';
import { FakeWorkers, pending } from '../background/fake-workers.ts';

let asked: string[];
let fail: string | null;
let slow: ReturnType<typeof pending<void>> | null;
let box: LiveBox;
let fakes: FakeWorkers<LiveBoxWorker>;

beforeEach(() => {
  asked = [];
  fail = null;
  slow = null;
  fakes = new FakeWorkers<LiveBoxWorker>(() => ({
    load: async (_baseUrl: string, onBytes: (bytes: number) => Promise<void>) => {
      await onBytes(1000);
      if (fail) throw new Error(fail);
    },
    answer: async (_model: string, text: string) => {
      asked.push(text);
      await slow?.promise;
      return [];
    },
    words: () => ({}) as Occlusion,
  }));
  box = new LiveBox(fakes.start);
});
afterEach(() => {
  box.end();
  vi.useRealTimers();
});

describe('the live box', () => {
  it('loads the models once and answers about what was typed', async () => {
    void box.load();
    box.ask('A text');
    await expect.poll(() => box.answers?.words).toBeTruthy();
    expect(box).toMatchObject({ state: 'ready', waiting: false, bytesLoaded: 1000 });
    expect(asked).toEqual(LIVE_MODELS.map(() => 'A text'));
    expect(fakes.started).toHaveLength(1);
  });

  it('answers about the newest text only', async () => {
    await box.load();
    slow = pending();
    box.ask('Old');
    await expect.poll(() => asked.length).toBe(1);
    box.text = 'New';
    slow.resolve();
    await expect.poll(() => box.answers?.words).toBeTruthy();
    expect(box.answers?.text).toBe('New');
    expect(asked).toEqual(['Old', ...LIVE_MODELS.map(() => 'New')]);
  });

  it('says why it could not load, and loads again', async () => {
    fail = 'The file could not be loaded.';
    await box.load();
    expect(box).toMatchObject({ state: 'untouched', trouble: fail });
    fail = null;
    await box.load();
    expect(box).toMatchObject({ state: 'ready', trouble: null });
    expect(fakes.started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  });

  it('says so where its worker dies', async () => {
    await box.load();
    slow = pending();
    box.ask('A text');
    await expect.poll(() => asked.length).toBe(1);
    fakes.started[0].die('The browser ended the worker for the live box.');
    await expect.poll(() => box.trouble).toBe('The browser ended the worker for the live box.');
    expect(box.state).toBe('untouched');
  });

  it('that is left while it loads says nothing', async () => {
    const loading = box.load();
    box.end();
    await loading;
    expect(box.trouble).toBeNull();
    expect(fakes.started[0].isEnded).toBe(true);
  });

  it('forgets its answers with the text', async () => {
    box.ask('A text');
    await expect.poll(() => box.answers?.words).toBeTruthy();
    box.ask(' ');
    expect([box.answers, box.waiting]).toEqual([null, false]);
  });
});
