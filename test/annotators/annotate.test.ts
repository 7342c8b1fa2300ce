import { beforeAll, describe, expect, test } from 'vitest';
import { annotate, AnnotationError, type AnnotationProgress } from '../../src/annotators/annotate.ts';
import { distributions } from '../../src/annotators/distributions.ts';
import { MemoryOutputStore } from '../../src/annotators/memory-output-store.ts';
import { textHashes, type OutputChunk } from '../../src/annotators/output-chunk.ts';
import type { OutputStore, RunProgress } from '../../src/annotators/output-store.ts';
import { loadPredictions } from '../../src/annotators/stored-predictions.ts';
import { UnusableOutputError, type TextAnnotator } from '../../src/annotators/text-annotator.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';
import { loadEmbedded } from './models.ts';
import { LONG_TEXT, TEXTS } from './texts.ts';

/** 288 distinct texts of many lengths. */
const MANY = Array.from({ length: 12 }, (_, round) => TEXTS.map((text) => `${text} (${round})`)).flat();

let classifier: TextAnnotator;
beforeAll(async () => {
  classifier = await loadEmbedded();
});

/** Keeps what it was told beside the outputs. */
class WatchedStore implements OutputStore {
  readonly progress: RunProgress[] = [];
  readonly sizes: number[] = [];
  readonly #outputs = new MemoryOutputStore();

  async append(annotator: Annotator, chunk: OutputChunk, progress: RunProgress): Promise<void> {
    await this.#outputs.append(annotator, chunk);
    this.progress.push(progress);
    this.sizes.push(textHashes(chunk).length);
  }

  chunks(annotator: Annotator): AsyncIterable<OutputChunk> {
    return this.#outputs.chunks(annotator);
  }
}

/** The classifier, counting the texts that the model really reads. */
function counting(): { annotator: TextAnnotator; read: () => number } {
  let read = 0;
  return {
    read: () => read,
    annotator: {
      ...classifier,
      answer(batch) {
        read += batch.length;
        return classifier.answer(batch);
      },
    },
  };
}

describe('a run', () => {
  test('gives each item what its text gets alone, rounded to 16 bits', async () => {
    const store = new MemoryOutputStore();
    await annotate(classifier, TEXTS, store, { project: 1 });
    const predictions = await loadPredictions({ texts: TEXTS }, classifier.annotator, store);
    for (const [question, prediction] of predictions.entries()) {
      const { labels } = prediction.question;
      expect([...prediction.answered]).toEqual(TEXTS.map(() => 1));
      for (const [item, text] of TEXTS.entries()) {
        const alone = (await distributions(classifier, [text])).distributions[question];
        for (let label = 0; label < labels.length; label++) {
          const kept = prediction.distributions[item * labels.length + label];
          expect(Math.abs(kept - alone[label])).toBeLessThanOrEqual(1e-5 + alone[label] * 2 ** -11);
        }
      }
    }
  });

  test('reads a text once however often it stands there, and again never', async () => {
    const store = new MemoryOutputStore();
    const { annotator, read } = counting();
    const first = await annotate(annotator, [...TEXTS, ...TEXTS], store, { project: 1 });
    expect(first).toMatchObject({ state: 'finished', total: TEXTS.length, done: TEXTS.length, fromStore: 0 });
    expect(read()).toBe(TEXTS.length);

    const second = await annotate(annotator, ['One more.', ...TEXTS], store, { project: 2 });
    expect(second).toMatchObject({
      total: TEXTS.length + 1,
      done: TEXTS.length + 1,
      fromStore: TEXTS.length,
    });
    expect(read()).toBe(TEXTS.length + 1);
  });

  test('keeps outputs and progress together, every few batches', async () => {
    const store = new WatchedStore();
    await annotate({ ...classifier, batchTokens: 64 }, MANY, store, { project: 7 });
    expect(store.sizes.length).toBeGreaterThan(5);
    let done = 0;
    for (const [index, size] of store.sizes.entries()) {
      done += size;
      expect(store.progress[index]).toEqual({ project: 7, total: MANY.length, done });
    }
    expect(done).toBe(MANY.length);
  });

  test('tells how far it is, and how many texts lost their end, from the store too', async () => {
    const store = new MemoryOutputStore();
    const seen: AnnotationProgress[] = [];
    const onProgress = (progress: AnnotationProgress) => seen.push(progress);
    await annotate({ ...classifier, batchTokens: 64 }, [LONG_TEXT, ...MANY], store, {
      project: 1,
      onProgress,
    });
    expect(seen[0]).toMatchObject({ state: 'annotating', done: 0, textsPerSecond: null, secondsLeft: null });
    expect(seen.slice(1).every(({ textsPerSecond }) => textsPerSecond! > 0)).toBe(true);
    expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).sort((a, b) => a - b));
    expect(seen.at(-1)).toMatchObject({
      state: 'finished',
      done: MANY.length + 1,
      truncated: 1,
      secondsLeft: 0,
    });

    const again = await annotate(classifier, [LONG_TEXT, TEXTS[0]], store, { project: 2 });
    expect(again.truncated).toBe(1);
  });

  test('of no texts is finished at once', async () => {
    const end = await annotate(classifier, [], new MemoryOutputStore(), { project: 1 });
    expect(end).toMatchObject({ state: 'finished', total: 0, done: 0 });
  });
});

