import { describe, expect, it } from 'vitest';
import { readFiles } from '../../../src/readers/read-files.ts';
import type { SaidReading } from '../../../src/readers/annotated/said-reading.ts';
import { file } from '../files.ts';
import { votesOf } from '../votes-of.ts';

async function votes(rows: readonly string[], said: SaidReading) {
  const { dataset } = await readFiles([file('a.csv', rows.join('\n'))], { said });
  const [{ question, votes: given }] = dataset!.questions;
  return { labels: question.labels, votes: votesOf(question, given), abstentions: [...given.abstentions] };
}

const REVERSED = { 0: '1', 1: '0' };
const CHAIN = { 0: '1', 1: '2', 2: '3' };

const LONG = [
  'id,text,rater,label',
  '1,We went.,a,0',
  '1,We went.,b,1',
  '2,It rained.,a,1',
  '2,It rained.,b,2',
];
const COLUMNS = ['id,text,kim,lee', '1,We went.,0,1', '2,It rained.,1,2'];
const PEOPLE = ['who,We went home.,It rained again.', 'a,0,1', 'b,1,2'];
const VOTES = ['id,text,votes', '1,We went.,"{""0"": 1, ""1"": 1}"', '2,It rained.,"{""1"": 1, ""2"": 1}"'];
const LISTS = ['id,text,annotations', '1,We went.,"[""0"", ""1""]"', '2,It rained.,"[""1"", ""2""]"'];
const COUNTS = ['id,text,0,1,2', '1,We went.,1,1,0', '2,It rained.,0,1,1'];
const FLAGS = [
  'id,text,rater,0,1,2',
  '1,We went.,a,1,0,0',
  '1,We went.,b,0,1,0',
  '2,It rained.,a,0,1,0',
  '2,It rained.,b,0,0,1',
];
const INDICATORS = [
  'id,text,rater,label',
  '1,We went.,a,"[1, 0, 0]"',
  '1,We went.,b,"[0, 1, 0]"',
  '2,It rained.,a,"[0, 1, 0]"',
  '2,It rained.,b,"[0, 0, 1]"',
];

describe.each<readonly [string, readonly string[], SaidReading]>([
  ['a row for each answer', LONG, {}],
  ['a column for each rater', COLUMNS, { layout: 'rater columns', label: ['kim', 'lee'] }],
  [
    'a row for each person',
    PEOPLE,
    { layout: 'person rows', rater: 'who', label: ['We went home.', 'It rained again.'] },
  ],
  ['votes in a cell', VOTES, { layout: 'votes', label: ['votes'] }],
  ['answers in a cell', LISTS, { layout: 'annotations', label: ['annotations'] }],
  ['a column of votes for each label', COUNTS, { layout: 'label counts', label: ['0', '1', '2'] }],
  ['a column for each label', FLAGS, { layout: 'label flags', label: ['0', '1', '2'] }],
  ['lists of noughts and ones', INDICATORS, {}],
])('codes in %s', (_, rows, said) => {
  const given = async (labels: Record<string, string>) => {
    const { votes: found, labels: names } = await votes(rows, { scale: 'none', ...said, labels });
    return {
      labels: [...names].sort(),
      votes: found.map((item) => item.map((one) => one.replace(/^.*: /, '')).sort()),
    };
  };

  it('get their names once, also where a name is a code', async () => {
    expect(await given({ 0: 'no', 1: 'yes', 2: 'both' })).toEqual({
      labels: ['both', 'no', 'yes'],
      votes: [
        ['no', 'yes'],
        ['both', 'yes'],
      ],
    });
    expect(await given(CHAIN)).toEqual({
      labels: ['1', '2', '3'],
      votes: [
        ['1', '2'],
        ['2', '3'],
      ],
    });
    expect(await given({ ...REVERSED, 2: 'both' })).toEqual({
      labels: ['0', '1', 'both'],
      votes: [
        ['0', '1'],
        ['0', 'both'],
      ],
    });
  });
});

it('a reverse-coded item of a questionnaire is turned round', async () => {
  const rows = [1, 2, 3, 4, 5].map((point) => `1,We went.,r${point},${point}`);
  const labels = { 1: '5', 2: '4', 4: '2', 5: '1' };
  const found = await votes(['id,text,rater,rating', ...rows], { labels });
  expect(found.labels).toEqual(['1', '2', '3', '4', '5']);
  expect(found.votes[0]).toEqual(['r1: 5', 'r2: 4', 'r3: 3', 'r4: 2', 'r5: 1']);
});

it('what says that nobody answered is looked for in the file’s own words, and abstentions by their names too', async () => {
  const rows = [
    'id,text,rater,label',
    '1,We went.,a,0',
    '1,We went.,b,9',
    '1,We went.,c,1',
    '1,We went.,d,8',
  ];
  const labels = { 0: '9', 1: '0', 9: 'nothing', 8: 'Unclear' };
  const found = await votes(rows, { labels, missing: ['9'], scale: 'none' });
  expect(found).toEqual({ labels: ['0', '9'], votes: [['a: 9', 'c: 0']], abstentions: [2] });
});
