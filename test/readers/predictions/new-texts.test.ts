import { expect, it } from 'vitest';
import { readFiles } from '../../../src/readers/read-files.ts';
import { file } from '../files.ts';

const people = file(
  'people.csv',
  'id,text,rater,label,source\na,One,A,joy,web\na,One,B,fear,web\nb,Two,A,fear,web\nb,Two,B,fear,web\n',
);
const model = file(
  'model.csv',
  'id,text,joy,fear\na,One,0.9,0.1\nb,Two,0.25,0.75\nc,Three,0.4,0.6\nd-1,Same,0.8,0.2\nd-2,Same,0.3,0.7\n',
);
const whose = { 'model.csv': 'model' } as const;

it('offers texts that only a model’s file has, without those that may be samples of one', async () => {
  const { predictions } = await readFiles([people, model], { whose });
  expect(predictions!.unmatched).toEqual(['c', 'd-1', 'd-2']);
  expect([...predictions!.newTexts]).toEqual([['model.csv', [{ id: 'c', text: 'Three' }]]]);
  const [{ what, taken, choices }] = predictions!.asks;
  expect(what).toBe('It has 1 text that the people’s file has not.');
  expect(choices[taken!].says).toBe('left out, with the answers about them');
  expect(choices[1].answers).toEqual({ newTexts: { 'model.csv': 'add' } });
});

it('adds them behind people’s as texts that nobody judged, with the answers about them', async () => {
  const { dataset, predictions } = await readFiles([people, model], {
    whose,
    newTexts: [
      { id: 'c', text: 'Three' },
      { id: 'a', text: 'known already' },
    ],
  });
  const { ids, texts, questions, attributes } = dataset!;
  expect([ids, texts]).toEqual([
    ['a', 'b', 'c'],
    ['One', 'Two', 'Three'],
  ]);
  expect([...questions[0].votes.voteStart]).toEqual([0, 2, 4, 4]);
  expect([...questions[0].votes.abstentions]).toEqual([0, 0, 0]);
  for (const one of attributes ?? []) if (one.of === 'items') expect(one.values).toHaveLength(3);
  expect([...predictions!.judgments[0].answered]).toEqual([1, 1, 1]);
  expect(predictions!.unmatched).toEqual(['d-1', 'd-2']);
});
