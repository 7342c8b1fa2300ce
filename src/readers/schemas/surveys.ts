import { SampledColumns } from '../annotated/sampled-columns.ts';
import { asksAboutPerson } from '../annotated/column-names.ts';
import type { Mapping } from '../annotated/mapping.ts';
import { surveyQuestions } from '../annotated/survey-questions.ts';
import type { FileHead } from '../tables/file-head.ts';
import { labelCell } from './nested-cell.ts';
import { hasColumns, type Schema, type SchemaReading } from './schema.ts';

/** What the one question is called that all columns answer; what is asked of its answers goes by it. */
const QUESTION = 'label';

const QUALTRICS_META =
  /^(StartDate|EndDate|Status|IPAddress|Progress|Duration.*|Finished|RecordedDate|ResponseId|Recipient.*|ExternalReference|Location.*|DistributionChannel|UserLanguage|ResponseID|ResponseSet|Name|ExternalDataReference|EmailAddress|Score.*|SC\d+|Q_.*|.*(_TEXT|_First Click|_Last Click|_Page Submit|_Click Count)|PROLIFIC_PID|workerId|assignmentId)$/i;

/** Qualtrics' words and numbers for a preview of a survey and for answers that it made up. */
const TRIAL = /^(survey preview|survey test|1|2)$/i;

/** Qualtrics' CSV: names of questions, their wording, and import ids above a row for each person. */
export const qualtrics: Schema = {
  name: 'Qualtrics survey',

  recognise(head) {
    const who = ['PROLIFIC_PID', 'ResponseId', 'ResponseID'].find((name) => head.columns.includes(name));
    const [wording, ids] = head.sample;
    if (who === undefined || wording === undefined || !ids?.raw.includes('ImportId')) return null;
    const questions = head.columns.filter((name) => !QUALTRICS_META.test(name));
    const texts = new Map(head.columns.map((name, place) => [name, wording.cells[place] ?? '']));
    return personReading(head, who, questions, 2, (name) => texts.get(name) ?? name, 'Status');
  },
};

const SURVEYMONKEY_META =
  /^(Respondent ID|Collector ID|Start Date|End Date|IP Address|Email Address|First Name|Last Name|Custom Data.*)$/i;

/** SurveyMonkey's CSV: a second row with "Response" or the options of a question below the questions. */
export const surveyMonkey: Schema = {
  name: 'SurveyMonkey survey',

  recognise(head) {
    if (!hasColumns(head, ['Respondent ID', 'Collector ID'])) return null;
    const boxes = checkBoxes(head);
    if (boxes.size > 0) return checkedReading('Respondent ID', boxes);
    const [options] = head.sample;
    const isHeader = options?.cells[head.columns.indexOf('Respondent ID')] === '';
    const questions = head.columns.filter((name) => name.trim() !== '' && !SURVEYMONKEY_META.test(name));
    return personReading(head, 'Respondent ID', questions, isHeader ? 1 : 0, (name) => name);
  },
};

/** Of questions with check boxes, the columns by the text; each column holds its option or nothing. */
function checkBoxes(head: FileHead): ReadonlyMap<string, readonly string[]> {
  const columns = new SampledColumns(head);
  const boxes = new Map<string, string[]>();
  for (const name of columns.names) {
    const [, text, bracketed, option = bracketed] = /^(.*?)(?: \[(.+)\]|_([^_]+))$/s.exec(name) ?? [];
    const given = columns.distinct(name);
    if (text !== undefined && given.size <= 1 && [...given].every((one) => one === option))
      boxes.set(text, [...(boxes.get(text) ?? []), name]);
  }
  return new Map([...boxes].filter(([, names]) => names.length > 1));
}

function checkedReading(rater: string, boxes: ReadonlyMap<string, readonly string[]>): SchemaReading {
  const texts = [...boxes.keys()];
  const columns = texts.map((column) => ({ column, name: column }));
  return {
    mapping: {
      layout: 'person rows',
      text: null,
      id: null,
      rater,
      questions: [{ name: QUESTION, kind: 'categorical', columns }],
      abstentions: ['unclear'],
    },
    unfold: {
      columns: [rater, ...texts],
      from: [rater, ...[...boxes.values()].flat()],
      rows: (cell) => [[cell(rater), ...texts.map((text) => labelCell(boxes.get(text)!.map(cell)))]],
    },
  };
}

/**
 * A row for each person below further rows of the header.
 * @param above how many rows of the header stand below its first
 * @param status the column that tells trials of the survey from answers
 */
function personReading(
  head: FileHead,
  rater: string,
  names: readonly string[],
  above: number,
  textOf: (name: string) => string,
  status?: string,
): SchemaReading | null {
  const columns = new SampledColumns({ ...head, sample: head.sample.slice(above) });
  const questions = names.filter(
    (name) =>
      columns.filled(name).length > 0 &&
      columns.isAnswers(name) &&
      !columns.isTime(name) &&
      !asksAboutPerson(name) &&
      !asksAboutPerson(textOf(name)),
  );
  if (questions.length === 0) return null;
  const wordings = questions.map(textOf);
  const asked = surveyQuestions(columns, questions, (name) => withoutStem(textOf(name), wordings));
  if (asked === null) return null;
  const { separator, missing, abstentions, asks } = asked.answers;
  // Of several questions each text is one item, and its columns have several names.
  const byName = asked.questions.length === 1;
  const mapping: Mapping = {
    layout: 'person rows',
    text: null,
    id: null,
    rater,
    questions: asked.questions.map((question) => ({
      ...question,
      columns: question.columns.map(({ column, name: text }) =>
        byName ? { column, name: column, ...(text === column ? {} : { text }) } : { column, name: text },
      ),
    })),
    abstentions: ['unclear', ...abstentions],
    ...(separator === undefined ? {} : { separator }),
    ...(missing.length === 0 ? {} : { missing }),
  };
  const from = [rater, ...questions];
  const last = head.sample[above - 1]?.line ?? 0;
  const hasStatus = status !== undefined && head.columns.includes(status);
  return {
    mapping,
    asks,
    unfold: {
      columns: from,
      from: hasStatus ? [...from, status] : from,
      rows(cell, row) {
        if (row.line <= last) return 'It belongs to the header.';
        if (hasStatus && TRIAL.test(cell(status)))
          return 'It is a trial of the survey and no answer of a participant.';
        return [from.map(cell)];
      },
    },
  };
}

/** A question's wording without what all questions begin with: `Which emotion? - The text`. */
function withoutStem(text: string, all: readonly string[]): string {
  const stem = / - /.exec(text);
  if (stem === null) return text;
  const start = text.slice(0, stem.index + 3);
  return all.every((one) => one.startsWith(start)) ? text.slice(start.length) : text;
}
