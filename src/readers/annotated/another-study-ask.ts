import { excerpt } from '../unreadable-file.ts';
import type { AnswerBook } from './answer-book.ts';
import type { AskDraft } from './ask-draft.ts';

/** So many labels are named. */
const NAMED = 5;

/**
 * Asks of a file that has no text of the files before it whether it answers the same question, where its labels are all others. A label
 * in common to any question is enough to be of one study; remarks in prose are hardly ever alike.
 * @param books of all questions, after the file's last row
 * @returns `null` where nothing is to be asked
 */
export function anotherStudy(books: readonly AnswerBook[]): AskDraft | null {
  const labelled = books.filter((book) => !book.isFreeText);
  const book = labelled.find((one) => one.apart !== null);
  if (book === undefined || labelled.some(({ sharesLabels }) => sharesLabels)) return null;
  const { before, own } = book.apart!;
  return {
    what: `It has no text and no label in common with the other files: its labels are ${inWords(own)}, theirs ${inWords(before)}. Is it the same study?`,
    choices: [
      {
        says: `yes: one question, “${excerpt(book.name, 40)}”, with ${before.length + own.length} labels`,
        option: '--studies one',
        apply: null,
        answers: { studies: 'one' },
      },
      { says: 'no, it is another study: open it alone, as a project of its own', option: '', apply: null },
    ],
    taken: null,
  };
}

function inWords(labels: readonly string[]): string {
  const named = labels.slice(0, NAMED).map((label) => `“${excerpt(label, 30)}”`);
  return labels.length > NAMED ? `${named.join(', ')} …` : named.join(', ');
}