test('a cancelled run keeps what is finished and goes on from there to the same figures', async () => {
  const store = new MemoryOutputStore();
  const { annotator, read } = counting();
  const cancelling = new AbortController();
  const end = await annotate({ ...annotator, batchTokens: 64 }, MANY, store, {
    project: 1,
    signal: cancelling.signal,
    onProgress: ({ done }) => {
      if (done > 0) cancelling.abort();
    },
  });
  expect(end.state).toBe('cancelled');
  expect(end.done).toBeGreaterThan(0);
  expect(end.done).toBeLessThan(MANY.length);
  expect(read()).toBe(end.done);

  const resumed = await annotate(annotator, MANY, store, { project: 1 });
  expect(resumed).toMatchObject({ state: 'finished', fromStore: end.done, done: MANY.length });
  expect(read()).toBe(MANY.length);

  const whole = new MemoryOutputStore();
  await annotate(classifier, MANY, whole, { project: 1 });
  const inTwo = await loadPredictions({ texts: MANY }, classifier.annotator, store);
  const inOne = await loadPredictions({ texts: MANY }, classifier.annotator, whole);
  for (const [question, { distributions: rows }] of inOne.entries())
    for (const [at, p] of rows.entries())
      expect(Math.abs(inTwo[question].distributions[at] - p)).toBeLessThanOrEqual(1e-5 + p * 2 ** -10);
});

describe('a text that the model fails on', () => {
  const texts = [...MANY.slice(0, 60), 'the bad one', ...MANY.slice(60)];

  /** The classifier with a fault at one text. */
  function faulty(fault: (rows: Float64Array[], place: number) => void): TextAnnotator {
    const bad = classifier.encode('the bad one').tokens.join();
    return {
      ...classifier,
      batchTokens: 64,
      async answer(batch) {
        const rows = await classifier.answer(batch);
        const place = batch.findIndex(({ tokens }) => tokens.join() === bad);
        if (place >= 0) fault(rows, place);
        return rows;
      },
    };
  }

  test('is named by its row, and what was finished before is kept', async () => {
    const store = new MemoryOutputStore();
    const annotator = faulty(() => {
      throw new Error('out of memory');
    });
    const failed = annotate(annotator, texts, store, { project: 1 });
    await expect(failed).rejects.toThrow(AnnotationError);
    await expect(failed).rejects.toThrow(
      /row \d+ \(“.*”\).* could not be annotated: the model failed on it\.\nDetails: out of memory/,
    );
    const [{ answered }] = await loadPredictions({ texts }, classifier.annotator, store);
    expect(answered[60]).toBe(0);
    const kept = answered.reduce((sum, one) => sum + one, 0);
    expect(kept).toBeGreaterThan(0);

    const resumed = await annotate(classifier, texts, store, { project: 1 });
    expect(resumed).toMatchObject({ state: 'finished', fromStore: kept, done: texts.length });
  });
});

