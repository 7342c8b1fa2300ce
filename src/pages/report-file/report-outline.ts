import type {
  ModelReport,
  NumberModelReport,
  NumberQuestionReport,
  QuestionReport,
  Report,
} from '../../analysis/report.ts';
import { modelsOf } from '../read/parts/findings.ts';
import { isOneTemperature, modelNames } from '../names/model-names.ts';
import { questionName } from '../names/question-words.ts';
import { numberModelNames } from '../read/part-shown.ts';

/** Parts about a question with labels that have all its models in them. */
const OF_ALL_MODELS = {
  charts: 'In three charts',
  people: 'People among themselves',
  figures: 'Models by every figure',
  verdicts: 'Verdicts',
  categories: 'Categories',
  uncertainty: 'Uncertainty',
  calibration: 'Calibration',
  transparency: 'Lexical transparency',
  shares: 'What models said',
} as const;

export type TopicPart = keyof typeof OF_ALL_MODELS;

/** Of the whole project. */
export type WholePart = 'summary' | 'inputs' | 'method';

/** One thing that is drawn for a report. */
export type ReportPart = {
  /** Headings that begin here: the first is the outermost. */
  readonly headings: readonly { readonly level: 2 | 3 | 4; readonly words: string }[];
} & (
  | { readonly of: 'project'; readonly draws: WholePart }
  | { readonly of: 'question'; readonly draws: TopicPart; readonly question: QuestionReport }
  | {
      readonly of: 'view';
      /** A view that is not about one model alone, which is the first; or what is told of each model. */
      readonly draws: 'paper' | 'slices' | 'texts';
      readonly question: QuestionReport;
      readonly model: ModelReport;
    }
  | {
      readonly of: 'numbers';
      readonly draws: 'people' | 'models' | 'overview' | 'texts';
      readonly question: NumberQuestionReport;
      /** `null` where the part is of people alone. */
      readonly model: NumberModelReport | null;
    }
);

/**
 * What a report is made of, in order: a summary, then every question by topic with all models in each, then what went in and the
 * method. A question that nobody was asked has only what models said.
 */
export function reportOutline(report: Report, withTexts: boolean): ReportPart[] {
  const all = [...report.questions, ...(report.continuous ?? [])];
  const parts: ReportPart[] = [
    { headings: [{ level: 2, words: 'Summary' }], of: 'project', draws: 'summary' },
  ];
  const drawn = summarised(report);
  for (const question of report.questions) {
    const models = modelsOf(question).models.filter((model) => !isOneTemperature(model));
    const names = modelNames(models);
    const begin = begins(`Question: ${questionName(question, all)}`);
    const topic = (draws: TopicPart) =>
      parts.push({ headings: begin(OF_ALL_MODELS[draws]), of: 'question', draws, question });
    const view = (draws: 'paper' | 'slices' | 'texts', model: ModelReport, words: string) =>
      parts.push({ headings: begin(words), of: 'view', draws, question, model });
    if (question.people && question !== drawn && models.length > 0) topic('charts');
    if (question.people) topic('people');
    if (question.people && models.length > 0) {
      topic('figures');
      if (report.slices)
        for (const model of models) view('slices', model, `Two slices: ${names.get(model)!}`);
      for (const draws of ['verdicts', 'categories', 'uncertainty', 'calibration', 'transparency'] as const)
        topic(draws);
      view('paper', models[0], 'The paper’s tables');
    }
    if (!question.people && models.length > 0) topic('shares');
    if (withTexts) for (const model of models) view('texts', model, `Texts: ${names.get(model)!}`);
  }
  for (const question of report.continuous ?? [])
    parts.push(...numberParts(question, questionName(question, all), withTexts));
  parts.push({ headings: [{ level: 2, words: 'Data and settings' }], of: 'project', draws: 'inputs' });
  parts.push({ headings: [{ level: 2, words: 'Method' }], of: 'project', draws: 'method' });
  return parts;
}

/** The question whose charts are on the first page: of those that people and a model answered, the first. */
export function summarised({ questions }: Report): QuestionReport | null {
  return questions.find((one) => one.people !== null && modelsOf(one).models.length > 0) ?? null;
}

/** Headings of the parts below one of level 2, which stands before the first of them. */
function begins(words: string): (own: string) => ReportPart['headings'] {
  let above: ReportPart['headings'] = [{ level: 2, words }];
  return (own) => {
    const headings = [...above, { level: 3 as const, words: own }];
    above = [];
    return headings;
  };
}

/** What there is of a continuous question. */
function numberParts(question: NumberQuestionReport, called: string, withTexts: boolean): ReportPart[] {
  const parts: ReportPart[] = [];
  const names = numberModelNames(question, null);
  const begin = begins(`Question: ${called}`);
  const add = (
    draws: 'people' | 'models' | 'overview' | 'texts',
    model: NumberModelReport | null,
    words: string,
  ) => parts.push({ headings: begin(words), of: 'numbers', draws, question, model });
  const [first = null] = names.keys();
  if (question.people) add('people', first, 'People among themselves');
  if (names.size > 1 && question.people) add('models', first, 'Models side by side');
  for (const [model, name] of names) {
    add('overview', model, name);
    if (withTexts && question.people) add('texts', model, `Texts: ${name}`);
  }
  return parts;
}
