import type { Interval, Reasons } from './figures.ts';
import type { ReportSlice } from '../report.ts';

/** The slice that a report is over, beside another of the same data set. */
export interface SlicesReport {
  readonly other: ReportSlice;
  /** Those that people were asked, in the report's order. */
  readonly questions: readonly SlicedQuestionReport[];
}

export interface SlicedQuestionReport {
  /** Id of the question. */
  readonly question: string;
  /** Models alone, in the report's order. */
  readonly models: readonly SlicedModelReport[];
}

/** A model on one slice and on another. */
export interface SlicedModelReport {
  readonly model: string;
  readonly method: string;
  readonly annotator?: string;
  readonly squared: SliceFigure;
  readonly jsd: SliceFigure;
  readonly top1: SliceFigure;
  /** Mean of H(q) - H(p), over log2 K. */
  readonly entropyDifference: SliceFigure;
  readonly reasons: Readonly<Reasons>;
}

export interface SliceFigure {
  /** In the report's slice, over so many items. */
  readonly here: Interval;
  readonly itemsHere: number;
  /** In the other. */
  readonly there: Interval;
  readonly itemsThere: number;
  /**
   * `here` less `there`. Items of one slice alone are resampled within it, those of both together; where raters are few it is over them
   * too, each counted in both slices at once.
   */
  readonly difference: Interval;
}
