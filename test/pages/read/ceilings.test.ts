import { expect, it } from 'vitest';
import type { ModelReport } from '../../../src/analysis/report.ts';
import { withCeiling } from '../../../src/pages/read/parts/ceilings.ts';
import { agreementFinding, agreementRows, testFinding } from '../../../src/pages/read/parts/findings.ts';

const report = (change: object) => change as unknown as ModelReport;
const best = (mean: number | null) => ({ mean, lo: mean, hi: mean });
const two = (value: number) => value.toFixed(2);

const model = report({
  labels: { top1: 0.63, top1Interval: { mean: 0.63, lo: 0.6, hi: 0.66 }, macroF1: 0.4 },
  ceiling: { top1: best(0.66), macroF1: best(0.5), winningRate: best(0.8), advantageProbability: best(0.7) },
  altTest: { winningRate: 0.5, advantageProbability: 0.6, raters: [{}, {}], epsilon: 0.1, passes: null },
});
const constant = report({ model: 'top label', labels: { top1: 0.34 } });

it('a figure stands beside what an exactly right model would get', () => {
  expect(withCeiling(0.63, best(0.66), two)).toBe('0.63 of at most 0.66');
  expect(withCeiling(1.2, best(0.9), two, 'least')).toBe('1.20 of at least 0.90');
  expect(withCeiling(0.89, best(0.87), two)).toBe('0.89 (an exactly right model: 0.87)');
  expect(withCeiling(0.8, best(0.9), two, 'least')).toBe('0.80 (an exactly right model: 0.90)');
  expect(withCeiling(0.63, best(null), two)).toBe('0.63');
  expect(withCeiling(null, best(0.66), two)).toBe('–');
});

it('a headline about labels has its ceiling and the commonest label', () => {
  expect(agreementFinding(model, [constant], 'raters')).toBe(
    "The model's most probable label is one of people's most frequent for 63% of at most 66% of the texts; the majority baseline is for 34%.",
  );
  expect(agreementRows(model, [constant]).map(({ label, mean }) => [label, mean])).toEqual([
    ['same top label', 0.63],
    ['… noise ceiling', 0.66],
    ['macro-F1 over labels', 0.4],
    ['… noise ceiling', 0.5],
    ['same label, majority baseline', 0.34],
  ]);
});

it('the alt-test says what an exactly right model would reach', () => {
  expect(testFinding(model)).toContain('half is needed; an exactly right model would reach 80%');
  expect(testFinding(model)).toContain('probability 0.60 of at most 0.70');
});
