import type { Interval, NumberModelReport } from '../../../analysis/report.ts';

/** A figure by which models are put side by side. */
export interface NumberMeasure {
  /** What the axis says, with the value at which a model is like people. */
  readonly axis: string;
  readonly of: (model: NumberModelReport) => Interval | undefined;
}

/** By their names on screen. */
export const NUMBER_MEASURES = {
  MAE: { axis: 'mean absolute error: 0 = as people', of: ({ error }) => error?.mae },
  RMSE: { axis: 'root mean square error: 0 = as people', of: ({ error }) => error?.rmse },
  CRPS: { axis: 'CRPS against each rater: lower is better', of: ({ error }) => error?.crps },
  Bias: { axis: 'model − people: 0 = none', of: ({ error }) => error?.bias },
  Pearson: { axis: 'Pearson correlation: 1 = full', of: ({ agreement }) => agreement?.pearson },
  Spearman: { axis: 'Spearman correlation: 1 = full', of: ({ agreement }) => agreement?.spearman },
  'Lin’s concordance': {
    axis: 'concordance: 1 = the model says what people say',
    of: ({ agreement }) => agreement?.concordance,
  },
  'Within-text variance': {
    axis: 'within-text variance, model − people: 0 = as people',
    of: ({ spread }) => spread?.difference,
  },
} as const satisfies Readonly<Record<string, NumberMeasure>>;

export type NumberMeasureName = keyof typeof NUMBER_MEASURES;
