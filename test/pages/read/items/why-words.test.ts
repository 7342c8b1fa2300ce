import { expect, test } from 'vitest';
import { annotatorKey, type Annotator } from '../../../../src/judgments/annotator.ts';
import { labelBars, statedBars, toldApart, whyOf } from '../../../../src/pages/read/items/why-words.ts';

test('bars are shares of all labels, the likeliest first, with the logarithm before they were divided', () => {
  const logs = Float64Array.of(Math.log(0.01), Math.log(0.03));
  const bars = labelBars(logs, ['up', 'down']);
  expect(bars.map(({ label }) => label)).toEqual(['down', 'up']);
  expect(bars[0].share).toBeCloseTo(0.75, 12);
  expect(bars[0].logarithm).toBe(logs[1]);
  expect([...logs]).toEqual([Math.log(0.01), Math.log(0.03)]);
});

test('stated percentages are divided by their sum; labels without any are left out', () => {
  expect(statedBars(Float64Array.of(0.2, 0, 0.6), ['a', 'b', 'c'])).toEqual([
    { label: 'c', share: 0.6 / 0.8 },
    { label: 'a', share: 0.2 / 0.8 },
  ]);
});

test('answers of the same words stand together, with what was made of them', () => {
  const no = { text: 'so', given: [], failure: 'The answer names no label.' };
  const up = { text: 'up!', given: [1, 0].map((label) => ({ label, share: 0.5 })), failure: null };
  expect(toldApart([no, up, up], ['down', 'up'])).toEqual([
    {
      text: 'up!',
      times: 2,
      given: [
        { label: 'up', share: 0.5 },
        { label: 'down', share: 0.5 },
      ],
      failure: null,
    },
    { text: 'so', times: 1, given: [], failure: 'The answer names no label.' },
  ]);
});

test('answers of a language model can be explained, also those that were read from a file', () => {
  const asked: Annotator = {
    model: 'a/model',
    revision: '1',
    dtype: 'q4',
    method: { name: 'samples' },
    prompt: { id: 'mood', version: '12345678' },
    questions: [{ id: 'mood', name: 'mood', kind: 'categorical', labels: ['up', 'down'] }],
  };
  const whyOfOne = (annotator: Annotator) => whyOf({ annotator: annotatorKey(annotator) }, false);
  expect(whyOfOne(asked)).toEqual({ annotator: annotatorKey(asked), running: false });
  expect(whyOfOne({ ...asked, origin: { file: 'gift.dissensus' } })).not.toBeNull();
  for (const name of ['softmax', 'imported'] as const)
    expect(whyOfOne({ ...asked, method: { name } })).toBeNull();
  expect(whyOf({ annotator: 'key' }, false)).toBeNull();
  expect(whyOf({ annotator: undefined }, false)).toBeNull();
});
