import { NO_FLOOR } from './sections/floor.ts';
import { NO_LABELS } from './sections/labels.ts';
import { NO_MODEL_TABLES } from './paper/no-model-tables.ts';
import { NO_WORTH } from './sections/worth.ts';
import type { AnalysisSettings } from './settings.ts';
import type { Interval, ModelReport, QuestionReport, Report } from './report.ts';

/**
 * A report as the JSON document that is saved, on the command line and in the page alike. Whoever reads it finds every key at
 * every model: where people were not asked, or what is not done for a baseline, with `null` or nothing in it and a
 * reason. A key that is absent all the same was not computed yet when the report was saved.
 */
export function reportDocument(report: Report): string {
  const questions = report.questions.map((question) => withEveryKey(question, report.inputs.settings));
  return `${JSON.stringify({ ...report, questions }, null, 2)}\n`;
}

function withEveryKey(question: QuestionReport, settings: AnalysisSettings): QuestionReport {
  if (question.people === null)
    return {
      ...question,
      models: question.models.map((model) =>
        fill(model, { ...ofPeople(settings), ...OF_MODELS }, 'Nobody has judged these texts.'),
      ),
      comparisons: [],
    };
  return {
    ...question,
    models: question.models.map((model) =>
      model.reference ? fill(model, OF_MODELS, 'This is a baseline and no model.') : model,
    ),
  };
}

type Sections = Omit<Required<ModelReport>, Always | 'guidelinesWithoutDoubtful'>;
type Always =
  | 'model'
  | 'method'
  | 'reference'
  | 'annotator'
  | 'coverage'
  | 'failed'
  | 'missing'
  | 'items'
  | 'outputs'
  | 'seen'
  | 'reasons';
type OfModels = 'ceiling' | 'calibration' | 'labelBudget' | 'guidelines' | 'paper';

function fill(model: ModelReport, empty: Partial<Sections>, reason: string): ModelReport {
  const reasons = { ...model.reasons };
  for (const key of Object.keys(empty)) if (!(key in model)) reasons[key] = reason;
  return { ...empty, ...model, reasons };
}

const NO_CEILING = { mean: null, lo: null, hi: null };

const OF_MODELS: Pick<Sections, OfModels> = {
  ceiling: {
    draws: 0,
    top1: NO_CEILING,
    macroF1: NO_CEILING,
    crossEntropy: NO_CEILING,
    tvd: NO_CEILING,
    emd: NO_CEILING,
    advantageProbability: NO_CEILING,
    winningRate: NO_CEILING,
    passes: null,
    pearson: [],
  },
  calibration: [],
  labelBudget: [],
  guidelines: [],
  paper: NO_MODEL_TABLES,
};

const NO_MEAN: Interval = { mean: null, lo: null, hi: null, over: 'items only' };

function ofPeople({ epsilon }: AnalysisSettings): Omit<Sections, OfModels> {
  return {
    gap: {
      jsd: NO_MEAN,
      squared: NO_MEAN,
      crossEntropy: NO_MEAN,
      tvd: NO_MEAN,
      hellinger: NO_MEAN,
      kl: NO_MEAN,
      emd: NO_MEAN,
      squaredItems: 0,
    },
    labels: NO_LABELS,
    uncertainty: {
      spearman: null,
      entropyDifference: null,
      entropyDifferenceInterval: NO_MEAN,
      ifExact: { spearman: null, entropyDifference: null },
    },
    disagreement: { people: null, model: null, difference: NO_MEAN },
    floor: NO_FLOOR,
    worth: NO_WORTH,
    altTest: { epsilon, winningRate: null, advantageProbability: null, passes: null, raters: [] },
    categories: [],
  };
}
