import { expect, test } from 'vitest';
import {
  decimalRating,
  labelsThatApply,
  ratingKeys,
} from '../../../src/readers/predictions/all-that-apply.ts';
import type { OrdinalQuestion } from '../../../src/judgments/question.ts';

const PLACES = new Map([
  ['joy', 0],
  ['fear', 1],
  ['happiness', 0],
]);

test.each([
  ['["joy", "fear"]', [0, 1]],
  ['<think>fear?</think> Sure: ["Joy", "happiness", "boredom"]', [0]],
  ['["boredom"]', 'The answer has no JSON array with a label.'],
  ['joy and fear', 'The answer has no JSON array with a label.'],
  ['["joy", "fea', 'The answer has no JSON array with a label.'],
])('labels of %s', (answer, wanted) => {
  expect(labelsThatApply(answer, PLACES)).toEqual(wanted);
});

const scale = (name: string, points = [1, 2, 3, 4, 5]): OrdinalQuestion => ({
  kind: 'ordinal',
  id: name,
  name,
  labels: points.map(String),
  points,
});

test.each([
  ['{"V": 3.25, "A": 2, "D": 4.5}', 'valence', [0, 0, 0.75, 0.25, 0]],
  ['{"V": 3.25, "A": 2, "D": 4.5}', 'arousal', [0, 1, 0, 0, 0]],
  ['Valence: 3.25, arousal: 2, dominance: 4.5', 'dominance', [0, 0, 0, 0.5, 0.5]],
  ['{"V": 3.25}', 'valence', 'The answer has no valence, arousal and dominance from 1 to 5.'],
  ['{"anger": 1.5}', 'anger', [0.5, 0.5, 0, 0, 0]],
  ['4.5', 'anger', [0, 0, 0, 0.5, 0.5]],
  ['{"anger": 9}', 'anger', '"9" is no number from 1 to 5.'],
])('rating of %s as %s', (answer, name, wanted) => {
  expect(decimalRating(answer, scale(name))).toEqual(wanted);
});

test('valence, arousal and dominance are asked for together, as the paper does, other scales by their names', () => {
  expect(ratingKeys(scale('Arousal'))).toEqual(['V', 'A', 'D']);
  expect(ratingKeys(scale('arousal', [1, 2, 3]))).toEqual(['arousal']);
  expect(ratingKeys(scale('anger'))).toEqual(['anger']);
});
