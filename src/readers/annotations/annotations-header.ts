import type { Annotator } from '../../judgments/annotator.ts';
import type { Question } from '../../judgments/question.ts';

/** What a CSV file of annotations begins with, before the header in JSON. */
export const CSV_MARK = '# dissensus annotations ';
/** The key of the header in the first line of JSON Lines and in the metadata of Parquet. */
export const HEADER_KEY = 'dissensus';

/** Columns that every file has before those of the labels; `text` only if it was asked for. */
export const ITEM_COLUMNS = ['id', 'text', 'model', 'method'] as const;

/** What a file of annotations says about itself: all that its rows leave out. */
export interface AnnotationsHeader {
  readonly version: 1;
  /** Names of all columns, in order, no two alike. */
  readonly columns: readonly string[];
  readonly questions: readonly {
    readonly question: Question;
    /** Name of the column of each label. */
    readonly columns: readonly string[];
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
  }[];
}

/** The header as it was written, or why it cannot be used. */
export function parseHeader(json: string): AnnotationsHeader | string {
  let header: unknown;
  try {
    header = JSON.parse(json);
  } catch {
    return 'The header of the annotations is not whole.';
  }
  if (!isRecord(header)) return 'The header of the annotations is not an object.';
  if (header.version !== 1)
    return `The annotations have version ${String(header.version)}; this page reads version 1.`;
  return isHeader(header) ? header : 'The header of the annotations lacks columns, questions or annotators.';
}

function isHeader(header: Record<string, unknown>): header is Record<string, unknown> & AnnotationsHeader {
  const { columns, questions, annotators } = header;
  if (!isStrings(columns) || !Array.isArray(questions) || !Array.isArray(annotators)) return false;
  if (!['id', 'model', 'method'].every((name) => columns.includes(name))) return false;
  const asked = questions.every(
    (entry: unknown) =>
      isRecord(entry) &&
      isQuestion(entry.question) &&
      isStrings(entry.columns) &&
      entry.columns.every((name) => columns.includes(name)) &&
      entry.columns.length === entry.question.labels.length &&
      (entry.samples === undefined ||
        (isStrings([entry.samples]) && columns.includes(entry.samples as string))),
  );
  const answering = annotators.every(
    (entry: unknown) =>
      isRecord(entry) &&
      isStrings([entry.key, entry.model, entry.method]) &&
      isAnnotator(entry.annotator) &&
      Array.isArray(entry.questions) &&
      entry.questions.every((place) => Number.isInteger(place) && place >= 0 && place < questions.length),
  );
  return asked && answering;
}

function isQuestion(value: unknown): value is Question {
  if (!isRecord(value) || !isStrings([value.id, value.name]) || !isStrings(value.labels)) return false;
  if (value.kind === 'categorical') return true;
  const { points } = value;
  return (
    value.kind === 'ordinal' &&
    Array.isArray(points) &&
    points.length === value.labels.length &&
    points.every(Number.isFinite)
  );
}

function isAnnotator(value: unknown): value is Annotator {
  return (
    isRecord(value) &&
    isStrings([value.model, value.revision, value.dtype]) &&
    isRecord(value.method) &&
    typeof value.method.name === 'string' &&
    Array.isArray(value.questions) &&
    value.questions.every(isQuestion)
  );
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
