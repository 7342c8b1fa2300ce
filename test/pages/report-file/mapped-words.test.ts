import { expect, it } from 'vitest';
import type { Report } from '../../../src/analysis/report.ts';
import { annotatorKey, type Annotator } from '../../../src/judgments/annotator.ts';
import { mappedWords } from '../../../src/pages/report-file/mapped-words.ts';

const plain: Annotator = {
  model: 'm',
  revision: '1',
  dtype: 'fp32',
  method: { name: 'softmax' },
  questions: [],
};
const parameters = {
  mappedFrom: 'emotion',
  mappedTo: 'mood',
  mapping: 'joy: joy, amusement; left out: neutral',
};
const mapped: Annotator = { ...plain, method: { name: 'softmax', parameters } };

it('a report names how labels were mapped, each mapping once', () => {
  const models = [plain, mapped, mapped].map((one) => ({ model: one.model, annotator: annotatorKey(one) }));
  const report = { questions: [{ models: [...models, { model: 'without a key' }] }] } as unknown as Report;
  expect(mappedWords(report)).toEqual(['m, emotion: joy: joy, amusement; left out: neutral']);
});

it('a model that ships and one of its name from elsewhere are told apart', () => {
  const models = ['dissensus/minilm-everyday', 'minilm-everyday'].map((model) => ({
    model,
    annotator: annotatorKey({ ...mapped, model }),
  }));
  const words = (some: typeof models) => mappedWords({ questions: [{ models: some }] } as unknown as Report);
  expect(words(models)).toEqual([
    'dissensus/minilm-everyday, emotion: joy: joy, amusement; left out: neutral',
    'minilm-everyday, emotion: joy: joy, amusement; left out: neutral',
  ]);
  expect(words(models.slice(0, 1))).toEqual([
    'minilm-everyday, emotion: joy: joy, amusement; left out: neutral',
  ]);
});
