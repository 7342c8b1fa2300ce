import { describe, expect, test } from 'vitest';
import type { Question } from '../../../src/judgments/question.ts';
import { PercentagesParser } from '../../../src/readers/predictions/percentages-parser.ts';

const FEELINGS: Question = {
  id: 'feeling',
  name: 'feeling',
  kind: 'categorical',
  labels: ['joy', 'anger', 'very happy', 'happy'],
};
const RATING: Question = {
  id: 'valence',
  name: 'valence',
  kind: 'ordinal',
  labels: ['1', '2', '3'],
  points: [1, 2, 3],
};

const feelings = new PercentagesParser(FEELINGS, { glad: 'joy' });
const ratings = new PercentagesParser(RATING);

describe('labels in words', () => {
  test.each([
    ['joy 60%, anger 40%', [0.6, 0.4, 0, 0]],
    ['60% joy and 40 % anger.', [0.6, 0.4, 0, 0]],
    ['Joy: 60\nAnger: 40', [0.6, 0.4, 0, 0]],
    ['- **joy**: 60%\n- **anger**: 40%', [0.6, 0.4, 0, 0]],
    ['1. joy: 60%\n2. anger: 40%', [0.6, 0.4, 0, 0]],
    ['{"joy": 60, "anger": 40}', [0.6, 0.4, 0, 0]],
    ['```json\n{"joy": "60%", "anger": "40 %"}\n```', [0.6, 0.4, 0, 0]],
    ['joy = 0.6; anger = 0.4', [0.6, 0.4, 0, 0]],
    ['joy 12,5%; anger 87,5%', [0.125, 0.875, 0, 0]],
    ['very happy 70%, happy 30%', [0, 0, 0.7, 0.3]],
    ['Very_Happy: 70 percent\nhappy: 30 per cent', [0, 0, 0.7, 0.3]],
    ['glad 100%', [1, 0, 0, 0]],
    ['<think>joy 10%?</think>joy 100%', [1, 0, 0, 0]],
    ['It is a mixed text. joy 60%, anger 40%', [0.6, 0.4, 0, 0]],
    ['joy 60%, joy 60%, anger 40%', [0.6, 0.4, 0, 0]],
    // As stated: who reads them divides by the sum and counts that.
    ['joy 60%, anger 20%', [0.6, 0.2, 0, 0]],
    ['joy 90%, anger 90%', [0.9, 0.9, 0, 0]],
  ])('%s', (answer, shares) => {
    const found = feelings.parse(answer, false);
    expect(found).toBeInstanceOf(Float64Array);
    for (const [label, share] of shares.entries())
      expect((found as Float64Array)[label]).toBeCloseTo(share, 12);
  });

  test.each([
    ['', /empty/],
    ['joy and anger', /no percentages/],
    ['I cannot say.', /no percentages/],
    ['happiness 60%, anger 40%', /“happiness” is no label/],
    ['{"happiness": 60, "anger": 40}', /“happiness” is no label/],
    ['60%, 40%', /“60%” does not give one label/],
    ['joy 60% or anger 40%', /does not give one label/],
    ['joy 60%, joy 30%, anger 10%', /“joy” two percentages/],
    ['joy -60%, anger 40%', /gives “joy” -60%/],
    ['joy 160%', /gives “joy” 160%/],
    ['joy 0%', /all 0/],
    ['<think>joy 60%', /within its reasoning/],
  ])('fails: %s', (answer, failure) => {
    expect(feelings.parse(answer, false)).toMatch(failure);
  });
});

describe('labels that are numbers', () => {
  test.each([
    ['1: 20%\n2: 30%\n3: 50%', [0.2, 0.3, 0.5]],
    ['20% 1, 30% 2, 50% 3', [0.2, 0.3, 0.5]],
    ['1: 20, 2: 30, 3: 50', [0.2, 0.3, 0.5]],
    ['{"1": 20, "2": 30, "3": 50}', [0.2, 0.3, 0.5]],
    ['3 (very pleasant): 100%', [0, 0, 1]],
    ['3/3: 100%', [0, 0, 1]],
  ])('%s', (answer, shares) => {
    const found = ratings.parse(answer, false) as Float64Array;
    for (const [label, share] of shares.entries()) expect(found[label]).toBeCloseTo(share, 12);
  });

  test.each([
    ['4: 100%', /“4” is no label/],
    ['60%', /“60%” does not give one label/],
    ['1 2 3: 60%', /does not give one label/],
  ])('fails: %s', (answer, failure) => {
    expect(ratings.parse(answer, false)).toMatch(failure);
  });
});

describe('an answer that was cut', () => {
  test('counts by its whole lines, if they come to 100%', () => {
    expect([...(feelings.parse('joy 60%\nanger 40%\nThat is bec', true) as Float64Array)]).toEqual([
      0.6, 0.4, 0, 0,
    ]);
    expect(feelings.parse('joy 60%\nanger 4', true)).toMatch(/cut off before/);
    expect(feelings.parse('joy 60%, anger 40', true)).toMatch(/cut off before/);
  });
});
