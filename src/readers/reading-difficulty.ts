import type { Question } from '../judgments/question.ts';
import { LabelMismatchError, UndecidedQuestionError } from './predictions/label-mismatch.ts';
import { UndecidedReadingError, type ReadingAsk } from './reading-ask.ts';
import { UnknownLayoutError } from './unreadable-file.ts';

/**
 * Why files could not be read, where a person can say what is missing; plain data, since errors lose their fields on the way
 * from a worker to the page.
 */
export type ReadingDifficulty = LabelsDiffer | QuestionUndecided | ReadingUndecided | LayoutUnknown;

/** As {@link LabelMismatchError}. */
export interface LabelsDiffer {
  readonly kind: 'labels differ';
  readonly message: string;
  readonly file: string;
  readonly question: Question;
  /** Whether the model's labels are columns of probabilities, or answers of one label each. */
  readonly of: 'columns' | 'answers';
  /** People's labels for which nothing stands yet; none where that is not known. */
  readonly missing: readonly string[];
  /** The model's that are none of people's; answers that differ in nothing but case one after the other. */
  readonly extra: readonly string[];
  /** How often each of these was answered; absent where nobody counted. */
  readonly times?: readonly number[];
  /** How many further ones are asked about when these are answered; absent: none. */
  readonly more?: number;
}

/** As {@link UndecidedQuestionError}. */
export interface QuestionUndecided {
  readonly kind: 'question undecided';
  readonly message: string;
  readonly file: string;
  readonly questions: readonly Question[];
}

/** As {@link UndecidedReadingError}. */
export interface ReadingUndecided {
  readonly kind: 'reading undecided';
  readonly message: string;
  readonly file: string;
  readonly asks: readonly ReadingAsk[];
}

/** As {@link UnknownLayoutError}. */
export interface LayoutUnknown {
  readonly kind: 'layout unknown';
  readonly message: string;
  readonly file: string;
}

/** What answers stand for that are none of people's labels, to be asked as columns are; `null` where an ask is about something else. */
export function wordsDiffer({ file, what, words, taken }: ReadingAsk): LabelsDiffer | null {
  if (words === undefined) return null;
  const { question, said, times, more } = words;
  const missing = taken === null ? question.labels : [];
  return {
    kind: 'labels differ',
    message: what,
    file,
    of: 'answers',
    question,
    missing,
    extra: said,
    ...(times && { times }),
    ...(more !== undefined && { more }),
  };
}

/** `null` for an error that nothing a person says can mend. */
export function readingDifficulty(error: unknown): ReadingDifficulty | null {
  if (error instanceof LabelMismatchError) {
    const { message, file, question, missing, extra } = error;
    return { kind: 'labels differ', message, file, of: 'columns', question, missing, extra };
  }
  if (error instanceof UndecidedQuestionError)
    return {
      kind: 'question undecided',
      message: error.message,
      file: error.file,
      questions: error.questions,
    };
  if (error instanceof UndecidedReadingError) {
    const { message, file, asks } = error;
    const words = asks.length === 1 ? wordsDiffer(asks[0]) : null;
    if (words !== null) return words;
    return { kind: 'reading undecided', message, file, asks };
  }
  if (error instanceof UnknownLayoutError)
    return { kind: 'layout unknown', message: error.message, file: error.file };
  return null;
}
