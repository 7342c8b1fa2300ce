import { describe, expect, it } from 'vitest';
import type { GapMeasure } from '../../src/analysis/item-figures.ts';
import { reasonFor } from '../../src/analysis/reasons.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { studyQuestion } from '../../src/analysis/study.ts';
import { caseReport } from '../reference/case-report.ts';
import { CASES, expected, SEED } from '../reference/case.ts';

interface Reference {
  fold: number[];
  people: { pairwise: number; alpha: number };
  models: Record<
    string,
    {
      items: number[];
      gap: Partial<Record<GapMeasure, number[]>>;
      labels: { top1: number; macroF1: number };
      uncertainty: { spearman: number; entropyDifference: number };
      disagreement: { people: number; model: number };
      categories: Record<string, number | string>[];
      floor: { humanHuman: number; modelGroup: number };
    }
  >;
}

const settings = { ...DEFAULT_SETTINGS, seed: SEED };
const reference = expected<Reference>('gap');

describe.each(CASES)('$name, against the reference script', (one) => {
  const { name, dataset, annotated, models } = one;
  const truth = reference[name];

  it('deals the same folds from the same stream', () => {
    expect([...studyQuestion(dataset, annotated, models, settings).fold]).toEqual(truth.fold);
  });

  it.each(models)('item figures of $annotator.model', (judgments) => {
    const study = studyQuestion(dataset, annotated, models, settings);
    const { figures } = study.models.find(({ name: model }) => model === judgments.annotator.model)!;
    const { items, gap } = truth.models[judgments.annotator.model];
    for (const [measure, values] of Object.entries(gap)) {
      for (const [place, item] of items.entries()) {
        expect(figures[measure as GapMeasure][item], `${measure} of item ${item}`).toBeCloseTo(
          values[place],
          9,
        );
      }
    }
  });

  it('the report', async () => {
    const report = await caseReport(one);
    const [question] = report.questions;
    expect(question.people!.pairwise).toBeCloseTo(truth.people.pairwise, 9);
    expect(question.people!.alpha).toBeCloseTo(truth.people.alpha, 9);
    for (const { annotator } of models) {
      const row = question.models.find((model) => model.model === annotator.model)!;
      const figures = truth.models[annotator.model];
      expect(row.items).toBe(figures.items.length);
      for (const [measure, values] of Object.entries(figures.gap)) {
        const { mean, lo, hi, over } = row.gap![measure as GapMeasure];
        const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
        expect(mean).toBeCloseTo(centre, 9);
        expect(lo).toBeLessThan(centre);
        expect(hi).toBeGreaterThan(centre);
        expect(over).toBe('items and raters');
      }
      expect(row.labels!.top1).toBeCloseTo(figures.labels.top1, 9);
      expect(row.labels!.macroF1).toBeCloseTo(figures.labels.macroF1, 9);
      expect(row.uncertainty!.spearman).toBeCloseTo(figures.uncertainty.spearman, 9);
      expect(row.uncertainty!.entropyDifference).toBeCloseTo(figures.uncertainty.entropyDifference, 9);
      expect(row.disagreement!.people).toBeCloseTo(figures.disagreement.people, 9);
      expect(row.disagreement!.model).toBeCloseTo(figures.disagreement.model, 9);
      for (const [index, category] of figures.categories.entries()) {
        for (const [key, value] of Object.entries(category)) {
          const found = row.categories![index][key as 'pearson'];
          if (typeof value === 'string') expect(found).toBe(value);
          else expect(found, `${key} of ${category.label}`).toBeCloseTo(value, 9);
        }
      }
      // 200 draws for each of about 100 items leave an error near 0.0015.
      expect(row.floor!.humanHuman).toBeCloseTo(figures.floor.humanHuman, 2);
      expect(row.floor!.modelGroup).toBeCloseTo(figures.floor.modelGroup, 2);
    }
  });

  it('holds no number that is not finite, and every null has its reason', async () => {
    const report = await caseReport(one);
    for (const question of report.questions) {
      for (const row of question.models) {
        walk(row, '', (path, value) => {
          if (typeof value === 'number') expect(Number.isFinite(value), path).toBe(true);
          if (value === null && !/^worth\.bound|^altTest\.passes/.test(path)) {
            expect(reasonFor(row.reasons, path), `${row.model} ${path}`).toBeTruthy();
          }
        });
      }
    }
  });
});

function walk(value: unknown, path: string, visit: (path: string, leaf: unknown) => void): void {
  if (value === null || typeof value !== 'object') return visit(path, value);
  for (const [key, child] of Object.entries(value)) walk(child, path ? `${path}.${key}` : key, visit);
}
