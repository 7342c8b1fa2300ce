import type { Dataset } from '../judgments/dataset.ts';
import type { NamedLexicon } from '../judgments/named-lexicon.ts';
import type { ModelJudgments } from './model-judgments.ts';
import type { ModelFigures, ModelPatch } from './model-patch.ts';
import { modelSection } from './sections/model.ts';
import { calibratedModels, calibrationSection, labelBudgetSection } from './sections/calibration.ts';
import { categoryAgreementSection } from './sections/category-agreement.ts';
import { amongPeopleSection } from './sections/among-people.ts';
import { ceilingSection } from './sections/ceiling.ts';
import { comparison } from './sections/comparisons.ts';
import { verdictsWithoutDoubtful } from './sections/doubtful-raters.ts';
import { floorSection } from './sections/floor.ts';
import { guidelinesSection } from './sections/guidelines.ts';
import { halvesSection } from './sections/halves.ts';
import { transparencyOf } from './sections/transparency.ts';
import { altTestSection, worthSection } from './sections/worth.ts';
import type { KnownScore } from './paper/known-scores.ts';
import type {
  AmongNumbersReport,
  AmongPeopleReport,
  ComparisonReport,
  HalvesReport,
  ModelReport,
  NumberModelReport,
  QuestionPaperReport,
  RatingsPaperReport,
  Reasons,
  ReportSlice,
} from './report.ts';
import { scaleGroups } from './scale-groups.ts';
import { sectionOf, withReasons } from './section.ts';
import type { Section } from './section.ts';
import type { AnalysisSettings } from './settings.ts';
import { isWhole, matches, studyQuestion } from './study.ts';
import type { QuestionStudy } from './study.ts';
import { studyNumbers } from './numbers/number-study.ts';
import { hasLabels, hasNumbers, isNumberStudy, type Study } from './question-kinds.ts';
import { numberModelSection } from './sections/number-model.ts';
import { amongNumbersSection } from './sections/number-people.ts';
import type { LexicalTransparency } from './transparency/transparency.ts';

/** What an analysis starts from. */
export interface AnalysisInputs {
  readonly dataset: Dataset;
  /** Rows in the order of the data set's items. */
  readonly predictions: readonly ModelJudgments[];
  readonly settings: AnalysisSettings;
  /** Where data set and predictions are a part of those in the files. */
  readonly slice?: ReportSlice;
  /** How close each label's word is to its texts, where an embedding model has read them. */
  readonly embeddingScores?: readonly KnownScore[];
  /** Words of the labels for the paper's lexicon coverage, in place of ours. */
  readonly lexicon?: NamedLexicon;
}

/** The sections of a model's report that are computed by themselves; `first` is what appears first. */
export type ModelSectionName =
  'first' | 'floor' | 'ceiling' | 'worth' | 'agreement' | 'calibration' | 'label budget' | 'paper';

/** A part of an analysis that any thread may do; places count from 0 in the order of the report. */
export type Task =
  | {
      readonly section: Exclude<ModelSectionName, 'paper'>;
      readonly question: number;
      readonly model: number;
    }
  | PaperTask
  | {
      readonly section: 'comparison';
      readonly question: number;
      readonly model: number;
      readonly other: number;
    }
  | { readonly section: 'halves'; readonly question: number }
  | { readonly section: 'among people'; readonly question: number }
  | { readonly section: 'transparency'; readonly question: number }
  /** Of a continuous question: a model's numbers, and how people agree. */
  | { readonly section: 'numbers'; readonly question: number; readonly model: number }
  | { readonly section: 'numbers among people'; readonly question: number };

/** The tables of the paper's protocol: a model's own, those across the models of a question, and those over a group of scales. */
export type PaperTask =
  | { readonly section: 'paper'; readonly question: number; readonly model: number }
  | { readonly section: 'paper across'; readonly question: number }
  | { readonly section: 'paper ratings'; readonly question: number; readonly group: string };

/** What came out of a task, as plain data: to be laid over a model's report, a comparison, the halves, or every category's transparency. */
export interface TaskResult {
  readonly model?: ModelPatch;
  readonly comparison?: ComparisonReport;
  readonly halves?: HalvesReport;
  readonly among?: AmongPeopleReport | null;
  readonly transparency?: readonly LexicalTransparency[] | null;
  readonly numbers?: NumberModelReport;
  readonly amongNumbers?: (AmongNumbersReport & { readonly reasons: Reasons }) | null;
  readonly paper?: QuestionPaperReport | null;
  readonly ratings?: RatingsPaperReport;
}

/** The studies of a data set's questions, in its order. */
export function studiesOf({ dataset, predictions, settings }: AnalysisInputs): Study[] {
  return dataset.questions.map((annotated) => {
    const answers = matches(dataset, annotated, predictions);
    if (hasLabels(annotated)) return studyQuestion(dataset, annotated, answers, settings);
    if (hasNumbers(annotated)) return studyNumbers(dataset, annotated, answers, settings);
    throw new Error('A question is answered with labels or with numbers.');
  });
}

