import { expect, test } from 'vitest';
import { modelCount } from '../../../src/pages/names/model-count.ts';

test('a model that was asked in several ways is one model', () => {
  expect(modelCount(['a'])).toBe('1 model');
  expect(modelCount(['a', 'b'])).toBe('2 models');
  expect(modelCount(['a', 'a', 'a'])).toBe('1 model with 3 sets of answers');
  expect(modelCount(['a', 'b', 'a'])).toBe('2 models with 3 sets of answers');
});
