import { beforeEach, describe, expect, it } from 'vitest';
import { kept, type ReadResult } from '../../../src/jobs/reading.ts';
import { FileReading } from '../../../src/pages/open/file-reading.svelte.ts';
import type { ReaderWorker } from '../../../workers/reader.ts';
import { FakeWorkers, pending } from '../background/fake-workers.ts';

type Asked = {
  answers: object;
  /** Of the files. */
  names: readonly string[];
  added: number | undefined;
  onReading: (progress: object) => Promise<void>;
} & ReturnType<typeof pending<ReadResult>>;

let asked: Asked[];
let fakes: FakeWorkers<ReaderWorker>;
let opened: number[];
/** Projects that something was added to. */
let added: number[];
/** What was said of what was added. */
let said: object[];
let reading: FileReading;

/** What is added. */
let adds: 'models' | 'people';
beforeEach(() => {
  adds = 'models';
  asked = [];
  opened = [];
  added = [];
  said = [];
  fakes = new FakeWorkers<ReaderWorker>(() => ({
    read: (
      { answers, files, added }: { answers: object; files: readonly File[]; added?: number },
      onReading: Asked['onReading'],
    ) => {
      const names = files.map(({ name }) => name);
      const answer = { ...pending<ReadResult>(), answers, names, added, onReading };
      asked.push(answer);
      return answer.promise;
    },
    addPredictions: async (
      project: number,
      _files: unknown,
      answers: object,
      _onReading: unknown,
      onPreview: (preview: object) => Promise<void>,
    ) => {
      await onPreview({
        adds,
        files: ['m.csv'],
        matched: 0,
        of: 50,
        earlier: ['m.csv'],
        alike: [{ earlier: 'old.csv' }],
      });
      said.push(answers);
      added.push(project);
      return kept(project);
    },
  }));
  reading = new FileReading((project) => opened.push(project), fakes.start);
});

/** Structured clone of Node has no files. */
const request = { files: [], predictionFiles: [], mappings: [], answers: {}, replaces: null };