/** All that is to be done, in the order in which it is shown. */
export function planOf(studies: readonly Study[]): Task[] {
  const all = [...studies.entries()];
  const labelled = all.flatMap(([question, study]) => (isNumberStudy(study) ? [] : [{ question, study }]));
  const numbers = all.flatMap(([question, study]) => (isNumberStudy(study) ? [{ question, study }] : []));
  const everyModel = (section: ModelSectionName, references = true): Task[] =>
    labelled.flatMap(({ question, study: { models } }) =>
      [...models.keys()]
        .filter((model) => references || !models[model].reference)
        .map((model) => ({ section, question, model }) as Task),
    );
  const everyQuestion = (section: 'halves' | 'among people' | 'transparency' | 'paper across'): Task[] =>
    labelled.map(({ question }) => ({ section, question }));
  const comparisons = labelled.flatMap(({ question, study: { models } }): Task[] => {
    const compared = [...models.keys()].filter((model) => !models[model].reference && isWhole(models[model]));
    return compared.flatMap((model, place) =>
      compared.slice(place + 1).map((other) => ({ section: 'comparison' as const, question, model, other })),
    );
  });
  return [
    ...everyModel('first'),
    ...numbers.flatMap(({ question, study: { models } }) =>
      [...models.keys()].map((model) => ({ section: 'numbers' as const, question, model })),
    ),
    ...everyQuestion('among people'),
    ...numbers.map(({ question }) => ({ section: 'numbers among people' as const, question })),
    ...everyModel('floor'),
    ...everyModel('worth'),
    ...everyModel('ceiling', false),
    ...comparisons,
    ...everyModel('agreement'),
    ...everyQuestion('transparency'),
    ...everyModel('calibration', false),
    ...everyModel('label budget', false),
    ...everyQuestion('halves'),
    ...everyModel('paper', false),
    ...everyQuestion('paper across'),
    ...scaleGroups(studies).map(({ group, places: [question] }) => ({
      section: 'paper ratings' as const,
      question,
      group,
    })),
  ];
}

const VERDICTS_NEED: readonly Task['section'][] = ['first', 'floor', 'worth', 'ceiling', 'agreement'];

/** Tasks whose figures another needs: verdicts rest on the model's other sections. */
export function needs(task: Task, other: Task): boolean {
  return (
    task.section === 'calibration' &&
    'model' in other &&
    VERDICTS_NEED.includes(other.section) &&
    other.question === task.question &&
    other.model === task.model
  );
}

/**
 * Does one task. Depends on the inputs alone, so that it does not matter which thread does it, or when.
 * @param row the model's report with what a task {@link needs}; `null` for the others
 */
export async function perform(
  task: Task,
  studies: readonly Study[],
  inputs: Pick<AnalysisInputs, 'dataset' | 'embeddingScores' | 'lexicon'>,
  row: ModelReport | null = null,
): Promise<TaskResult> {
  const { texts } = inputs.dataset;
  const study = studies[task.question];
  if (task.section === 'numbers' || task.section === 'numbers among people') {
    if (!isNumberStudy(study)) throw new Error('The question is answered with labels.');
    if (task.section === 'numbers')
      return { numbers: withReasons(numberModelSection(study, study.models[task.model])) };
    const among = amongNumbersSection(study);
    return { amongNumbers: among && withReasons(among) };
  }
  if (isNumberStudy(study)) throw new Error('The question is answered with numbers.');
  if (task.section === 'paper' || task.section === 'paper across' || task.section === 'paper ratings') {
    // The paper's tables need much that nothing else does, and come last.
    const { paperResult } = await import('./sections/paper.ts');
    return paperResult(task, studies, inputs);
  }
  if (task.section === 'transparency') return { transparency: transparencyOf(study, texts) };
  if (task.section === 'halves') return { halves: withReasons(halvesSection(study)) };
  if (task.section === 'among people') {
    const among = amongPeopleSection(study);
    return { among: among && withReasons(among) };
  }
  if (task.section === 'comparison')
    return { comparison: withReasons(comparison(study, task.model, task.other)) };
  return { model: withReasons(modelFigures(task, study, texts, row)) };
}

function modelFigures(
  task: Extract<Task, { section: Exclude<ModelSectionName, 'paper'> }>,
  study: QuestionStudy,
  texts: readonly string[],
  row: ModelReport | null,
): Section<ModelFigures> {
  const model = study.models[task.model];
  switch (task.section) {
    case 'first':
      return modelSection(study, model);
    case 'floor':
      return floorSection(study, model);
    case 'ceiling':
      return sectionOf<ModelFigures>({ ceiling: ceilingSection(study, model) });
    case 'worth':
      return sectionOf<ModelFigures>({
        worth: worthSection(study, model),
        altTest: altTestSection(study, model),
      });
    case 'agreement':
      return sectionOf<ModelFigures>({ categories: categoryAgreementSection(study, model) });
    case 'calibration': {
      if (row === null) throw new Error('Verdicts need the model’s report so far.');
      const calibrated = calibratedModels(study, model, texts);
      const again = verdictsWithoutDoubtful(study, task.model, texts);
      return sectionOf<ModelFigures>({
        calibration: calibrationSection(study, model, calibrated),
        guidelines: guidelinesSection(study, model, calibrated, row),
        ...(again && { guidelinesWithoutDoubtful: again }),
      });
    }
    case 'label budget':
      return sectionOf<ModelFigures>({ labelBudget: labelBudgetSection(study, model) });
  }
}
