import { expect, it } from 'vitest';
import { KnownAnswers } from '../../cli/benchmarks/known-answers.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';
import type { Question } from '../../src/judgments/question.ts';
import { itemTextHashes } from '../../src/judgments/text-hash.ts';

const QUESTION: Question = { id: 'mood', name: 'mood', kind: 'categorical', labels: ['up', 'down'] };
const ANNOTATOR: Annotator = {
  model: 'maker/model',
  revision: '1',
  dtype: 'q4',
  method: { name: 'label likelihood' },
  questions: [QUESTION],
};

it('gives answers back by text, wherever the text stands, and says what was not asked and what failed', async () => {
  const known = new KnownAnswers();
  await known.add('diary', { texts: ['one', 'two', 'three'] }, [
    {
      annotator: ANNOTATOR,
      question: QUESTION,
      answered: Uint8Array.of(1, 0, 0),
      missing: Uint8Array.of(0, 0, 1),
      distributions: Float32Array.of(0.25, 0.75, 0, 0, 0, 0),
    },
  ]);
  const hashes = await itemTextHashes({ texts: ['three', 'two', 'new', 'one'] });
  const [found] = known.of(ANNOTATOR, hashes);
  expect([...found.answered]).toEqual([0, 0, 0, 1]);
  expect([...found.missing!]).toEqual([1, 0, 1, 0]);
  expect([...found.distributions]).toEqual([0, 0, 0, 0, 0, 0, 0.25, 0.75]);
  expect(known.of({ ...ANNOTATOR, revision: '2' }, hashes)).toEqual([]);
  const [{ annotator, benchmarks }] = known.annotators();
  expect([annotator, [...benchmarks]]).toEqual([ANNOTATOR, ['diary']]);
});
