import { array, check, getDotPath, looseObject, optional, pipe, safeParse, string } from 'valibot';
import { ANNOTATOR, COUNT, LABELLED_QUESTION } from '../../judgments/judgment-schemas.ts';
import { PROMPT_IN_FILE, type PromptInFile } from '../../files/prompt-in-file.ts';
import type { Annotator } from '../../judgments/annotator.ts';
import type { Question } from '../../judgments/question.ts';

/** What a CSV file of annotations begins with, before the header in JSON. */
export const CSV_MARK = '# dissensus annotations ';
/** The key of the header in the first line of JSON Lines and in the metadata of Parquet. */
export const HEADER_KEY = 'dissensus';

/** Columns that every file has before those of the labels; `text` only if it was asked for. */
export const ITEM_COLUMNS = ['id', 'text', 'model', 'method'] as const;

/** Those of them that every file has. */
const ITEM_KEYS = ITEM_COLUMNS.filter((name) => name !== 'text');

/** What a file of annotations says about itself: all that its rows leave out. */
export interface AnnotationsHeader {
  readonly version: 1;
  /** Names of all columns, in order, no two alike. */
  readonly columns: readonly string[];
  readonly questions: readonly {
    readonly question: Question;
    /** Name of the column of each label. */
    readonly columns: readonly string[];
    /** Name of the column that says of each row whether there is an answer; absent in files of earlier versions. */
    readonly answer?: string;
    /** Name of the column of the number of answers behind a distribution; absent where no annotator was asked for samples. */
    readonly samples?: string;
  }[];
  readonly annotators: readonly {
    /** The annotator's key: outputs with the same key may be taken for one another. */
    readonly key: string;
    /** What its rows have in the columns `model` and `method`; no two annotators of a file share both. */
    readonly model: string;
    readonly method: string;
    readonly annotator: Annotator;
    /** Places in `questions` of those it was asked. */
    readonly questions: readonly number[];
    /**
     * For each of these, how many items have samples of which some named several labels: the file holds their shares, and not how
     * many samples are behind them. Absent where no item has.
     */
    readonly withSets?: readonly number[];
  }[];
  /** What the annotators were asked with, as far as it was known; absent where nothing was, and in files of earlier versions. */
  readonly prompts?: readonly PromptInFile[];
}

const HEADER = pipe(
  looseObject({
    columns: pipe(
      array(string()),
      check((columns) => ITEM_KEYS.every((name) => columns.includes(name)), 'lacks id, model or method'),
    ),
    questions: array(
      pipe(
        looseObject({
          question: LABELLED_QUESTION,
          columns: array(string()),
          answer: optional(string()),
          samples: optional(string()),
        }),
        check(
          ({ question, columns }) => columns.length === question.labels.length,
          'not a column for each label',
        ),
      ),
    ),
    annotators: array(
      looseObject({
        key: string(),
        model: string(),
        method: string(),
        annotator: ANNOTATOR,
        questions: array(COUNT),
        withSets: optional(array(COUNT)),
      }),
    ),
    prompts: optional(array(PROMPT_IN_FILE)),
  }),
  check(
    ({ columns, questions }) =>
      questions.every((entry) =>
        [...entry.columns, entry.answer, entry.samples].every(
          (name) => name === undefined || columns.includes(name),
        ),
      ),
    'a column of a question is not among the columns',
  ),
  check(
    ({ questions, annotators }) =>
      annotators.every((entry) => entry.questions.every((place) => place < questions.length)),
    'an annotator was asked a question that is not there',
  ),
);

/** The header as it was written, or why it cannot be used. */
export function parseHeader(json: string): AnnotationsHeader | string {
  let header: unknown;
  try {
    header = JSON.parse(json);
  } catch {
    return 'The header of the annotations is not whole.';
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    return 'The header of the annotations is not an object.';
  const { version } = header as { version?: unknown };
  if (version !== 1) return `The annotations have version ${String(version)}; this page reads version 1.`;
  const { success, issues } = safeParse(HEADER, header, { abortEarly: true });
  if (success) return header as AnnotationsHeader;
  const [{ message }] = issues;
  const where = getDotPath(issues[0]);
  return `The header of the annotations is not as it should be${where ? `, in ${where}` : ''}: ${message}.`;
}
