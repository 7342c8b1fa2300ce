import type { Question } from '../../judgments/question.ts';
import { UnreadableFileError } from '../unreadable-file.ts';

/** The labels of a model's file are not those of the people's question; carries what a person needs to match them. */
export class LabelMismatchError extends UnreadableFileError {
  /**
   * @param question the people's question that fits best
   * @param columns the columns of the file that may stand for labels
   * @param missing labels of the question that no column stands for
   * @param extra columns that stand for none of its labels
   */
  constructor(
    file: string,
    readonly question: Question,
    readonly columns: readonly string[],
    readonly missing: readonly string[],
    readonly extra: readonly string[],
  ) {
    const lacking = missing.length > 0 ? ` No column is named for the labels ${list(missing)}.` : '';
    const unknown =
      extra.length > 0 ? ` The columns ${list(extra)} are named for none of the people's labels.` : '';
    super(
      file,
      `Its columns do not match the labels of the question "${question.name}".${lacking}${unknown} ` +
        'Say which column stands for which label, on the command line with --labels FILE.',
    );
  }
}

/** The file does not say which of the people's questions it answers. */
export class UndecidedQuestionError extends UnreadableFileError {
  constructor(
    file: string,
    readonly questions: readonly Question[],
  ) {
    super(
      file,
      `It may answer any of the questions ${list(questions.map(({ id }) => id))}. Say which one (on the command line with --question), ` +
        'or put its name before the label in the name of each column, such as "valence_1".',
    );
  }
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
