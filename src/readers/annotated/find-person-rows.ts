import { extent } from 'd3';
import type { AskDraft } from './ask-draft.ts';
import { asksAboutPerson, isAboutTheRow, isSurveyName, nameWords } from './column-names.ts';
import type { Keys } from './find-keys.ts';
import type { Found } from './found.ts';
import { askedTexts } from './header-texts.ts';
import type { SampledColumns } from './sampled-columns.ts';
import { sharing } from './shared-answers.ts';
import { surveyQuestions } from './survey-questions.ts';

/** A row for each person and a column for each text. */
export function findPersonRows(keys: Keys): Found | null {
  const { columns } = keys;
  if (keys.text !== null && !isPersonColumn(columns, keys.text)) return null;
  const possible = columns.names.filter(
    (name) =>
      name !== keys.rater &&
      columns.filled(name).length > 0 &&
      columns.isAnswers(name) &&
      !columns.isTime(name) &&
      (isQuestionHeader(name) || !isAboutTheRow(name)) &&
      !asksAboutPerson(name),
  );
  const prose = possible.filter(isProseHeader);
  const headers =
    prose.length >= 2 && prose.length * 2 >= possible.length
      ? prose
      : possible.filter((name) => name !== keys.id);
  if (headers.length < 3 && prose.length < 2) return null;
  const numbers = headers.filter((name) => columns.isNumeric(name));
  const isNumeric = numbers.length * 2 > headers.length;
  const own = headers.filter((name) => columns.isNumeric(name) === isNumeric);
  const sharedOnes =
    askedTexts(prose) !== null
      ? prose
      : isNumeric
        ? alike(columns, own)
        : own.length < 2
          ? []
          : withNumbered(own, sharing(columns, own));
  if (sharedOnes.length < Math.max(2, headers.length / 2)) return null;
  const rater = personColumn(keys, sharedOnes);
  const numbered = sharedOnes.filter(isNumberedItem);
  const isProse = prose.length >= 2;
  const isNumbered = numbered.length === sharedOnes.length;
  if (!isProse && !isNumbered) return null;
  const fromSurvey = columns.names.some(isSurveyName);
  const certain =
    isProse || fromSurvey || (rater !== null && (rater === keys.rater || looksLikePeople(columns, rater)));
  const found = personRows(keys, sharedOnes, rater);
  if (found === null) return null;
  const asks = [...found.asks];
  if (sharedOnes.every((name) => /^\d+[.):]\s/.test(name)))
    asks.push({
      what: 'The texts in the header are numbered ("1. …"). The numbers are kept; are they part of the texts?',
      choices: [
        { says: 'they may stay', option: '' },
        {
          says: 'no, without them',
          option: '--mapping FILE whose texts have none',
          apply: (mapping) => ({
            ...mapping,
            questions: mapping.questions.map((question) => ({
              ...question,
              columns: question.columns.map(({ column, name }) => ({
                column,
                name: name.replace(/^\d+[.):]\s+/, ''),
              })),
            })),
          }),
        },
      ],
      taken: 0,
    });
  if (!certain) asks.push(peopleOrItems(rater));
  return { ...found, asks };
}

/** A column of a questionnaire or of reliability data: `Q1`, `item_03`, `u7`. */
function isNumberedItem(name: string): boolean {
  return /^(q|u|item|text|s|t|unit|stimulus|question|frage|i)[ _.-]?\d+$/i.test(name.trim());
}

/** With all columns numbered as those that share answers are: everybody may say the same of a text. */
function withNumbered(names: readonly string[], shared: readonly string[]): readonly string[] {
  return shared.length > 0 && shared.every(isNumberedItem) ? names.filter(isNumberedItem) : shared;
}

/** Asked where a table could have a row for each person or for each text. @param key the column that names rows */
export function peopleOrItems(key: string | null): AskDraft {
  return {
    what: 'Are the rows people (a column for each text) or texts (a column for each rater)?',
    choices: [
      { says: 'a row is a person, a column a text', option: '--rows-are people' },
      {
        says: 'a row is a text, a column a rater',
        option: `--rows-are items${key === null ? '' : ` --id "${key}"`}`,
        apply: (mapping) => ({ ...mapping, layout: 'rater columns', id: mapping.rater, rater: null }),
      },
    ],
    taken: null,
  };
}

function personRows(keys: Keys, names: readonly string[], rater: string | null): Found | null {
  const asked = surveyQuestions(keys.columns, names, (name) => name);
  if (asked === null) return null;
  return { layout: 'person rows', rater, withoutItems: true, questions: asked.questions, ...asked.answers };
}

function isProseHeader(name: string): boolean {
  return name.trim().split(/\s+/).length >= 4;
}

function isQuestionHeader(name: string): boolean {
  return isProseHeader(name) || /^q\d+$/i.test(name.trim());
}

/** Columns of numbers within one scale's width of each other. */
function alike(columns: SampledColumns, names: readonly string[]): string[] {
  const numeric = names.filter((name) => columns.isNumeric(name));
  const values = numeric.flatMap((name) => columns.numbers(name).values);
  const [lowest = 0, highest = 0] = extent(values);
  return highest - lowest <= 10 || values.every((value) => value >= 0 && value <= 100) ? numeric : [];
}

/** The column that tells people apart: named for it, or with another value in each row. */
function personColumn({ columns, rater, id }: Keys, answers: readonly string[]): string | null {
  if (rater !== null && !columns.repeat([rater])) return rater;
  const named = columns.names.find(
    (name) =>
      !answers.includes(name) &&
      /participant|respondent|response ?id|e-?mail|user|prolific|person|name/i.test(name) &&
      columns.filled(name).length === columns.rowCount &&
      !columns.repeat([name]),
  );
  const addresses = columns.names.find(
    (name) =>
      columns.filled(name).length === columns.rowCount &&
      columns.filled(name).every((cell) => /^\S+@\S+\.\S+$/.test(cell.trim())) &&
      !columns.repeat([name]),
  );
  return named ?? addresses ?? (id !== null && !columns.repeat([id]) ? id : null);
}

function isPersonColumn(columns: SampledColumns, name: string): boolean {
  return /e-?mail|participant|respondent|comment|feedback|remark/i.test(name) || columns.isTime(name);
}

/** Ids such as `p1`, `P07`, `subj_3`, `R_3kx…`, or e-mail addresses; `s1` may be a sentence as well. */
function looksLikePeople(columns: SampledColumns, name: string): boolean {
  if (
    nameWords(name).some((word) => ['participant', 'respondent', 'person', 'subject', 'user'].includes(word))
  )
    return true;
  const cells = columns.filled(name);
  return (
    cells.length > 0 &&
    cells.every(
      (cell) =>
        /^(p|vp|subj|participant|person|resp|user|r_)[-_ ]?\w*\d\w*$/i.test(cell.trim()) ||
        cell.includes('@'),
    )
  );
}
