import { extent } from 'd3';
import { columnAnswers, type ColumnAnswers } from './column-answers.ts';
import { askedTexts, headerTexts } from './header-texts.ts';
import type { MappedQuestion } from './mapping.ts';
import type { SampledColumns } from './sampled-columns.ts';

/** What the one question is called that all columns of a survey ask; what is asked of its answers goes by it. */
const QUESTION = 'label';

/** More choices than this have no survey's questions. */
const WIDEST_OF_CODES = 10;

/** What people were asked of several texts in a table with a row for each person. */
export interface SurveyQuestions {
  /** The columns of each by the text. */
  readonly questions: readonly MappedQuestion[];
  readonly answers: Pick<ColumnAnswers, 'separator' | 'decimalComma' | 'asks'> & {
    readonly missing: readonly string[];
    readonly abstentions: readonly string[];
  };
}

/**
 * The questions that a survey's columns ask: several, where the headers name both a question and a text, else one.
 * @param headerOf the words above a column
 * @returns `null` if the cells are no answers
 */
export function surveyQuestions(
  columns: SampledColumns,
  names: readonly string[],
  headerOf: (name: string) => string,
): SurveyQuestions | null {
  const byHeader = new Map(names.map((name) => [headerOf(name), name]));
  const several = byHeader.size === names.length ? askedTexts([...byHeader.keys()]) : null;
  const texts = headerTexts(names.map(headerOf));
  const asked = several?.map(({ question, texts: own }) => ({
    name: question,
    columns: own.map(({ header, text }) => ({ column: byHeader.get(header)!, name: text })),
  })) ?? [{ name: QUESTION, columns: names.map((column, at) => ({ column, name: texts[at] })) }];
  const found = asked.map((question) => ({
    question,
    answers: columnAnswers(
      columns,
      question.columns.map(({ column }) => column),
      question.name === QUESTION && isSlider(columns, names) ? '' : question.name,
      true,
    ),
  }));
  const questions = found.flatMap(({ question, answers }): MappedQuestion[] => {
    if (answers === null) return [];
    const { kind, scale, points } = answers;
    return [
      {
        name: question.name,
        kind,
        ...(scale && { scale }),
        ...(points && { points }),
        columns: question.columns,
      },
    ];
  });
  if (questions.length < asked.length) return null;
  const all = found.map(({ answers }) => answers!);
  return {
    questions,
    answers: {
      separator: all.find(({ separator }) => separator !== undefined)?.separator,
      decimalComma: all.some(({ decimalComma }) => decimalComma),
      missing: all.flatMap(({ missing }) => missing),
      abstentions: all.flatMap(({ abstentions }) => abstentions),
      asks: all.flatMap(({ asks }) => asks),
    },
  };
}

/** Whether answers are numbers further apart than points and codes of choices are. */
function isSlider(columns: SampledColumns, names: readonly string[]): boolean {
  const [lowest = 0, highest = 0] = extent(names.flatMap((name) => columns.numbers(name).values));
  return highest - lowest > WIDEST_OF_CODES;
}
