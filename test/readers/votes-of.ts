import type { Question } from '../../src/judgments/question.ts';
import type { Votes } from '../../src/judgments/votes.ts';

/** The votes of each item in words: `rater: label label`, or the labels alone where raters are unknown. */
export function votesOf(question: Question, votes: Votes): string[][] {
  return Array.from({ length: votes.voteStart.length - 1 }, (_, item) => {
    const said = [];
    for (let vote = votes.voteStart[item]; vote < votes.voteStart[item + 1]; vote++) {
      const labels = [...votes.labels.slice(votes.labelStart[vote], votes.labelStart[vote + 1])];
      const names = labels.map((label) => question.labels[label]).join(' ');
      said.push(votes.raters ? `${votes.raterIds![votes.raters[vote]]}: ${names}` : names);
    }
    return said;
  });
}
