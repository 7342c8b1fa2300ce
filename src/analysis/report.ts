import type { GradientReport } from './report/categories.ts';
import type { ComparisonReport } from './report/comparisons.ts';
import type { HalvesReport } from './report/halves.ts';
import type { ModelReport } from './report/model.ts';
import type { NumberQuestionReport } from './report/numbers.ts';
import type { QuestionPaperReport, RatingsPaperReport } from './report/paper.ts';
import type { PeopleReport } from './report/people.ts';
import type { SlicesReport } from './report/slices.ts';
import type { AnalysisSettings } from './settings.ts';

export type * from './report/bounds.ts';
export type * from './report/calibration.ts';
export type * from './report/categories.ts';
export type * from './report/comparisons.ts';
export type * from './report/figures.ts';
export type * from './report/halves.ts';
export type * from './report/model.ts';
export type * from './report/numbers.ts';
export type * from './report/paper.ts';
export type * from './report/people.ts';
export type * from './report/slices.ts';
export type * from './report/verdicts.ts';

/** What an analysis found, as one JSON document. A key that is absent has not been computed yet. */
export interface Report {
  readonly version: 1;
  readonly inputs: ReportInputs;
  /** One per question with labels that people were asked, then one per such question only models answered. */
  readonly questions: readonly QuestionReport[];
  /**
   * The same of continuous questions, which are answered with numbers and have figures of their own; absent where there is none. They
   * stand apart so that whoever reads `questions` finds labels at every one.
   */
  readonly continuous?: readonly NumberQuestionReport[];
  readonly gradients?: readonly GradientReport[];
  /** The slice beside another; absent where none was compared. */
  readonly slices?: SlicesReport;
  /** The paper's tables on scales, one for each group that was asked together. */
  readonly paper?: readonly RatingsPaperReport[];
}

export interface ReportInputs {
  readonly dataset: string;
  readonly items: number;
  /** People's files first, then those of models that ran elsewhere. */
  readonly files: readonly ReportFile[];
  /** What all figures are over; absent where they are over the whole data set. */
  readonly slice?: ReportSlice;
  /** File of the words of each label that the paper's lexicon coverage is by; absent where they are ours. */
  readonly lexicon?: string;
  /** Seeds and thresholds: {@link AnalysisSettings}. */
  readonly settings: AnalysisSettings;
}

/** The part of a data set that has one value of an attribute. */
export interface ReportSlice {
  readonly attribute: string;
  /** Whether texts have it, with all answers to them, or raters, whose answers alone count. */
  readonly of: 'items' | 'raters';
  /** In words. */
  readonly value: string;
  readonly items: number;
  /** Items of the whole data set. */
  readonly ofItems: number;
  /** Raters who have it, and all; absent for a slice of items. */
  readonly raters?: number;
  readonly ofRaters?: number;
}

/** A file that was read, and what of it was not used. */
export interface ReportFile {
  readonly name: string;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** What it was recognised as, in words. */
  readonly layout: string;
  readonly rowsRead: number;
  /** Rows left out because they cannot be used; neither those of `failed` nor those of `unmatched`. */
  readonly skipped: number;
  /** The first of all rows that are not used, with their reasons; lines count from 1, 0 is none in particular. */
  readonly skippedRows: readonly { readonly line: number; readonly reason: string }[];
  /**
   * Of models' answers: rows whose answer could not be understood, rows whose id no item has, and rows whose probabilities were
   * divided by their sum. Absent for a file of people's answers.
   */
  readonly failed?: number;
  readonly unmatched?: number;
  readonly renormalised?: number;
}

/** What was found about a question with labels. */
export interface QuestionReport {
  /**
   * The question's id as in the data set, or the models' where nobody was asked; unique in a report, so that a model's id that is
   * taken ends in a number.
   */
  readonly question: string;
  readonly name: string;
  readonly kind: 'categorical' | 'ordinal';
  readonly labels: readonly string[];
  readonly group?: string;
  readonly perspective?: 'reader' | 'writer';
  /** `null`: nobody was asked. */
  readonly people: PeopleReport | null;
  /** Models first, then the baselines. */
  readonly models: readonly ModelReport[];
  readonly comparisons?: readonly ComparisonReport[];
  /** Absent where nobody was asked. */
  readonly halves?: HalvesReport;
  /** The paper's tables on people and across models; absent of a scale, and where nobody was asked. */
  readonly paper?: QuestionPaperReport;
}
