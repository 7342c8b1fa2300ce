import type {
  ModelReport,
  NumberModelReport,
  NumberQuestionReport,
  QuestionReport,
  Report,
} from '../../analysis/report.ts';
import { modelsOf } from '../read/parts/findings.ts';
import { modelNames } from '../names/model-names.ts';
import { questionName } from '../names/question-words.ts';
import { numberModelNames } from '../read/part-shown.ts';
import { VIEWS } from '../read/views.ts';

/** One thing that is drawn for a report. */
export interface ReportPart {
  /** Headings that begin here: the first is the outermost. */
  readonly headings: readonly { readonly level: 2 | 3 | 4; readonly words: string }[];
  /** Id of a view, or what only the report has. */
  readonly draws: 'inputs' | 'texts' | 'method' | (typeof VIEWS)[number]['id'];
  /** What it is about; `null` for the whole project. */
  readonly about: { readonly question: QuestionReport; readonly model: ModelReport } | null;
  /** The same of a continuous question; its model is `null` where the part is of people alone. */
  readonly numbers?: { readonly question: NumberQuestionReport; readonly model: NumberModelReport | null };
}

/** Views of one model, in the order of the page; People, Models and The paper are of all of them, Items lists texts, Method is said once. */
const OF_A_MODEL = ['overview', 'categories', 'transparency', 'uncertainty', 'calibration', 'guidelines'];

/** What a report is made of, in order. A question that nobody was asked has only what models said. */
export function reportOutline(report: Report, withTexts: boolean): ReportPart[] {
  const parts: ReportPart[] = [
    { headings: [{ level: 2, words: 'What went in' }], draws: 'inputs', about: null },
  ];
  for (const question of report.questions) {
    const { models } = modelsOf(question);
    const names = modelNames(models);
    let begun: ReportPart['headings'] = [
      { level: 2, words: `Question: ${questionName(question, report.questions)}` },
    ];
    const add = (draws: ReportPart['draws'], model: ModelReport, headings: ReportPart['headings']) => {
      parts.push({ headings: [...begun, ...headings], draws, about: { question, model } });
      begun = [];
    };
    if (models.length > 0 && question.people)
      add('people', models[0], [{ level: 3, words: 'People among themselves' }]);
    if ((models.length > 1 || (models.length > 0 && report.slices)) && question.people)
      add('models', models[0], [{ level: 3, words: 'Models side by side' }]);
    if (models.length > 0 && question.people)
      add('paper', models[0], [{ level: 3, words: 'The paper’s tables' }]);
    for (const model of models) {
      const views = VIEWS.filter(({ id }) => (question.people ? OF_A_MODEL : ['overview']).includes(id));
      for (const [place, { id, name }] of views.entries())
        add(id, model, [
          ...(place === 0 ? [{ level: 3 as const, words: names.get(model)! }] : []),
          { level: 4, words: name },
        ]);
      if (withTexts) add('texts', model, [{ level: 4, words: 'Texts' }]);
    }
  }
  for (const question of report.continuous ?? []) parts.push(...numberParts(question, report, withTexts));
  parts.push({ headings: [{ level: 2, words: 'Method' }], draws: 'method', about: null });
  return parts;
}

/** What there is of a continuous question. */
function numberParts(question: NumberQuestionReport, report: Report, withTexts: boolean): ReportPart[] {
  const parts: ReportPart[] = [];
  const names = numberModelNames(question, null);
  const all = [...report.questions, ...(report.continuous ?? [])];
  let begun: ReportPart['headings'] = [{ level: 2, words: `Question: ${questionName(question, all)}` }];
  const add = (
    draws: ReportPart['draws'],
    model: NumberModelReport | null,
    headings: ReportPart['headings'],
  ) => {
    parts.push({ headings: [...begun, ...headings], draws, about: null, numbers: { question, model } });
    begun = [];
  };
  const [first = null] = names.keys();
  if (question.people) add('people', first, [{ level: 3, words: 'People among themselves' }]);
  if (names.size > 1 && question.people) add('models', first, [{ level: 3, words: 'Models side by side' }]);
  for (const [model, name] of names) {
    add('overview', model, [
      { level: 3, words: name },
      { level: 4, words: VIEWS[0].name },
    ]);
    if (withTexts && question.people) add('texts', model, [{ level: 4, words: 'Texts' }]);
  }
  return parts;
}
