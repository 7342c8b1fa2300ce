import type { TextColumns } from '../../jobs/text-columns.ts';
import type { ModelReport, QuestionReport, Report } from '../../analysis/report.ts';
import type { Dataset, LabelledAnswers } from '../../judgments/dataset.ts';
import type { LabelledQuestion } from '../../judgments/question.ts';
import type { OpenProject } from './project.svelte.ts';

/** Texts with what people, and perhaps a model, said of them. */
export interface ShownTexts {
  readonly dataset: Dataset;
  /** What each item is called where texts are listed: its text, or its id where that is not here. */
  readonly texts: readonly string[];
  /** The question as it was asked; with no people, as the models answered it. */
  readonly asked: LabelledQuestion;
  /** People's answers to it; `null` where nobody was asked. */
  readonly annotated: LabelledAnswers | null;
  /** Every item under the model; `null` until the worker has sent them, or with no model. */
  readonly columns: TextColumns | null;
}

/** What a view is about where no model has answered a question. */
export interface ShownPeople extends ShownTexts {
  readonly project: OpenProject;
  readonly report: Report;
  readonly question: QuestionReport;
  /** Whether more figures are to come. */
  readonly analysing: boolean;
}

/** What a view is about: the part of an open project that the address names. */
export interface Shown extends ShownPeople {
  readonly models: readonly ModelReport[];
  readonly references: readonly ModelReport[];
  readonly model: ModelReport;
}

/** What every view is given. */
export interface ViewProps {
  readonly shown: Shown;
}

/** What a view is given that needs no model. */
export interface PeopleViewProps {
  readonly shown: ShownPeople;
}
