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
  readonly missing: readonly string[];
  readonly extra: readonly string[];
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

/** `null` for an error that nothing a person says can mend. */
export function readingDifficulty(error: unknown): ReadingDifficulty | null {
  if (error instanceof LabelMismatchError) {
    const { message, file, question, missing, extra } = error;
    return { kind: 'labels differ', message, file, question, missing, extra };
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
    const words = asks.length === 1 ? asks[0].words : undefined;
    // Words for labels are matched as columns for labels are.
    if (words !== undefined)
      return {
        kind: 'labels differ',
        message,
        file,
        question: words.question,
        missing: words.question.labels,
        extra: words.said,
      };
    return { kind: 'reading undecided', message, file, asks };
  }
  if (error instanceof UnknownLayoutError)
    return { kind: 'layout unknown', message: error.message, file: error.file };
  return null;
}
