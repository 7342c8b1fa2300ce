import { expect, test } from 'vitest';
import { MemoryOutputStore } from '../../src/annotators/memory-output-store.ts';
import { OutputChunkBuilder } from '../../src/annotators/output-chunk.ts';
import { loadPredictions } from '../../src/annotators/stored-predictions.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';
import { keepPredictions } from '../../src/store/keep-predictions.ts';

const SAMPLED: Annotator = {
  model: 'model',
  revision: '1',
  dtype: 'fp32',
  method: { name: 'samples', parameters: { samples: 20, temperature: 1 } },
  questions: [{ id: 'emotion', name: 'emotion', kind: 'categorical', labels: ['joy', 'fear', 'anger'] }],
};

test('answers that were taken home and brought back are stored as they were, with the number of samples', async () => {
  const hash = await loadTextHash();
  const texts = Array.from({ length: 20 }, (_, count) => `${count + 1} of 20`);
  const builder = new OutputChunkBuilder(SAMPLED.questions);
  for (const [count, text] of texts.entries()) {
    const joy = Math.floor((count + 1) / 3);
    builder.add(hash(text), false, [Float64Array.of(joy / 20, (count + 1 - joy) / 20, 0)], 0);
  }
  const first = new MemoryOutputStore();
  const stored = builder.take();
  await first.append(SAMPLED, stored);
  const home = await loadPredictions({ texts }, SAMPLED, first);

  const second = new MemoryOutputStore();
  await keepPredictions(second, 1, { texts }, home);
  for await (const chunk of second.chunks(SAMPLED)) expect(chunk.rows).toEqual(stored.rows);
  const back = await loadPredictions({ texts }, SAMPLED, second);
  expect(back).toEqual(home);
  expect([...back[0].samples!]).toEqual(texts.map((_, count) => count + 1));
});
