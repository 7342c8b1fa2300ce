import { expect, it } from 'vitest';
import { numberColumns } from '../../src/analysis/numbers/number-columns.ts';
import { hasNumbers } from '../../src/analysis/question-kinds.ts';
import { answersOf, numberDataset } from './rated-numbers.ts';

const annotated = numberDataset([
  [10, 20, 30],
  [50, null, null],
  [null, null, null],
  [40, 60, null],
]).questions.find(hasNumbers)!;

it('has each item’s means, spreads and residual, and none where raters are too few or nothing was answered', () => {
  const columns = numberColumns(annotated, answersOf('m', [[25, 35], [60], [70], []]), 2);
  expect(Array.from(columns.people)).toEqual([20, 50, NaN, 50]);
  expect(Array.from(columns.peopleSd)).toEqual([10, NaN, NaN, Math.sqrt(200)]);
  expect(Array.from(columns.model)).toEqual([30, 60, 70, NaN]);
  expect(Array.from(columns.modelSd)).toEqual([Math.sqrt(50), NaN, NaN, NaN]);
  expect(Array.from(columns.residual)).toEqual([10, NaN, NaN, NaN]);
  expect(Array.from(columns.seen)).toEqual([0, 0, 0, 0]);
});

it('takes a stated spread for the model’s, and numbers that are no raters’ as they are', () => {
  const agreed = { ...annotated, origin: 'consensus' as const };
  const columns = numberColumns(agreed, answersOf('m', [[25], [60], [70], []], [4, NaN, 1, NaN]), 2);
  expect(Array.from(columns.modelSd)).toEqual([4, NaN, 1, NaN]);
  expect(Array.from(columns.residual)).toEqual([5, 10, NaN, NaN]);
});

it('has the model’s side alone where nobody was asked', () => {
  const columns = numberColumns(null, answersOf('m', [[1, 3], [5]]), 2);
  expect(Array.from(columns.model)).toEqual([2, 5]);
  expect(Array.from(columns.people)).toEqual([NaN, NaN]);
  expect(Array.from(columns.residual)).toEqual([NaN, NaN]);
});
