import type { CategoryReport, ModelReport } from './report.ts';

/** Some of a model's figures with their reasons; the others are not there. */
export type ModelPatch = ModelFigures & Pick<ModelReport, 'reasons'>;

export type ModelFigures = Partial<Omit<ModelReport, 'categories' | 'uncertainty' | 'reasons'>> & {
  readonly categories?: readonly Partial<CategoryReport>[];
  readonly uncertainty?: Partial<NonNullable<ModelReport['uncertainty']>>;
};

/** A model's report with some more of its figures. */
export function withFigures(row: ModelReport, patch: ModelPatch): ModelReport {
  const { categories, uncertainty, reasons, ...sections } = patch;
  return {
    ...row,
    ...sections,
    ...(row.uncertainty && { uncertainty: { ...row.uncertainty, ...uncertainty } }),
    ...(row.categories && {
      categories: row.categories.map((category, c) => ({ ...category, ...categories?.[c] })),
    }),
    reasons: { ...row.reasons, ...reasons },
  };
}
