import type { FileHead } from '../tables/file-head.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import { isScale, WIDEST_FILLED, type Scale } from './scale.ts';

/**
 * Which column of a file of annotated texts means what. Plain data: it can be shown in a dialog, corrected, stored, and given
 * back to `readFiles`. Columns go by their names in `head.columns`.
 */
export interface Mapping {
  readonly layout: MappedLayout;
  /**
   * `null`: the id stands for the text, unless a file of texts with the same ids is opened beside it. In JSON and Parquet
   * a text may be an object of passages, which are read one per line.
   */
  readonly text: string | null;
  /** `null`: in the long layout the text tells the items apart; in the others each row is an item and its number is its id. */
  readonly id: string | null;
  /** Long: the column of raters. Annotations: the column that lists the raters in the order of the answers. Else `null`. */
  readonly rater: string | null;
  /** At least one; all are answered by the same people about the same texts. */
  readonly questions: readonly MappedQuestion[];
  /** Answers that are no label, compared without regard to case: whoever gives one of them abstains. */
  readonly abstentions: readonly string[];
  /** What stands between several labels in one cell; `|` where it is absent. A JSON list is understood in any case. */
  readonly separator?: Separator;
}

export type Separator = '|' | ',' | ';' | '/' | ' ';

/**
 * `long`: a row for each rater's answer, several labels as `a|b`, as a JSON list, or as repeated rows.
 * `label counts`: a row for each text and a column for each label with the number of its votes.
 * `rater columns`: a row for each text and a column for each rater with the label given; an empty cell was not asked.
 * `votes`: a column with an object, label to number of votes.
 * `annotations`: a column with a list of labels, of lists of labels, or of objects with a rater and a label; an object, rater
 * to label; or labels with commas between them.
 */
export type MappedLayout = 'long' | 'label counts' | 'rater columns' | 'votes' | 'annotations';

export interface MappedQuestion {
  /** What is asked, e.g. `emotion`. Files that are opened together share the questions of one name. */
  readonly name: string;
  /** `by labels`: ordinal if the labels are points of a scale (see `settleLabels`), else categorical. */
  readonly kind: 'categorical' | 'ordinal' | 'by labels';
  /** Ordinal: the points are every whole number from the lowest to the highest, and an answer that is none is left out. */
  readonly scale?: Scale;
  /**
   * Label counts: each label's column, `name` the label. Rater columns: each rater's column, `name` the rater.
   * In the other layouts the one column of answers; its `name` is not looked at.
   */
  readonly columns: readonly { readonly column: string; readonly name: string }[];
}

/** The mark of a rater who could not tell, as in GoEmotions. */
export const USUAL_ABSTENTIONS: readonly string[] = ['unclear'];

/** Names of all columns that a mapping looks at. */
export function mappedColumns({ text, id, rater, questions }: Mapping): string[] {
  const answers = questions.flatMap(({ columns }) => columns.map(({ column }) => column));
  return [text, id, rater, ...answers].filter((column) => column !== null);
}

/** Whether the file has every column that the mapping names. */
export function fits(mapping: Mapping, head: FileHead): boolean {
  return mappedColumns(mapping).every((column) => head.columns.includes(column));
}

/** @throws UnreadableFileError if the mapping says too little to read a file by */
export function requireUsable(mapping: Mapping, file: string): void {
  const { layout, text, id, questions } = mapping;
  const lacking =
    text === null && id === null
      ? 'a column of texts or of ids'
      : questions.length === 0 || questions.some(({ columns }) => columns.length === 0)
        ? 'a column of labels'
        : layout === 'label counts' && questions.some(({ columns }) => columns.length < 2)
          ? 'columns for two labels or more'
          : null;
  if (lacking !== null) throw new UnreadableFileError(file, `The choice of columns lacks ${lacking}.`);
  for (const { name, scale } of questions)
    if (scale && !isScale(scale))
      throw new UnreadableFileError(
        file,
        `The scale of "${name}" is to go from ${scale.lowest} to ${scale.highest}; two whole numbers are expected, ` +
          `the lower one first and at most ${WIDEST_FILLED} apart.`,
      );
}
