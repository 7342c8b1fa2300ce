import { expect, test } from 'vitest';
import {
  areSetNumbers,
  keepsSets,
  rowWidth,
  setsAsNumbers,
  setsFromNumbers,
} from '../../src/files/answer-sets.ts';
import { fromHalf, toHalf } from '../../src/files/half-precision.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';
import { emotionQuestion } from '../../src/readers/goemotions-labels.ts';

test.each([1, 11, 12, 22, 28, 77])('sets of %i labels come back from 16-bit floats', (labels) => {
  const sets = [
    [],
    Array.from({ length: labels }, (_, label) => label),
    [labels - 1],
    ...Array.from({ length: 50 }, (_, at) =>
      Array.from({ length: labels }, (_, label) => label).filter((label) => (at * 7 + label * 5) % 3 === 0),
    ),
  ];
  const halves = toHalf(setsAsNumbers(sets, labels));
  const numbers = new Float32Array(halves.length);
  fromHalf(halves, numbers, 0);
  expect(setsFromNumbers(numbers, labels)).toEqual(sets);
});

test('are kept of answers with all labels that apply alone', () => {
  const annotator = (parameters: Annotator['method']['parameters'], question: Annotator['questions'][0]) => ({
    method: { name: 'samples' as const, parameters },
    questions: [question],
  });
  const all = annotator({ samples: 10, answers: 'all that apply' }, emotionQuestion);
  expect(keepsSets(all)).toBe(true);
  expect(rowWidth(all, emotionQuestion)).toBe(10 * 3);
  expect(rowWidth(annotator({ samples: 10 }, emotionQuestion), emotionQuestion)).toBe(28);
  const calibrated = { samples: 10, answers: 'all that apply', calibratedTo: 'people' };
  expect(keepsSets(annotator(calibrated, emotionQuestion))).toBe(false);
  const mapped = { ...calibrated, calibratedTo: '', mappedTo: 'other' };
  expect(keepsSets(annotator(mapped, emotionQuestion))).toBe(false);
  const scale = { id: 'v', name: 'v', kind: 'ordinal', labels: ['1', '2'], points: [1, 2] } as const;
  expect(keepsSets(annotator({ samples: 10, answers: 'all that apply' }, scale))).toBe(false);
});

test('numbers are told from sets by labels that there are not, parts and what is below 0', () => {
  expect(areSetNumbers(setsAsNumbers([[0, 11], [12]], 13), 13)).toBe(true);
  expect(areSetNumbers([2047, 3], 13)).toBe(true);
  for (const wrong of [[2048, 0], [0, 4], [0.5, 0], [-1, 0], [NaN, 0], [1]])
    expect(areSetNumbers(wrong, 13), String(wrong)).toBe(false);
});
