import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFirstLabelVotes } from '../../cli/benchmarks/first-label-votes.ts';
import { readListedEmotions } from '../../cli/benchmarks/listed-emotions.ts';
import { emotionQuestion } from '../../src/readers/goemotions-labels.ts';
import { setsOf } from '../../src/judgments/votes.ts';
import { mkdir } from 'node:fs/promises';

const label = (name: string) => emotionQuestion.labels.indexOf(name);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-benchmarks-'));
  await mkdir(join(folder, 'goemotions'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('lists of emotions that a model named', () => {
  async function read(...responses: string[]) {
    const rows = responses.map((response, at) => `t${at},m,"${response.replaceAll('"', '""')}"`);
    await writeFile(join(folder, 'answers.csv'), ['id,model,response', ...rows].join('\n'));
    const ids = [...responses.map((_, at) => `t${at}`), 'not asked'];
    return await readListedEmotions(folder, { path: 'answers.csv', model: 'maker/model' }, { ids });
  }

  it('share one answer alike, without names outside the list and however often one stands there', async () => {
    const { answered, distributions, missing, annotator } = await read(
      '{"emotions": ["joy", "Love", "joy", "hate"]}',
      '{"emotions": ["anger", "disgust", "disgust", "disg',
    );
    const size = emotionQuestion.labels.length;
    expect([...answered, ...missing!]).toEqual([1, 1, 0, 0, 0, 1]);
    expect(distributions[label('joy')]).toBe(0.5);
    expect(distributions[label('love')]).toBe(0.5);
    expect(distributions[size + label('anger')]).toBe(0.5);
    expect(distributions.slice(0, size).reduce((sum, share) => sum + share, 0)).toBe(1);
    expect(annotator).toMatchObject({ model: 'maker/model', method: { name: 'imported' } });
  });

  it('failed without a label', async () => {
    const { answered, missing } = await read(
      '{"emotions": []}',
      '{"emotions": ["tension"]}',
      'I cannot say.',
    );
    expect([...answered]).toEqual([0, 0, 0, 0]);
    expect([...missing!]).toEqual([0, 0, 0, 1]);
  });
});

describe('first-label votes', () => {
  const TEXTS = 'It is over.\t27\ta\nWhat a day!\t17\tb\nOh.\t26\tc\n';

  it('are votes of single raters, of comments with three or more', async () => {
    await writeFile(join(folder, 'goemotions/test.tsv'), TEXTS);
    await writeFile(
      join(folder, 'goemotions/first_label_votes.csv'),
      'id,split,n_votes,votes,consensus_labels\na,test,3,neutral:2 sadness:1,neutral\nb,test,2,joy:2,joy\nc,test,4,joy:1 fear:3,fear\n',
    );
    const { ids, texts, questions, sources } = await readFirstLabelVotes(folder);
    expect(ids).toEqual(['a', 'c']);
    expect(texts).toEqual(['It is over.', 'Oh.']);
    const [{ votes, origin }] = questions;
    expect(origin).toBe('raters');
    expect(setsOf(votes, 0).map((set) => [...set])).toEqual([
      [label('neutral')],
      [label('neutral')],
      [label('sadness')],
    ]);
    expect(setsOf(votes, 1)).toHaveLength(4);
    expect(sources.map(({ name, rowsRead }) => [name, rowsRead])).toEqual([
      ['test.tsv', 3],
      ['first_label_votes.csv', 3],
    ]);
  });

  it('are refused where a count is not what the row says', async () => {
    await writeFile(join(folder, 'goemotions/test.tsv'), TEXTS);
    await writeFile(
      join(folder, 'goemotions/first_label_votes.csv'),
      'id,split,n_votes,votes,consensus_labels\na,test,4,neutral:2 sadness:1,neutral\n',
    );
    await expect(readFirstLabelVotes(folder)).rejects.toThrow('a has 3 votes, and is said to have 4');
  });
});
