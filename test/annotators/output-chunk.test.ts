import { expect, test } from 'vitest';
import { joinChunks, OutputChunkBuilder, textHashes } from '../../src/annotators/output-chunk.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';
import type { Question } from '../../src/judgments/question.ts';

const QUESTIONS: Question[] = [
  { id: 'emotion', name: 'emotion', kind: 'categorical', labels: ['joy', 'fear'] },
  { id: 'valence', name: 'valence', kind: 'ordinal', labels: ['1', '2', '3'], points: [1, 2, 3] },
];
const ANNOTATOR: Annotator = {
  model: 'model',
  revision: '1',
  dtype: 'fp32',
  method: { name: 'softmax' },
  questions: QUESTIONS,
};
const ANSWERS = [Float64Array.of(0.25, 0.75, 1, 0), Float64Array.of(0.5, 0.25, 0.25, 0, 0.5, 0.5)];

test('holds the rows that were added, by the hashes of their texts', async () => {
  const hash = await loadTextHash();
  const builder = new OutputChunkBuilder(ANNOTATOR);
  builder.add(hash('second'), true, ANSWERS, 1);
  builder.add(hash('first'), false, ANSWERS, 0);
  expect(builder.size).toBe(2);
  const chunk = builder.take();
  expect(textHashes(chunk)).toEqual([hash('second'), hash('first')]);
  expect([...chunk.truncated]).toEqual([1, 0]);
  expect([...chunk.rows[0]]).toEqual([0x3c00, 0, 0x3400, 0x3a00]);
  expect([...chunk.rows[1]]).toEqual([0, 0x3800, 0x3800, 0x3800, 0x3400, 0x3400]);
  expect(builder.size).toBe(0);
});

test('takes 2 bytes per label and 17 per text', async () => {
  const hash = await loadTextHash();
  const builder = new OutputChunkBuilder(ANNOTATOR);
  builder.add(hash('text'), false, ANSWERS, 0);
  const { hashes, truncated, rows } = builder.take();
  const bytes = [hashes, truncated, ...rows].reduce((sum, { byteLength }) => sum + byteLength, 0);
  expect(bytes).toBe(2 * (2 + 3) + 17);
});

test('two chunks join to one with the rows of both', async () => {
  const hash = await loadTextHash();
  const builder = new OutputChunkBuilder(ANNOTATOR);
  builder.add(hash('first'), false, ANSWERS, 0);
  const first = builder.take();
  builder.add(hash('second'), true, ANSWERS, 1);
  const second = builder.take();
  builder.add(hash('first'), false, ANSWERS, 0);
  builder.add(hash('second'), true, ANSWERS, 1);
  expect(joinChunks(first, second)).toEqual(builder.take());
});
