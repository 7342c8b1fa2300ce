import { expect, it } from 'vitest';
import { modelLines } from '../../../src/pages/open/benchmark-models.ts';

it('puts questions about the same items in one line, and says what was not answered or seen', () => {
  const account = { model: 'm', revision: '1', method: 'softmax', items: 1200, seen: 0 };
  const models = [
    { ...account, question: 'emotion' },
    { ...account, question: 'valence', seen: 1000 },
    { ...account, question: 'arousal', seen: 1000 },
    { ...account, model: 'n', method: 'label likelihood', question: 'emotion', items: 50 },
  ];
  expect(modelLines({ models, items: 1200 })).toEqual([
    'm (1, softmax): 1,200 items; emotion',
    'm (1, softmax): 1,200 items, 1,000 of them seen in training; valence, arousal',
    'n (1, label likelihood): 50 of 1,200 items; emotion',
  ]);
});
