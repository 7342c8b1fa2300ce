import type { ModelReport } from '../report.ts';
import { sectionOf } from '../section.ts';
import type { FiguresOf, Section } from '../section.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';
import { categoriesSection } from './categories.ts';
import { gapSection, seenSection } from './gap.ts';
import { disagreementSection, labelsSection, uncertaintySection } from './labels.ts';
import { outputsSection } from './outputs.ts';

/** A model's first figures: gap, labels, uncertainty and categories. */
export function modelSection(study: QuestionStudy, model: ModelStudy): Section<FiguresOf<ModelReport>> {
  const { name, method, reference, key, figures, items, coverage } = model;
  return sectionOf<FiguresOf<ModelReport>>({
    model: name,
    method,
    reference,
    ...(key === null ? {} : { annotator: key }),
    coverage: coverage.share,
    failed: coverage.failed,
    missing: coverage.missing,
    items: items.length,
    outputs: outputsSection(figures.model, figures.answered, figures.labels),
    seen: seenSection(study, model),
    gap: gapSection(study, model),
    labels: labelsSection(study, model),
    uncertainty: uncertaintySection(study, model),
    disagreement: disagreementSection(study, model),
    categories: categoriesSection(study, model),
  });
}
