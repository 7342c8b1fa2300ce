import { categoriesOf, categoryFigures } from '../categories.ts';
import { figure } from '../reasons.ts';
import type { CategoryReport, Reasons } from '../report.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';

/** Every category's figures. */
export function categoriesSection(
  study: QuestionStudy,
  model: ModelStudy,
  reasons: Reasons,
): CategoryReport[] {
  const { question } = study.annotated;
  if (model.labelItems.length === 0) {
    reasons.categories = 'No item with a vote was answered that the model has not seen in training.';
    return categoriesOf(question).map(({ label }) => ({
      label,
      support: 0,
      meanHuman: null,
      meanModel: null,
      bias: null,
      pearson: null,
      spearman: null,
      auc: null,
      jsdShare: null,
    }));
  }
  return categoryFigures(question, model.figures, model.labelItems).map((category, index) => {
    const path = `categories.${index}`;
    const constant = 'The people’s share or the model’s is the same on every item.';
    return {
      ...category,
      pearson: figure(category.pearson, reasons, `${path}.pearson`, constant),
      spearman: figure(category.spearman, reasons, `${path}.spearman`, constant),
      auc: figure(
        category.auc,
        reasons,
        `${path}.auc`,
        'Either every item was given this label by some rater, or none.',
      ),
      jsdShare: figure(
        study.noGap === null ? category.jsdShare : null,
        reasons,
        `${path}.jsdShare`,
        study.noGap ?? 'There is no divergence to share.',
      ),
    };
  });
}
