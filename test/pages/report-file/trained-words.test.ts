import { expect, it } from 'vitest';
import type { Report } from '../../../src/analysis/report.ts';
import { trainedWords } from '../../../src/pages/report-file/trained-words.ts';

const seen = (items: number) => ({ items, jsd: { mean: null } });

it('what a model was trained on is said once, and of no other model', () => {
  const models = [
    { model: 'dissensus/minilm-everyday', seen: seen(20) },
    { model: 'minilm-everyday', seen: { ...seen(0), declared: { all: true, texts: 40, files: [] } } },
    { model: 'dissensus/minilm-reddit', seen: seen(3) },
    { model: 'unseen', seen: seen(0) },
    { model: 'uniform', reference: true, seen: seen(40) },
  ];
  const report = { questions: [{ models }, { models }] } as unknown as Report;
  expect(trainedWords(report).map(({ model, words }) => [model, words.slice(0, 44)])).toEqual([
    ['dissensus/minilm-everyday', 'The model was trained or tuned on 20 of these texts'.slice(0, 44)],
    ['minilm-everyday', 'The model is said to have been trained on all of'.slice(0, 44)],
    ['minilm-reddit', 'The model was trained or tuned on 3 of these texts'.slice(0, 44)],
  ]);
});
