import { hasLabels, hasNumbers } from '../../analysis/question-kinds.ts';
import type { TextColumns } from '../../jobs/text-columns.ts';
import type {
  ModelReport,
  NumberModelReport,
  NumberQuestionReport,
  QuestionReport,
  Report,
} from '../../analysis/report.ts';
import type { Dataset } from '../../judgments/dataset.ts';
import { isOneTemperature, modelNames } from '../names/model-names.ts';
import { modelsOf, referencesFor } from './parts/findings.ts';
import type { OpenProject } from '../project/project.svelte.ts';
import type { ShownNumbers } from '../project/shown-numbers.ts';
import type { Shown, ShownTexts } from '../project/shown.ts';

/** What each item is called where texts are listed: an item whose text is not here stands under its id. */
export function namedTexts({ ids, texts, withoutText }: Dataset): readonly string[] {
  if (!withoutText) return texts;
  return texts.map((text, item) => (withoutText[item] ? `${ids[item]} (text not included)` : text));
}

/** The texts under one question, with what people said of them. */
export function textsShown(
  dataset: Dataset,
  texts: readonly string[],
  report: QuestionReport,
  columns: TextColumns | null,
): ShownTexts {
  const annotated =
    dataset.questions.filter(hasLabels).find(({ question }) => question.id === report.question) ?? null;
  const { question: id, name, labels } = report;
  const asked = annotated?.question ?? { kind: 'categorical', id, name, labels };
  return { dataset, texts, asked, annotated, columns };
}

/** The part of a project that is about one question and one model. */
export function partShown(
  texts: ShownTexts,
  project: OpenProject,
  report: Report,
  question: QuestionReport,
  model: ModelReport,
): Shown {
  const { models: all, references } = modelsOf(question);
  // A model's answers at one temperature are a choice, and no model in every table.
  const models = all.filter((one) => one === model || !isOneTemperature(one));
  return {
    ...texts,
    project,
    report,
    question,
    models,
    references: referencesFor(model, references),
    model,
    analysing: project.figures.isComputing,
  };
}

/** What the models of a continuous question are called; of answers at one temperature only the chosen ones are named. */
export function numberModelNames(
  { models }: NumberQuestionReport,
  chosen: NumberModelReport | null,
): Map<NumberModelReport, string> {
  const all = models.filter(({ reference }) => !reference);
  return modelNames(all.filter((one) => one === chosen || !isOneTemperature(one)));
}

/** People's answers to a continuous question; `null` where nobody was asked. */
export function annotatedNumbers(
  { questions }: Dataset,
  { question: id }: NumberQuestionReport,
): ShownNumbers['annotated'] {
  return questions.filter(hasNumbers).find(({ question }) => question.id === id) ?? null;
}
