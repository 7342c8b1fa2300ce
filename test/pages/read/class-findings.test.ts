import { expect, it } from 'vitest';
import type { ModelReport } from '../../../src/analysis/report.ts';
import { classesFinding, modelConfusionFinding } from '../../../src/pages/read/categories/class-findings.ts';

const report = (change: object) => change as unknown as ModelReport;

it('labels are said with their ceiling, beyond chance, and beside the majority baseline', () => {
  const labels = { top1: 0.63, classes: { kappa: 0.5 } };
  const constant = report({ model: 'top label', labels: { top1: 0.34 } });
  const model = report({ labels, ceiling: { top1: { mean: 0.66, lo: 0.6, hi: 0.7 } } });
  expect(classesFinding(model, [constant])).toBe(
    'The model’s label is people’s most frequent one on 63% of at most 66% of the texts; beyond chance that is κ = 0.50. The majority baseline is right on 34%.',
  );
  expect(classesFinding(report({ labels: { top1: 0.63, classes: { kappa: null } } }), [])).toBe(
    'The model’s label is people’s most frequent one on 63% of the texts.',
  );
});

it('what the model confuses most is said with what it gets right', () => {
  const confusion = [
    [6, 4],
    [1, 9],
  ];
  expect(modelConfusionFinding(confusion, ['joy', 'fear'])).toContain(
    'where people say joy, the model says fear on 40% of the texts, and joy too on 60%',
  );
  expect(modelConfusionFinding([[3]], ['joy'])).toContain('never');
});
