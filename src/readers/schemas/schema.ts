import type { AskDraft } from '../annotated/ask-draft.ts';
import type { Mapping } from '../annotated/mapping.ts';
import type { FileHead } from '../tables/file-head.ts';
import type { Row } from '../tables/row.ts';

/** The files of one tool or data set, known by the names of their columns and by what stands in them. */
export interface Schema {
  /** What its files are called in words; also how a mapping names it. */
  readonly name: string;
  /** How a file of this schema is read; `null` if it is none. */
  recognise(head: FileHead): SchemaReading | null;
}

export interface SchemaReading {
  /** Of the table that `unfold` makes, or of the file's own. */
  readonly mapping: Mapping;
  /** Makes a plain table of the file's rows; absent where they are one. */
  readonly unfold?: Unfolding;
  readonly asks?: readonly AskDraft[];
  /** Present where every person's file has the same name and stands in a folder that is called as they are. */
  readonly personIs?: 'folder';
}

export interface Unfolding {
  readonly columns: readonly string[];
  /** The columns of the file that are looked at. */
  readonly from: readonly string[];
  /**
   * The rows that a row of the file comes to, in the order of `columns`: none if it holds no answer, or why it cannot be used.
   * @param cell gives the row's cell of one of the file's columns
   */
  rows(cell: (column: string) => string, row: Row): readonly (readonly string[])[] | string;
}

/** A file of a known schema that holds no answers of people, and why. */
export interface UnusableSchema {
  readonly name: string;
  readonly recognise: (head: FileHead) => boolean;
  /** What it holds and what to open instead, in sentences. */
  readonly problem: string;
}

/** The columns that unfolded answers stand in. */
export const UNFOLDED = ['id', 'text', 'rater', 'question', 'label'] as const;

/** The mapping of tables with the columns of {@link UNFOLDED}: a row for each rater's answer to a question, labels as a list. */
export const UNFOLDED_MAPPING: Mapping = {
  layout: 'long',
  text: 'text',
  id: 'id',
  rater: 'rater',
  questionColumn: 'question',
  questions: [{ name: 'label', kind: 'by labels', columns: [{ column: 'label', name: 'label' }] }],
  abstentions: ['unclear'],
};

/** The columns of {@link UNFOLDED} and how many seconds the answer took. */
export const UNFOLDED_TIMED = [...UNFOLDED, 'seconds'] as const;

export const UNFOLDED_TIMED_MAPPING: Mapping = {
  ...UNFOLDED_MAPPING,
  duration: { column: 'seconds', unit: 'seconds' },
};

/** Whether a file has all of these columns. */
export function hasColumns({ columns }: FileHead, names: readonly string[]): boolean {
  return names.every((name) => columns.includes(name));
}

/** A mapping with a row for each answer of a named rater. */
export function longMapping(
  keys: Pick<Mapping, 'text' | 'id' | 'rater'>,
  questions: readonly (
    string | { readonly column: string; readonly name: string; readonly kind?: 'categorical' | 'ordinal' }
  )[],
  more: Partial<Mapping> = {},
): Mapping {
  return {
    layout: 'long',
    ...keys,
    questions: questions.map((question) => {
      const {
        column,
        name,
        kind = 'by labels',
      } = typeof question === 'string' ? { column: question, name: question } : question;
      return { name, kind, columns: [{ column, name }] };
    }),
    abstentions: ['unclear'],
    ...more,
  };
}
