import { annotatorKey } from '../judgments/annotator.ts';
import type { Dataset } from '../judgments/dataset.ts';
import { alignedDistributions } from './item-figures.ts';
import type { ModelJudgments } from './model-judgments.ts';
import type { ModelReport, QuestionReport, Reasons, Report } from './report.ts';
import { methodName } from './method-name.ts';
import { inputsOf } from './report-inputs.ts';
import { NO_INTERVAL } from './intervals.ts';
import { calibratedModels, calibrationSection, labelBudgetSection } from './sections/calibration.ts';
import { categoriesSection } from './sections/categories.ts';
import { addCategoryAgreement } from './sections/category-agreement.ts';
import { comparisonsSection } from './sections/comparisons.ts';
import { floorSection } from './sections/floor.ts';
import { gapSection, seenSection } from './sections/gap.ts';
import { disagreementSection, labelsSection, uncertaintySection } from './sections/labels.ts';
import { guidelinesSection } from './sections/guidelines.ts';
import { outputsSection } from './sections/outputs.ts';
import { peopleSection } from './sections/people.ts';
import { addTransparency, gradientsSection } from './sections/transparency.ts';
import { altTestSection, worthSection } from './sections/worth.ts';
import type { AnalysisSettings } from './settings.ts';
import { matches, studyQuestion } from './study.ts';
import type { ModelStudy, QuestionStudy } from './study.ts';

/** Adds one section to every model of a question. */
type Section = (study: QuestionStudy, question: QuestionReport, dataset: Dataset) => void;

/** What takes longer than the first figures, in the order it is shown. */
const LATER_SECTIONS: readonly Section[] = [
  forEachModel((study, model, row) => {
    const { floor, ifExact } = floorSection(study, model, row.reasons);
    row.floor = floor;
    if (row.uncertainty) row.uncertainty.ifExact = ifExact;
  }),
  forEachModel((study, model, row) => {
    row.worth = worthSection(study, model, row.reasons);
    row.altTest = altTestSection(study, model, row.reasons);
  }),
  (study, question) => {
    question.comparisons = comparisonsSection(study);
  },
  forEachModel((study, model, row) => {
    addCategoryAgreement(study, model, row.categories ?? [], row.reasons);
  }),
  (study, question, dataset) => {
    addTransparency(study, dataset.texts, question.models);
  },
  (study, question, dataset) => {
    for (const [place, model] of study.models.entries()) {
      if (model.reference) continue;
      const row = question.models[place];
      const calibrated = calibratedModels(study, model, dataset.texts);
      row.calibration = calibrationSection(study, model, calibrated, row.reasons);
      row.guidelines = guidelinesSection(study, model, calibrated, row);
    }
  },
  forEachModel((study, model, row) => {
    if (!model.reference) row.labelBudget = labelBudgetSection(study, model, row.reasons);
  }),
];

/**
 * Compares what people said with what models said, question by question.
 * Predictions are matched to the people's questions by what is asked (kind, scale, labels); those that match none are reported
 * by themselves, as are models on texts nobody has judged.
 * @param predictions rows in the order of the data set's items
 * @param onSection called with the report as far as it is done: first gap, labels and categories, model by model, then the sections
 *   that take longer. It is the same object each time.
 */
export async function analyse(
  dataset: Dataset,
  predictions: readonly ModelJudgments[],
  settings: AnalysisSettings,
  onSection?: (report: Report) => void | Promise<void>,
): Promise<Report> {
  const report: Report = { version: 1, inputs: inputsOf(dataset, settings), questions: [] };
  const studies = dataset.questions.map((annotated) =>
    studyQuestion(dataset, annotated, matches(annotated, predictions), settings),
  );
  for (const study of studies) {
    const question: QuestionReport = {
      ...questionWords(study.annotated.question),
      people: peopleSection(study),
      models: [],
    };
    report.questions.push(question);
    for (const model of study.models) {
      question.models.push(modelReport(study, model));
      await onSection?.(report);
    }
  }
  const unmatched = predictions.filter(
    (one) => !dataset.questions.some((annotated) => matches(annotated, [one]).length > 0),
  );
  if (unmatched.length > 0) {
    report.questions.push(...modelsAlone(unmatched));
    await onSection?.(report);
  }
  for (const section of LATER_SECTIONS) {
    for (const [index, study] of studies.entries()) {
      section(study, report.questions[index], dataset);
      await onSection?.(report);
    }
  }
  report.gradients = gradientsSection(report.questions, settings);
  await onSection?.(report);
  return report;
}

function forEachModel(add: (study: QuestionStudy, model: ModelStudy, row: ModelReport) => void): Section {
  return (study, question) => {
    for (const [place, model] of study.models.entries()) add(study, model, question.models[place]);
  };
}

function modelReport(study: QuestionStudy, model: ModelStudy): ModelReport {
  const { name, method, reference, key, figures, items } = model;
  const reasons: Reasons = {};
  return {
    model: name,
    method,
    reference,
    ...(key === null ? {} : { annotator: key }),
    coverage: coverageOf(figures.answered),
    items: items.length,
    outputs: outputsSection(figures.model, figures.answered, figures.labels, reasons),
    seen: seenSection(study, model, reasons),
    gap: gapSection(study, model, reasons),
    labels: labelsSection(study, model, reasons),
    uncertainty: uncertaintySection(study, model, reasons),
    disagreement: disagreementSection(study, model, reasons),
    categories: categoriesSection(study, model, reasons),
    reasons,
  };
}

/** Questions nobody was asked here: what each model said. */
function modelsAlone(predictions: readonly ModelJudgments[]): QuestionReport[] {
  const byQuestion = new Map<string, ModelJudgments[]>();
  for (const one of predictions) {
    const key = JSON.stringify([one.question.id, one.question.kind, one.question.labels]);
    byQuestion.set(key, [...(byQuestion.get(key) ?? []), one]);
  }
  return [...byQuestion.values()].map((group) => ({
    ...questionWords(group[0].question),
    people: null,
    models: group.map((one) => {
      const labels = one.question.labels.length;
      const reasons: Reasons = { seen: 'Nobody has judged these texts.' };
      const model = alignedDistributions(
        one,
        Int32Array.from({ length: labels }, (_, c) => c),
      );
      return {
        model: one.annotator.model,
        method: methodName(one.annotator.method),
        reference: false,
        annotator: annotatorKey(one.annotator),
        coverage: coverageOf(one.answered),
        items: 0,
        outputs: outputsSection(model, one.answered, labels, reasons),
        seen: { items: one.seen?.reduce((sum, seen) => sum + seen, 0) ?? 0, jsd: NO_INTERVAL },
        reasons,
      };
    }),
  }));
}

function questionWords(question: ModelJudgments['question']): Omit<QuestionReport, 'people' | 'models'> {
  return {
    question: question.id,
    name: question.name,
    kind: question.kind,
    labels: [...question.labels],
    ...(question.kind === 'ordinal' && question.group !== undefined ? { group: question.group } : {}),
    ...(question.kind === 'ordinal' && question.perspective !== undefined
      ? { perspective: question.perspective }
      : {}),
  };
}

/** Share of items answered; 0 of no items. */
function coverageOf(answered: Uint8Array): number {
  return answered.length === 0 ? 0 : answered.reduce((sum, one) => sum + one, 0) / answered.length;
}
