import { describe, expect, it } from 'vitest';
import { UndecidedReadingError } from '../../../src/readers/reading-ask.ts';
import { readFiles, type ReadFilesOptions } from '../../../src/readers/read-files.ts';
import { file } from '../files.ts';
import { votesOf } from '../votes-of.ts';

/** Said of five texts in columns of these names. */
function table(names: string) {
  return file(
    'a.csv',
    `id,text,${names}\n1,It rains,1,0,1\n2,Sun,0,0,1\n3,Keys,1,1,1\n4,A day,0,1,0\n5,Nobody,1,0,0\n`,
  );
}

async function read(names: string, options: ReadFilesOptions = {}) {
  const { dataset, asks } = await readFiles([table(names)], options);
  const [{ question, votes }] = dataset!.questions;
  return { labels: question.labels, votes: votesOf(question, votes), asks };
}
const AS_RATERS = ['A: 1', 'B: 0', 'C: 1'];

describe('columns of 0 and 1 that are called A, B and C', () => {
  it('are raters or labels, and a person says which', async () => {
    const error = await read('A,B,C').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UndecidedReadingError);
    const [{ what, choices }] = (error as UndecidedReadingError).asks;
    expect(what).toBe('Are the columns "A", "B", "C" labels that a text has or lacks, or raters?');
    const [labels, raters] = await Promise.all(
      choices.map(({ mapping }) => read('A,B,C', { mappings: [mapping!] })),
    );
    expect(labels.labels).toEqual(['A', 'B', 'C']);
    expect(labels.votes[0]).toEqual(['A C']);
    expect(raters.labels).toEqual(['0', '1']);
    expect(raters.votes[0]).toEqual(AS_RATERS);
  });

  it.each([
    [{ layout: 'label flags' }, ['A C']],
    [{ layout: 'rater columns', label: ['A', 'B', 'C'] }, AS_RATERS],
  ] as const)('are read as %j where that is said', async (said, votes) => {
    expect((await read('A,B,C', { said })).votes[0]).toEqual(votes);
  });

  it('are named, where the layout alone tells nothing of them', async () => {
    const reading = read('A,B,C', { said: { layout: 'rater columns' } });
    await expect(reading).rejects.toThrow(
      'a.csv: No columns of answers are found for the layout "rater columns". Name each with --label. Found a table with the columns "id", "text", "A", "B", "C".',
    );
  });

  it('are no question where they have names', async () => {
    const { labels, asks } = await read('joy,anger,fear');
    expect(labels).toEqual(['joy', 'anger', 'fear']);
    expect(asks.filter(({ taken }) => taken === null)).toEqual([]);
  });
});
