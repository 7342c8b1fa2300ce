import type { ModelReport, Reasons } from '../report.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';
import { categoriesSection } from './categories.ts';
import { gapSection, seenSection } from './gap.ts';
import { disagreementSection, labelsSection, uncertaintySection } from './labels.ts';
import { outputsSection } from './outputs.ts';

/** A model's first figures: gap, labels, uncertainty and categories. */
export function modelSection(study: QuestionStudy, model: ModelStudy): ModelReport {
  const { name, method, reference, key, figures, items, coverage } = model;
  const reasons: Reasons = {};
  return {
    model: name,
    method,
    reference,
    ...(key === null ? {} : { annotator: key }),
    coverage: coverage.share,
    failed: coverage.failed,
    missing: coverage.missing,
    items: items.length,
    outputs: outputsSection(figures.model, figures.answered, figures.labels, reasons),
    seen: seenSection(study, model, reasons),
    gap: gapSection(study, model, reasons),
    labels: labelsSection(study, model, reasons),
    uncertainty: uncertaintySection(study, model, reasons),
    disagreement: disagreementSection(study, model, reasons),
    categories: categoriesSection(study, model, reasons),
    reasons,
  };
}
