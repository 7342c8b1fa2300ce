import { excerpt } from '../unreadable-file.ts';
import type { AskDraft } from './ask-draft.ts';

/** So many labels are named. */
const NAMED = 5;

/**
 * Asks of a file that shares no text and no label with the files before it whether it answers the same question.
 * @param question its name
 * @param labels of the files before it, and its own
 */
export function anotherStudy(
  question: string,
  { before, own }: { readonly before: readonly string[]; readonly own: readonly string[] },
): AskDraft {
  return {
    what: `It has no text and no label in common with the other files: its labels are ${inWords(own)}, theirs ${inWords(before)}. Is it the same study?`,
    choices: [
      {
        says: `yes: one question, “${excerpt(question, 40)}”, with ${before.length + own.length} labels`,
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
