import type { MethodChapter } from '../chapter.ts';

export const TEXTS_WITHOUT_PEOPLE: MethodChapter = {
  id: 'along',
  title: 'Texts without people',
  entries: [
    {
      name: 'Means along the texts',
      formula: 'ŷ(x) = Σ l_i(x) y_i,   interval ŷ ± 1.96 √(σ²(x) Σ l_i(x)²)',
      words:
        'Local linear regression with tricube weights over the nearest 30% of the texts (at least 10), no robustness iterations; σ² from the weighted residuals in the span. Pointwise, for texts that are independent given the curve; the model’s own error is not in it. What goes past the least or most that is possible is cut off there. Needs 20 texts. Checked against statsmodels.',
      source: 'Cleveland 1979, Journal of the American Statistical Association 74(368)',
    },
  ],
};
