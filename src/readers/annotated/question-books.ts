import type { AnnotatedQuestion } from '../../judgments/dataset.ts';
import type { RecognisedFile } from '../dataset-family.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import { AnswerBook } from './answer-book.ts';
import type { MappedQuestion } from './mapping.ts';
import type { RaterList } from './rater-list.ts';
import type { AnsweringTimes } from './times-between.ts';

/** The book of a question; questions of one name share a book. */
export function bookOf(
  { name, kind, points, scale }: MappedQuestion,
  books: Map<string, AnswerBook>,
  raters: RaterList,
  times: AnsweringTimes,
): AnswerBook {
  let book = books.get(name);
  if (book === undefined) {
    book = new AnswerBook(structuredClone(name), kind, raters, times, points, scale);
    books.set(book.name, book);
  }
  return book;
}

/**
 * The questions that the books hold answers to.
 * @throws UnreadableFileError where one is to be ordinal and its labels are not numbers
 */
export function finished(
  books: readonly AnswerBook[],
  items: number,
  group: string,
  file: RecognisedFile,
): AnnotatedQuestion[] {
  const ids = new Set<string>();
  const questions: AnnotatedQuestion[] = [];
  for (const book of books) {
    // A file whose column of labels is empty from top to bottom asks nothing.
    if (book.labelCount === 0) continue;
    const question = book.finish(questionId(book.name, ids), items, books.length > 1 ? group : null);
    if (question === null)
      throw new UnreadableFileError(
        file.open.head.file.name,
        `The question "${book.name}" is to be ordinal, and one of its labels is not a number.`,
      );
    questions.push(question);
  }
  return questions;
}

/** A question's name as an id that is safe in a URL and unlike the others. */
function questionId(name: string, ids: Set<string>): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const stem = plain === '' ? 'question' : plain;
  let id = stem;
  for (let number = 2; ids.has(id); number++) id = `${stem}-${number}`;
  ids.add(id);
  return id;
}
