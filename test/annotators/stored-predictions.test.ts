import { expect, test } from 'vitest';
import { MemoryOutputStore } from '../../src/annotators/memory-output-store.ts';
import { OutputChunkBuilder } from '../../src/annotators/output-chunk.ts';
import { loadPredictions } from '../../src/annotators/stored-predictions.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';

const ANNOTATOR: Annotator = {
  model: 'model',
  revision: '1',
  dtype: 'fp32',
  method: { name: 'softmax' },
  questions: [{ id: 'emotion', name: 'emotion', kind: 'categorical', labels: ['joy', 'fear'] }],
};

async function storeWith(...texts: string[]): Promise<MemoryOutputStore> {
  const hash = await loadTextHash();
  const store = new MemoryOutputStore();
  for (const text of texts) {
    const builder = new OutputChunkBuilder(ANNOTATOR);
    builder.add(hash(text), false, [Float64Array.of(0.25, 0.75)], 0);
    await store.append(ANNOTATOR, builder.take());
  }
  return store;
}

test('every item with a text gets its output; an item without one is not answered', async () => {
  const store = await storeWith('a', 'b');
  const [prediction] = await loadPredictions({ texts: ['b', 'missing', 'b'] }, ANNOTATOR, store);
  expect([...prediction.answered]).toEqual([1, 0, 1]);
  expect([...prediction.distributions]).toEqual([0.25, 0.75, 0, 0, 0.25, 0.75]);
  expect(prediction.annotator).toBe(ANNOTATOR);
});

test('a text kept twice counts once', async () => {
  const [prediction] = await loadPredictions({ texts: ['a'] }, ANNOTATOR, await storeWith('a', 'a'));
  expect([...prediction.distributions]).toEqual([0.25, 0.75]);
});

test('outputs of another revision are not taken for these', async () => {
  const store = await storeWith('a');
  const [prediction] = await loadPredictions({ texts: ['a'] }, { ...ANNOTATOR, revision: '2' }, store);
  expect([...prediction.answered]).toEqual([0]);
});

test('of sampled answers the stored shares are of all of them; what is analysed is of those that gave a label', async () => {
  const sampled: Annotator = {
    ...ANNOTATOR,
    method: { name: 'samples' as Annotator['method']['name'], parameters: { samples: 20, temperature: 1 } },
  };
  const hash = await loadTextHash();
  const store = new MemoryOutputStore();
  const builder = new OutputChunkBuilder(sampled);
  builder.add(hash('18 of 20'), false, [Float64Array.of(6 / 20, 12 / 20)], 0);
  builder.add(hash('none'), false, [Float64Array.of(0, 0)], 0);
  builder.add(hash('all'), false, [Float64Array.of(1 / 20, 19 / 20)], 0);
  await store.append(sampled, builder.take());
  const texts = ['18 of 20', 'none', 'all', 'not asked'];
  const [prediction] = await loadPredictions({ texts }, sampled, store);
  expect([...prediction.answered]).toEqual([1, 0, 1, 0]);
  expect([...prediction.samples!]).toEqual([18, 0, 20, 0]);
  const expected = [1 / 3, 2 / 3, 0, 0, 1 / 20, 19 / 20, 0, 0];
  for (const [at, share] of expected.entries())
    expect(Math.abs(prediction.distributions[at] - share)).toBeLessThanOrEqual(share * 2 ** -9);
});

test('counts of up to a thousand samples come back whole', async () => {
  const sampled: Annotator = {
    ...ANNOTATOR,
    method: { name: 'samples' as Annotator['method']['name'], parameters: { samples: 1000 } },
  };
  const hash = await loadTextHash();
  const store = new MemoryOutputStore();
  const builder = new OutputChunkBuilder(sampled);
  const texts = Array.from({ length: 1000 }, (_, count) => String(count + 1));
  for (const [count, text] of texts.entries()) {
    const some = Math.floor((count + 1) / 3);
    builder.add(hash(text), false, [Float64Array.of(some / 1000, (count + 1 - some) / 1000)], 0);
  }
  await store.append(sampled, builder.take());
  const [prediction] = await loadPredictions({ texts }, sampled, store);
  expect([...prediction.samples!]).toEqual(texts.map(Number));
});
