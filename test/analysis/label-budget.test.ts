import { describe, expect, it } from 'vitest';
import { budgetSizes } from '../../src/analysis/label-budget.ts';
import { labelBudgetSection } from '../../src/analysis/sections/calibration.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { studyQuestion } from '../../src/analysis/study.ts';
import { CASES, expected, SEED } from '../reference/case.ts';

interface Reference {
  labels: number;
  method: string;
  score: string;
  mean: number;
  lo: number;
  hi: number;
  change: { mean: number; lo: number; hi: number };
}

const reference = expected<Record<string, Reference[]>>('label_budget');

describe.each(CASES)(
  '$name, against the reference script with the same draws',
  ({ name, dataset, annotated, models }) => {
    const study = studyQuestion(dataset, annotated, models, { ...DEFAULT_SETTINGS, seed: SEED });
    it.each(models)('$annotator.model', (judged) => {
      const model = study.models.find((one) => one.name === judged.annotator.model)!;
      const { figures: rows, reasons } = labelBudgetSection(study, model);
      const truth = reference[name][model.name as never] as unknown as Reference[];
      expect(rows.length).toBe(truth.length);
      for (const point of truth) {
        const found = rows.find(
          (row) => row.labels === point.labels && row.method === point.method && row.score === point.score,
        )!;
        const which = `${point.method} on ${point.labels} by ${point.score}`;
        expect(Math.abs(found.mean! - point.mean), which).toBeLessThan(1e-3);
        expect(Math.abs(found.lo! - point.lo), which).toBeLessThan(5e-3);
        expect(Math.abs(found.hi! - point.hi), which).toBeLessThan(5e-3);
        expect(Math.abs(found.change.mean! - point.change.mean), which).toBeLessThan(1e-3);
        expect(Math.abs(found.change.lo! - point.change.lo), which).toBeLessThan(5e-3);
        expect(Math.abs(found.change.hi! - point.change.hi), which).toBeLessThan(5e-3);
      }
      expect(reasons).toEqual({});
    });
  },
);

it('goes up in ones, twos and fives', () => {
  expect(budgetSizes(600)).toEqual([10, 20, 50, 100, 200, 500]);
  expect(budgetSizes(9)).toEqual([]);
});
