import type { NumberColumns } from '../../analysis/numbers/number-columns.ts';
import type { NumberModelReport, NumberQuestionReport, Report } from '../../analysis/report.ts';
import type { Dataset, NumberAnswers } from '../../judgments/dataset.ts';
import type { OpenProject } from './project.svelte.ts';

/** What a view of a continuous question is about. */
export interface ShownNumbers {
  readonly project: OpenProject;
  readonly report: Report;
  readonly dataset: Dataset;
  /** What each item is called where texts are listed. */
  readonly texts: readonly string[];
  readonly question: NumberQuestionReport;
  /** People's answers to it; `null` where nobody was asked. */
  readonly annotated: NumberAnswers | null;
  /** `null` where none has answered. */
  readonly model: NumberModelReport | null;
  /** Models without the baseline, and what each is called. */
  readonly names: ReadonlyMap<NumberModelReport, string>;
  /** Every item under the model; `null` until the worker has sent them, or with no model. */
  readonly columns: NumberColumns | null;
}

/** What every view of a continuous question is given. */
export interface NumberViewProps {
  readonly shown: ShownNumbers;
}
