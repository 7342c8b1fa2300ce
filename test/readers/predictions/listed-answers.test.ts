import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/judgments/question.ts';
import { setsOf, VotesBuilder } from '../../../src/judgments/votes.ts';
import type { PredictionOptions } from '../../../src/readers/predictions/model-predictions.ts';
import { readPredictions } from '../../../src/readers/predictions/read-predictions.ts';
import { file } from '../files.ts';

const EMOTION: Question = {
  kind: 'categorical',
  id: 'emotion',
  name: 'emotion',
  labels: ['anger', 'fear', 'joy'],
};

async function judgmentsIn(
  lists: readonly (readonly string[])[],
  options: PredictionOptions = {},
  ids = ['a', 'b', 'c', 'd'],
) {
  const votes = new VotesBuilder().build(4);
  const people = {
    ids: ['a', 'b', 'c', 'd'],
    texts: ['A', 'B', 'C', 'D'],
    questions: [{ question: EMOTION, votes, origin: 'raters' as const }],
  };
  const cells = lists.map((list, row) => `${ids[row]},"${JSON.stringify(list).replaceAll('"', '""')}"`);
  const content = ['id,response', ...cells, ''].join('\n');
  return (await readPredictions([file('m.csv', content)], people, options)).judgments[0];
}

async function read(...given: Parameters<typeof judgmentsIn>) {
  const { distributions } = await judgmentsIn(...given);
  return Array.from({ length: 4 }, (_, item) =>
    Array.from(distributions.slice(3 * item, 3 * item + 3), (share) => Number(share.toFixed(3))),
  );
}

const SAMPLES = [
  ['joy', 'joy', 'fear'],
  ['joy', 'anger', 'fear'],
  ['fear', 'fear', 'fear'],
  ['anger', 'joy', 'anger'],
];

describe('a list of words in a cell', () => {
  it('is of samples where a word comes again', async () => {
    expect(await read(SAMPLES)).toEqual([
      [0, 0.333, 0.667],
      [0.333, 0.333, 0.333],
      [0, 1, 0],
      [0.667, 0, 0.333],
    ]);
  });

  it('is of samples where sentences stand in it', async () => {
    const said = (label: string) => `I believe that the writer feels some ${label} here.`;
    const found = await read([['joy', 'fear'].map(said), ['joy', 'anger'].map(said), [], []]);
    expect(found.slice(0, 2)).toEqual([
      [0, 0.5, 0.5],
      [0.5, 0, 0.5],
    ]);
  });

  it('is the labels of one answer where lists differ in length', async () => {
    expect(await read([['joy', 'fear'], ['joy'], ['anger', 'fear', 'joy'], ['fear']])).toEqual([
      [0, 0.5, 0.5],
      [0, 0, 1],
      [0.333, 0.333, 0.333],
      [0, 1, 0],
    ]);
  });

  it('is the labels of one of several answers where a row is one of them: each counts as one', async () => {
    const lists = [
      ['joy', 'fear'],
      ['joy', 'anger'],
      ['joy', 'fear'],
      ['fear', 'anger'],
    ];
    const found = await read(lists, {}, ['a', 'a', 'b', 'b']);
    expect(found.slice(0, 2)).toEqual([
      [0.25, 0.25, 0.5],
      [0.25, 0.5, 0.25],
    ]);
    const uneven = await read([['joy'], ['joy', 'anger'], ['joy'], ['anger', 'fear', 'joy']], {}, [
      'a',
      'a',
      'b',
      'b',
    ]);
    expect(uneven[0]).toEqual([0.25, 0, 0.75]);
    const { samples, several } = await judgmentsIn(lists, {}, ['a', 'a', 'b', 'b']);
    expect([...samples!]).toEqual([2, 2, 0, 0]);
    expect([0, 1].map((item) => setsOf(several!, item))).toEqual([
      [
        [1, 2],
        [0, 2],
      ],
      [
        [1, 2],
        [0, 1],
      ],
    ]);
    expect(await judgmentsIn(SAMPLES)).not.toHaveProperty('several');
  });

  it('is asked about where nothing says which, and read as told', async () => {
    const pairs = [
      ['joy', 'fear'],
      ['joy', 'anger'],
      ['anger', 'fear'],
      ['fear', 'joy'],
    ];
    await expect(read(pairs)).rejects.toThrow('2 answers or the labels of one answer');
    const either = [
      [0, 0.5, 0.5],
      [0.5, 0, 0.5],
      [0.5, 0.5, 0],
      [0, 0.5, 0.5],
    ];
    expect(await read(pairs, { lists: 'samples' })).toEqual(either);
    expect(await read(pairs, { lists: 'labels' })).toEqual(either);
    expect((await read(SAMPLES, { lists: 'labels' }))[0]).toEqual([0, 0.5, 0.5]);
  });
});
