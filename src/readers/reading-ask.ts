import type { Question } from '../judgments/question.ts';
import type { Mapping } from './annotated/mapping.ts';
import type { Whose } from './annotated/whose-answers.ts';
import type { DatesAre } from './line-dates.ts';
import type { PredictionOptions } from './predictions/model-predictions.ts';
import type { SaidNewTexts } from './predictions/new-texts.ts';
import { UnreadableFileError } from './unreadable-file.ts';

/**
 * Something that a file does not say for certain. Where one reading is far likelier than the others it is taken and can be
 * changed; where two are as likely the file is not used before a person has said which.
 */
export interface ReadingAsk {
  /** Name of the file. */
  readonly file: string;
  /** The question in a sentence, e.g. `Are the rows of the table people or texts?` */
  readonly what: string;
  readonly choices: readonly AskChoice[];
  /** The place of the choice that was taken, or `null` where none may be taken unasked. */
  readonly taken: number | null;
  /** A model's words of which none is a label of the people's question, where that is what is asked. */
  readonly words?: UnknownWords;
}

/** Answers that are none of the people's labels. */
export interface UnknownWords {
  readonly question: Question;
  /** Each as it is written, those that differ in nothing but case one after the other. */
  readonly said: readonly string[];
  /** How often each was given; absent where nobody counted. */
  readonly times?: readonly number[];
  /** How many further ones there are, which are asked about when these are answered; absent: none. */
  readonly more?: number;
}

export interface AskChoice {
  /** What the choice means, in words. */
  readonly says: string;
  /** The option of the command line that makes it, e.g. `--rows-are people`. */
  readonly option: string;
  /** The mapping that the choice comes to, to preview it by; absent where the choice is about something else. */
  readonly mapping?: Mapping;
  /** What the choice says of a model's answers, of whose a file's answers are, of the dates of lines, of texts that only a model's file has, or of files with nothing in common; absent where it is about something else. */
  readonly answers?: Pick<PredictionOptions, 'scores' | 'lists' | 'join'> & {
    readonly whose?: Whose;
    readonly dates?: Readonly<Record<string, DatesAre>>;
    readonly newTexts?: SaidNewTexts;
    readonly studies?: 'one';
  };
}

/** Files that may be read in two ways, and nothing says which: a person must, before anything is made of them. */
export class UndecidedReadingError extends UnreadableFileError {
  constructor(readonly asks: readonly ReadingAsk[]) {
    const [first] = asks;
    super(first.file, asks.map((ask) => describeAsk(ask).slice(first.file.length + 2)).join('\n'));
  }
}

/** @throws UndecidedReadingError if something of the files must be said first */
export function requireDecided(asks: readonly ReadingAsk[]): void {
  const open = asks.filter(({ taken }) => taken === null);
  if (open.length > 0) throw new UndecidedReadingError(open);
}

/** An ask in lines, as the command line prints it. */
export function describeAsk({ file, what, choices, taken }: ReadingAsk): string {
  const lines = choices.map(
    ({ says, option }, place) =>
      `  ${option === '' ? '' : `${option}: `}${says}${place === taken ? ' (taken)' : ''}`,
  );
  return [`${file}: ${what}`, ...lines].join('\n');
}

/** What was taken unasked, in words, ask by ask. */
export function takenInWords(asks: readonly ReadingAsk[]): string[] {
  return asks.flatMap(({ what, choices, taken }) =>
    taken === null ? [] : [`${what} Taken: ${choices[taken].says}`],
  );
}