describe('a reading', () => {
  it('says how far it is, and what was kept', async () => {
    reading.open(request);
    expect(reading.progress).toMatchObject({ done: 0, total: null });
    await expect.poll(() => asked.length).toBe(1);
    await asked[0].onReading({ bytesRead: 5, bytesTotal: 10, rows: 2 });
    expect(reading.progress).toMatchObject({ done: 5, total: 10 });
    asked[0].resolve(kept(4));
    await expect.poll(() => opened).toEqual([4]);
    expect(reading.progress).toBeNull();
    expect(fakes.started).toMatchObject([{ isEnded: true }]);
  });

  it('that is cancelled keeps nothing and says nothing', async () => {
    reading.open(request);
    await expect.poll(() => asked.length).toBe(1);
    reading.cancel();
    expect(reading.progress).toBeNull();
    expect(fakes.started[0].isEnded).toBe(true);
    asked[0].resolve(kept(4));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([opened, reading.trouble]).toEqual([[], null]);
  });

  it('that another follows at once does not disturb the other', async () => {
    reading.open(request);
    await expect.poll(() => asked.length).toBe(1);
    reading.open(request);
    await expect.poll(() => asked.length).toBe(2);
    expect(fakes.started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    asked[1].resolve(kept(5));
    await expect.poll(() => opened).toEqual([5]);
  });

  it('that fails says why, and is tried again', async () => {
    reading.open(request);
    await expect.poll(() => asked.length).toBe(1);
    fakes.started[0].die('The browser ended the worker for reading files.');
    await expect.poll(() => reading.trouble?.message).toBe('The browser ended the worker for reading files.');
    reading.trouble!.retry();
    await expect.poll(() => asked.length).toBe(2);
    asked[1].resolve(kept(6));
    await expect.poll(() => opened).toEqual([6]);
    expect(reading.trouble).toBeNull();
  });

  it('asks what only a person knows, and goes on with the answer', async () => {
    reading.open(request);
    await expect.poll(() => asked.length).toBe(1);
    asked[0].resolve({ kind: 'question undecided', message: 'Which?', file: 'a.csv', questions: [] });
    await expect.poll(() => reading.asked?.difficulty.message).toBe('Which?');
    reading.asked!.answer({ question: 'emotion' });
    await expect.poll(() => asked.length).toBe(2);
    expect(asked[1].answers).toEqual({ question: 'emotion' });
  });
});

describe('a file that cannot be read with the others', () => {
  const named = (...names: string[]) => names.map((name) => ({ name }) as File);
  const undecided = (file: string): ReadResult => ({
    kind: 'reading undecided',
    message: '0 of 30 ids match.',
    file,
    asks: [],
  });

  it('is left out where a person says so, and the others are read', async () => {
    reading.open({ ...request, files: named('people.xlsx', 'model.csv.gz', 'other.csv') });
    await expect.poll(() => asked.length).toBe(1);
    asked[0].resolve(undecided('people.xlsx/Sheet1'));
    await expect.poll(() => reading.asked).not.toBeNull();
    reading.asked!.without!();
    await expect.poll(() => asked.length).toBe(2);
    expect(asked[1].names).toEqual(['model.csv.gz', 'other.csv']);
    asked[1].resolve(undecided('model.csv'));
    await expect.poll(() => reading.asked?.difficulty.file).toBe('model.csv');
    reading.asked!.without!();
    await expect.poll(() => asked.length).toBe(3);
    expect(asked[2].names).toEqual(['other.csv']);
    asked[2].resolve(kept(4));
    await expect.poll(() => opened).toEqual([4]);
  });

  it('is not left out where nothing else is to be read, or to be added', async () => {
    for (const [files, added, file] of [
      [named('a.csv'), 0, 'a.csv'],
      [named('a.csv', 'b.csv'), 1, 'b.csv'],
      [named('a.csv', 'b.csv'), 0, 'c.csv'],
    ] as const) {
      reading.open({ ...request, files, added });
      await expect.poll(() => asked.at(-1)?.names).toEqual(files.map(({ name }) => name));
      asked.at(-1)!.resolve(undecided(file));
      await expect.poll(() => reading.asked?.difficulty.file).toBe(file);
      expect(reading.asked!.without).toBeNull();
      asked = [];
      reading.asked = null;
    }
    reading.open({ ...request, files: named('a.csv', 'b.csv', 'c.csv'), added: 2 });
    await expect.poll(() => asked.length).toBe(1);
    asked[0].resolve(undecided('c.csv'));
    await expect.poll(() => reading.asked).not.toBeNull();
    reading.asked!.without!();
    await expect.poll(() => asked.length).toBe(2);
    expect(asked[1]).toMatchObject({ names: ['a.csv', 'b.csv'], added: 1 });
  });
});

describe('adding to a project', () => {
  it('waits until a person has seen what would be matched', async () => {
    reading.add(7, []);
    await expect.poll(() => reading.adding?.preview).toMatchObject({ matched: 0, of: 50 });
    expect([reading.progress, added]).toEqual([null, []]);
    reading.adding!.agree(false);
    expect(reading.adding).toBeNull();
    await expect.poll(() => opened).toEqual([7]);
    expect(added).toEqual([7]);
  });

  it('reads the files again with what a person says that answers stand for', async () => {
    reading.add(7, [], { question: 'mood' });
    await expect.poll(() => reading.adding).not.toBeNull();
    reading.adding!.map!({ Worries: 'Worry' });
    await expect.poll(() => reading.adding).toBeNull();
    await expect.poll(() => reading.adding).not.toBeNull();
    expect(added).toEqual([]);
    reading.adding!.agree(false);
    await expect.poll(() => added).toEqual([7]);
    expect(said).toEqual([{ question: 'mood', labels: { Worries: 'Worry' } }]);
  });

  it('in the place of an earlier file can be undone', async () => {
    const removed: string[] = [];
    const done: string[] = [];
    reading = new FileReading(
      (project) => opened.push(project),
      fakes.start,
      ({ verb, what }) => {
        removed.push(`${verb} ${what}`);
        return Promise.resolve(() => void done.push(what));
      },
    );
    reading.add(7, []);
    await expect.poll(() => reading.adding).not.toBeNull();
    reading.adding!.agree(true);
    await expect.poll(() => done).toEqual(['the earlier m.csv, old.csv']);
    expect([removed, opened, added]).toEqual([['Removed the earlier m.csv, old.csv'], [], [7]]);
    reading.add(7, []);
    await expect.poll(() => reading.adding).not.toBeNull();
    reading.adding!.agree(false);
    await expect.poll(() => opened).toEqual([7]);
    expect(done).toHaveLength(1);
  });

  it('of people’s answers beside others can be undone', async () => {
    adds = 'people';
    const done: string[] = [];
    reading = new FileReading(
      (project) => opened.push(project),
      fakes.start,
      ({ verb, what }) => Promise.resolve(() => void done.push(`${verb} ${what}`)),
    );
    reading.add(7, []);
    await expect.poll(() => reading.adding).not.toBeNull();
    reading.adding!.agree(false);
    await expect.poll(() => done).toEqual(['Added m.csv']);
    expect(opened).toEqual([]);
  });

  it('that a person does not agree to adds nothing', async () => {
    reading.add(7, []);
    await expect.poll(() => reading.adding).not.toBeNull();
    reading.cancel();
    expect(reading.adding).toBeNull();
    expect(fakes.started[0].isEnded).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([opened, added, reading.trouble]).toEqual([[], [], null]);
  });
});
