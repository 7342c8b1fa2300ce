import { expect, test } from 'vitest';
import { MemoryOutputStore } from '../../src/annotators/memory-output-store.ts';
import { OutputChunkBuilder } from '../../src/annotators/output-chunk.ts';
import { storedJudgments } from '../../src/annotators/stored-judgments.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';

const SAMPLED: Annotator = {
  model: 'someone/language-model',
  revision: '1',
  dtype: 'q4',
  method: { name: 'samples', parameters: { samples: 5, temperature: 1 } },
  questions: [{ id: 'mood', name: 'mood', kind: 'categorical', labels: ['calm', 'tense'] }],
};

test('a model whose every answer failed is among those that were asked; one that was never asked is not', async () => {
  const hash = await loadTextHash();
  const store = new MemoryOutputStore();
  const builder = new OutputChunkBuilder(SAMPLED);
  for (const text of ['first', 'second']) builder.add(hash(text), false, [Float64Array.of(0, 0)], 0);
  await store.append(SAMPLED, builder.take());
  const of = (texts: string[]) =>
    storedJudgments({ ids: texts, texts }, [SAMPLED], store, () =>
      Promise.reject(new Error('not to be read')),
    );
  const [failed, ...others] = await of(['first', 'second', 'third']);
  expect(others).toEqual([]);
  expect([...failed.answered]).toEqual([0, 0, 0]);
  expect([...failed.missing!]).toEqual([0, 0, 1]);
  expect(await of(['third'])).toEqual([]);
});
