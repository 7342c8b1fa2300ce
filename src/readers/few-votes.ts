import type { Dataset } from '../judgments/dataset.ts';
import { itemWithTooManyVotes, MOST_VOTES } from '../judgments/votes.ts';
import { excerpt, UnreadableFileError } from './unreadable-file.ts';

/**
 * Refuses answers of more people to one text than are analysed: such a file mostly has rows about different texts that were
 * taken for one.
 * @throws UnreadableFileError that names the question and the text
 */
export function requireFewVotes({ questions, ids, sources }: Dataset): void {
  for (const { question, votes } of questions) {
    const item = itemWithTooManyVotes(votes);
    if (item < 0) continue;
    const found = votes.voteStart[item + 1] - votes.voteStart[item];
    throw new UnreadableFileError(
      sources[0]?.name ?? 'The files',
      `The text “${excerpt(ids[item], 40)}” has ${found.toLocaleString('en')} answers to “${excerpt(question.name, 40)}”; ` +
        `${MOST_VOTES.toLocaleString('en')} is the most for one text. If the rows are about different texts, say which column tells ` +
        'them apart (on the command line with --id or --text).',
    );
  }
}
