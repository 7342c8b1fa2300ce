import { describe, expect, it } from 'vitest';
import { readPredictions } from '../../src/readers/predictions/read-predictions.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { file } from './files.ts';
import { votesOf } from './votes-of.ts';

describe('files without ids', () => {
  it('are joined by their texts, also where each row is a text', async () => {
    const first = file(
      'first.csv',
      'text,rater_1,rater_2\nOne text,joy,fear\nThe same,joy,joy\nThe same,fear,fear\n',
    );
    const second = file(
      'second.csv',
      'text,rater_3,rater_4\nThe same,joy,fear\nOne text,joy,joy\nA third,fear,fear\n',
    );
    const { dataset } = await readFiles([first, second]);
    expect(dataset!.texts).toEqual(['One text', 'The same', 'The same', 'A third']);
    const [{ question, votes }] = dataset!.questions;
    expect(votesOf(question, votes)).toEqual([
      ['rater_1: joy', 'rater_2: fear', 'rater_3: joy', 'rater_4: joy'],
      ['rater_1: joy', 'rater_2: joy', 'rater_3: joy', 'rater_4: fear'],
      ['rater_1: fear', 'rater_2: fear'],
      ['rater_3: fear', 'rater_4: fear'],
    ]);
  });
});

describe('a file that is opened twice', () => {
  const ANSWERS = 'text,label\nOne text,joy\nOne text,fear\nAnother text,joy\n';

  it('of people’s answers counts once, and is said to be a copy', async () => {
    const { dataset } = await readFiles([
      file('answers.csv', ANSWERS),
      // As long as the first, and another file.
      file('others.csv', ANSWERS.replace('fear', 'care')),
      file('answers (1).csv', ANSWERS),
    ]);
    const [{ question, votes }] = dataset!.questions;
    expect(votesOf(question, votes)).toEqual([
      ['answers: fear joy', 'others: care joy'],
      ['answers: joy', 'others: joy'],
    ]);
    expect(dataset!.sources.map(({ name, rowsRead }) => [name, rowsRead])).toEqual([
      ['answers.csv', 3],
      ['others.csv', 3],
      ['answers (1).csv', 0],
    ]);
    const [original, , copy] = dataset!.sources;
    expect(copy).toMatchObject({ kind: 'copy', of: 'answers.csv', ofAnswers: false });
    expect(copy.layout).toBe('the same file as answers.csv, which counts once');
    expect(copy.sha256).toBe(original.sha256);
  });

  it('of a model’s samples counts once', async () => {
    const { dataset } = await readFiles([file('answers.csv', ANSWERS)]);
    const samples = 'id,response\n1,joy\n1,joy\n1,fear\n3,joy\n';
    const files = [file('a.csv', samples), file('a (1).csv', samples)];
    const { judgments, sources } = await readPredictions(files, dataset!);
    expect(judgments.map(({ samples: counts }) => [...counts!])).toEqual([[3, 1]]);
    expect(sources).toMatchObject([{ kind: 'copy', of: 'a.csv', ofAnswers: true }, { kind: 'answers' }]);

    const together = await readFiles([file('answers.csv', ANSWERS), ...files]);
    expect(together.predictions!.judgments.map(({ samples: counts }) => [...counts!])).toEqual([[3, 1]]);
    expect(together.predictions!.sources).toMatchObject([{ kind: 'copy', of: 'a.csv' }, { kind: 'answers' }]);
  });

  it('is no copy where its name says whose answers it holds: two may have said the same', async () => {
    const { dataset } = await readFiles([file('ann.csv', ANSWERS), file('bob.csv', ANSWERS)]);
    const [{ question, votes }] = dataset!.questions;
    expect(votesOf(question, votes)[1]).toEqual(['ann: joy', 'bob: joy']);
    const samples = 'id,response\n1,joy\n3,joy\n';
    const { judgments } = await readPredictions([file('m.csv', samples), file('n.csv', samples)], dataset!);
    expect(judgments.map(({ annotator }) => annotator.model)).toEqual(['m', 'n']);
  });
});
