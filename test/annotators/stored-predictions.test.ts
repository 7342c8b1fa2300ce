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
    const builder = new OutputChunkBuilder(ANNOTATOR.questions);
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