test('an output that is no number is named by its row and not kept', async () => {
  const store = new MemoryOutputStore();
  const annotator: TextAnnotator = {
    ...classifier,
    async answer(batch) {
      const rows = await classifier.answer(batch);
      const place = batch.findIndex(({ tokens }) => tokens.length > 30);
      if (place >= 0) throw new UnusableOutputError(place, 'It is not finite.');
      return rows;
    },
  };
  const row = TEXTS.findIndex((text) => classifier.encode(text).tokens.length > 30) + 1;
  await expect(annotate(annotator, TEXTS, store, { project: 1 })).rejects.toThrow(
    `The text in row ${row} (“So we sat there`,
  );
  const [{ answered }] = await loadPredictions({ texts: TEXTS }, classifier.annotator, store);
  expect(answered[row - 1]).toBe(0);
});

describe('several batches at work', () => {
  /** The classifier, whose batches end in another order than they began in. */
  function overtaking(
    fails: (batch: number) => boolean = () => false,
  ): TextAnnotator & { most: () => number } {
    let begun = 0;
    let atWork = 0;
    let most = 0;
    let tellBegun = () => {};
    /** A busy machine may end the first ones before the last of them begins. */
    const allBegun = new Promise<void>((resolve) => (tellBegun = resolve));
    return {
      ...classifier,
      batchTokens: 64,
      batchesAtOnce: 4,
      most: () => most,
      async answer(batch) {
        const number = begun++;
        most = Math.max(most, ++atWork);
        if (begun === 4) tellBegun();
        await allBegun;
        await new Promise((resolve) => setTimeout(resolve, number % 3 === 0 ? 12 : 1));
        atWork--;
        if (fails(number)) throw new Error('out of memory');
        return await classifier.answer(batch);
      },
    };
  }

  test('give each text what it gets from one at a time', async () => {
    const [aside, alone] = [new MemoryOutputStore(), new MemoryOutputStore()];
    const annotator = overtaking();
    await annotate(annotator, MANY, aside, { project: 1 });
    await annotate({ ...classifier, batchTokens: 64 }, MANY, alone, { project: 1 });
    expect(annotator.most()).toBe(4);
    const found = await loadPredictions({ texts: MANY }, classifier.annotator, aside);
    expect(found).toEqual(await loadPredictions({ texts: MANY }, classifier.annotator, alone));
  });

  test('are finished and kept when the run is cancelled', async () => {
    const store = new WatchedStore();
    const cancelling = new AbortController();
    let asked = 0;
    const annotator = overtaking();
    const end = await annotate(
      { ...annotator, answer: (batch) => ((asked += batch.length), annotator.answer(batch)) },
      MANY,
      store,
      {
        project: 1,
        signal: cancelling.signal,
        onProgress: ({ done }) => {
          if (done > 0) cancelling.abort();
        },
      },
    );
    expect(end).toMatchObject({ state: 'cancelled', done: asked });
    expect(asked).toBeLessThan(MANY.length);
  });

  test('one of which fails end the run with what was finished before it', async () => {
    const store = new MemoryOutputStore();
    await expect(
      annotate(
        overtaking((batch) => batch === 9),
        MANY,
        store,
        { project: 1 },
      ),
    ).rejects.toThrow(AnnotationError);
    const [{ answered }] = await loadPredictions({ texts: MANY }, classifier.annotator, store);
    const kept = answered.reduce((sum, one) => sum + one, 0);
    expect(kept).toBeGreaterThan(0);
    const resumed = await annotate(classifier, MANY, store, { project: 1 });
    expect(resumed).toMatchObject({ fromStore: kept, done: MANY.length });
  });
});
