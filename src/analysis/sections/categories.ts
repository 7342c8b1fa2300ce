import { categoriesOf, categoryFigures } from '../categories.ts';
import type { CategoryReport } from '../report.ts';
import { figure, sectionOf, sectionWithout } from '../section.ts';
import type { Section } from '../section.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';

/** Every category's figures. */
export function categoriesSection(
  study: QuestionStudy,
  model: ModelStudy,
): Section<readonly CategoryReport[]> {
  const { question } = study.annotated;
  if (model.labelItems.length === 0) {
    const none = categoriesOf(question).map(({ label }) => ({
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
    return sectionWithout(none, 'No item with a vote was answered that the model has not seen in training.');
  }
  const constant = 'The people’s share or the model’s is the same on every item.';
  const categories = categoryFigures(question, model.figures, model.labelItems).map((category) =>
    sectionOf<CategoryReport>({
      ...category,
      pearson: figure(category.pearson, constant),
      spearman: figure(category.spearman, constant),
      auc: figure(category.auc, 'Either every item was given this label by some rater, or none.'),
      jsdShare: figure(
        study.noGap === null ? category.jsdShare : null,
        study.noGap ?? 'There is no divergence to share.',
      ),
    }),
  );
  return sectionOf<readonly CategoryReport[]>(categories);
}
