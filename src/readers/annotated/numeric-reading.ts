import type { ColumnAnswers } from './column-answers.ts';
import type { MappedQuestion, Mapping } from './mapping.ts';

/** How columns of numbers are to be understood. */
export type NumericReading = Omit<ColumnAnswers, 'decimalComma' | 'abstentions'>;

/** What of it is known before its kind is. */
export type Rest = Pick<NumericReading, 'missing' | 'asks'>;

/** How a message begins about the answers to a question, which may have no name. */
export function answersTo(name: string): string {
  return name === '' ? 'The answers' : `The answers to "${name}"`;
}

/** What a choice makes of a mapping: another reading of the question. */
export function withQuestion(change: Partial<MappedQuestion>, name: string) {
  return (mapping: Mapping): Mapping => ({
    ...mapping,
    questions: mapping.questions.map((question) =>
      // A question that the file does not name is the only one.
      question.name === name || name === '' ? { ...question, ...change } : question,
    ),
  });
}
