import { expect, test } from 'vitest';
import { decimalRating, labelsThatApply } from '../../../src/readers/predictions/all-that-apply.ts';
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
  ['<think>["joy"]', 'The answer ends within its reasoning.'],
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

const [VALENCE, AROUSAL, DOMINANCE] = [0, 1, 2];

test.each([
  ['{"V": 3.25, "A": 2, "D": 4.5}', 'valence', VALENCE, [0, 0, 0.75, 0.25, 0]],
  ['{"V": 3.25, "A": 2, "D": 4.5}', 'arousal', AROUSAL, [0, 1, 0, 0, 0]],
  ['Valence: 3.25, arousal: 2, dominance: 4.5', 'dominance', DOMINANCE, [0, 0, 0, 0.5, 0.5]],
  ['{"V": 3.25}', 'valence', VALENCE, 'The answer has no valence, arousal and dominance from 1 to 5.'],
  ['{"valence": 1.5}', 'valence', null, [0.5, 0.5, 0, 0, 0]],
  ['4.5', 'anger', null, [0, 0, 0, 0.5, 0.5]],
  ['{"anger": 9}', 'anger', null, '"9" is no number from 1 to 5.'],
  ['<think>maybe {"anger": 3}', 'anger', null, 'The answer ends within its reasoning.'],
])('rating of %s as %s', (answer, name, dimension, wanted) => {
  expect(decimalRating(answer, scale(name), dimension, false)).toEqual(wanted);
});

test('a rating whose end was cut off has failed, and what was said after it does no harm', () => {
  const whole = '{"V": 2.4, "A": 3.1, "D": 4';
  expect(decimalRating(whole, scale('valence'), VALENCE, true)).toMatch(/cut off/);
  expect(decimalRating('4', scale('anger'), null, true)).toMatch(/cut off/);
  expect(decimalRating('{"anger": 4.5} because', scale('anger'), null, true)).toEqual([0, 0, 0, 0.5, 0.5]);
});
