import type { AnnotatedQuestion } from '../judgments/dataset.ts';

/** Each answer to an item as words that two readings can be compared by, in the order of the votes; labels of one answer are sorted. */
export function answersInWords({ votes, question }: AnnotatedQuestion, item: number): string[] {
  const { voteStart, labelStart, labels, numbers } = votes;
  return Array.from({ length: voteStart[item + 1] - voteStart[item] }, (_, at) => {
    const vote = voteStart[item] + at;
    const chosen = [...labels.subarray(labelStart[vote], labelStart[vote + 1])];
    return JSON.stringify(numbers ? numbers[vote] : chosen.map((label) => question.labels[label]).sort());
  });
}
