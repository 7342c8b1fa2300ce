import { expect, test } from 'vitest';
import type { LabelBudgetReport } from '../../../../src/analysis/report.ts';
import { budgetCurves, budgetFinding } from '../../../../src/pages/read/calibration/calibration-findings.ts';

/** Of texts that differ from fold to fold by far more than a calibrator changes. */
function point(labels: number, change: LabelBudgetReport['change']): LabelBudgetReport {
  const mean = 1.8 + change.mean!;
  return {
    labels,
    method: 'temperature',
    score: 'crossEntropy',
    mean,
    lo: mean - 0.4,
    hi: mean + 0.4,
    change,
  };
}

test('the band of a learning curve lies below the line where the words say that 95% of draws do better', () => {
  const budget = [
    point(10, { mean: -0.1, lo: -0.3, hi: 0.2 }),
    point(20, { mean: -0.2, lo: -0.25, hi: -0.15 }),
  ];
  expect(budgetFinding(budget)).toContain('from 20 on in 95% of draws (temperature)');
  const [few, enough] = budgetCurves(budget);
  expect(few.hi).toBeCloseTo(2, 12);
  expect(few.hi).toBeGreaterThan(1.8);
  expect(enough.lo).toBeCloseTo(1.55, 12);
  expect(enough.mean).toBeCloseTo(1.6, 12);
  expect(enough.hi).toBeLessThan(1.8);
});

test('a point without a mean is not drawn, and one whose change is not known has no band', () => {
  const unknown = { mean: null, lo: null, hi: null };
  const [only] = budgetCurves([
    { ...point(10, { ...unknown, mean: 0 }), mean: null },
    { ...point(20, { ...unknown, mean: 0 }), change: unknown },
  ]);
  expect(only).toMatchObject({ labels: 20, mean: 1.8, lo: 1.8, hi: 1.8 });
});
