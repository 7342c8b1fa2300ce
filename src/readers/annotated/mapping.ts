import type { FileHead } from '../tables/file-head.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import type { DurationColumn } from './answer-duration.ts';
import { isScale, scaleWords, WIDEST_FILLED, type Scale } from './scale.ts';

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
  /** Whether dashes are labels, as plus signs beside them are; else a dash says that a cell is empty. */
  readonly signs?: boolean;
  /** The rater of all rows, where the file is one person's and has no column of raters. */
  readonly raterName?: string;
  /** The column that says when each row was answered: of two answers of a rater to one text the later counts. */
  readonly time?: string;
  /** How long each row's answer took, where a row is one rater's. */
  readonly duration?: DurationColumn;
  /** Present where the first of them counts instead. */
  readonly secondAnswers?: 'first';
  /** Columns of passages that belong to the text too (a hypothesis beside its premise), read one per line after it. */
  readonly moreTexts?: readonly string[];
  /** Long and rater columns: the column that names the question of each row's answer; questions are found as the rows come. */
  readonly questionColumn?: string;
  /** Cells that say that nobody answered, compared exactly; in the long layout whoever is in such a row abstains. */
  readonly missing?: readonly string[];
  /** What codes stand for, by code: `{"0": "joy"}`. */
  readonly labelNames?: Readonly<Record<string, string>>;
  /** Label counts: how many raters each text has, where cells are shares of them and no numbers of votes. */
  readonly ratersPerText?: number;
  /** Whether numbers have a comma before their decimals. */
  readonly decimalComma?: boolean;
  /** The schema of a tool whose rows are unfolded before the mapping is applied, by its name; see `schemas/`. */
  readonly schema?: string;
}

/** What may stand between several labels in one cell. */
export const SEPARATORS = ['|', ',', ';', '/', ' ', '#', '+', '&', '\n'] as const;

export type Separator = (typeof SEPARATORS)[number];

/**
 * `long`: a row for each rater's answer, several labels as `a|b`, as a JSON list, or as repeated rows.
 * `label counts`: a row for each text and a column for each label with the number of its votes.
 * `rater columns`: a row for each text and a column for each rater with the label given; an empty cell was not asked.
 * `votes`: a column with an object, label to number of votes; also as `joy: 3, fear: 1`.
 * `annotations`: a column with a list of labels, of lists of labels, or of objects with a rater and a label; an object, rater
 * to label, also as `kim: joy; lee: fear`; or labels with commas or semicolons between them.
 * `label flags`: a row for each answer and a column for each label that says whether it was given (1, true, x); without a
 * column of raters and with a row for each text it is one opinion. No label is an abstention.
 * `person rows`: a row for each rater and a column for each text, its name the text or its id; an empty cell was not asked.
 */
export const MAPPED_LAYOUTS = [
  'long',
  'label counts',
  'rater columns',
  'votes',
  'annotations',
  'label flags',
  'person rows',
] as const;

export type MappedLayout = (typeof MAPPED_LAYOUTS)[number];

export interface MappedQuestion {
  /** What is asked, e.g. `emotion`. Files that are opened together share the questions of one name. */
  readonly name: string;
  /** `continuous`: each answer is a number within the scale. `by labels`: ordinal if the labels are points of a scale (see `settleLabels`), else categorical. */
  readonly kind: 'categorical' | 'ordinal' | 'continuous' | 'by labels';
  /** Whether each cell is a list of noughts and ones, one for each label; the labels are their places, from 0. */
  readonly indicators?: boolean;
  /** Ordinal: the points are every step from the lowest to the highest, and an answer that is none is left out. */
  readonly scale?: Scale;
  /** Ordinal with a scale: an answer between two of its points is the nearer one, the upper of two as near. */
  readonly nearest?: boolean;
  /** Ordinal: the words for its points, ascending, where they are no numbers; an answer that is none is left out. */
  readonly points?: readonly string[];
  /**
   * Label counts and flags: each label's column, `name` the label. Rater columns: each rater's column, `name` the rater.
   * Person rows: each text's column, `name` the text. Long: the column of answers, and those of further labels of the same
   * answer. In the other layouts the one column of answers. The `name` of these is not looked at.
   */
  readonly columns: readonly {
    readonly column: string;
    readonly name: string;
    /** Person rows: the text, where `name` is its id. */
    readonly text?: string;
  }[];
}

/** The mark of a rater who could not tell, as in GoEmotions. */
export const USUAL_ABSTENTIONS: readonly string[] = ['unclear'];

/** Names of all columns that a mapping looks at. */
export function mappedColumns({
  text,
  id,
  rater,
  time,
  duration,
  questions,
  moreTexts,
  questionColumn,
}: Mapping): string[] {
  const answers = questions.flatMap(({ columns }) => columns.map(({ column }) => column));
  const all = [text, ...(moreTexts ?? []), id, rater, time, duration?.column, questionColumn, ...answers];
  return all.filter((column) => column !== null && column !== undefined);
}

/** Whether the file has every column that the mapping names. */
export function fits(mapping: Mapping, head: FileHead): boolean {
  return mappedColumns(mapping).every((column) => head.columns.includes(column));
}

/** @throws UnreadableFileError if the mapping says too little to read a file by */
export function requireUsable(mapping: Mapping, file: string): void {
  const { layout, text, id, questions } = mapping;
  const lacking =
    text === null && id === null && layout !== 'person rows'
      ? 'a column of texts or of ids'
      : questions.length === 0 || questions.some(({ columns }) => columns.length === 0)
        ? 'a column of labels'
        : (layout === 'label counts' || layout === 'label flags') &&
            questions.some(({ columns }) => columns.length < 2)
          ? 'columns for two labels or more'
          : null;
  if (lacking !== null) throw new UnreadableFileError(file, `The choice of columns lacks ${lacking}.`);
  for (const { name, kind, scale } of questions)
    if (kind === 'continuous') {
      if (!scale || !(scale.lowest < scale.highest))
        throw new UnreadableFileError(
          file,
          `The numbers of "${name}" need the ends of their scale, the lower one first; say --scale 1..5.`,
        );
    } else if (scale && !isScale(scale))
      throw new UnreadableFileError(
        file,
        `The scale of "${name}" is to go from ${scaleWords(scale)}; two whole numbers are expected, ` +
          `the lower one first, whole steps apart and at most ${WIDEST_FILLED} of them.`,
      );
}
