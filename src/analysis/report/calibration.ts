import type { Figure, Over } from './figures.ts';

/** The score a calibrator is judged by. */
export type CalibrationScore = 'crossEntropy' | 'squared' | 'jsd';

export interface CalibrationReport {
  readonly method: string;
  readonly score: CalibrationScore;
  /** Mean over held-out items, without and with the calibrator. */
  readonly before: Figure;
  readonly after: Figure;
  /** 100 (before - after) / before. */
  readonly reduction: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
  readonly over: Over;
}

export interface LabelBudgetReport {
  /** Labelled items the calibrator was fitted on, each with all its raters. */
  readonly labels: number;
  readonly method: string;
  readonly score: CalibrationScore;
  /** Mean over the draws of the held-out mean, and the central 95% of the draws. */
  readonly mean: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
  /** The score on the same held-out items less what it is without a calibrator: mean and central 95% of the draws. */
  readonly change: { readonly mean: Figure; readonly lo: Figure; readonly hi: Figure };
}
