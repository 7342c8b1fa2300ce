import { expect, it } from 'vitest';
import type { Mapping } from '../../../src/readers/annotated/mapping.ts';
import { readFiles } from '../../../src/readers/read-files.ts';
import { file } from '../files.ts';

const shares = (ratersPerText: number): Mapping => ({
  layout: 'label counts',
  text: 'text',
  id: 'id',
  rater: null,
  ratersPerText,
  abstentions: [],
  questions: [
    {
      name: 'emotion',
      kind: 'by labels',
      columns: ['joy', 'fear'].map((name) => ({ column: name, name })),
    },
  ],
});

async function read(rows: readonly string[], ratersPerText: number) {
  const csv = ['id,text,joy,fear', ...rows, ''].join('\n');
  const { dataset } = await readFiles([file('a.csv', csv)], { mappings: [shares(ratersPerText)] });
  const { ids, questions, sources } = dataset!;
  return {
    ids,
    votes: questions[0].votes.voteStart.at(-1),
    skipped: sources[0].skipped.map(({ reason }) => reason),
  };
}

it('reads shares that are rounded to two digits as votes', async () => {
  expect(await read(['1,One,0.33,0.67', '2,Two,,1'], 3)).toEqual({ ids: ['1', '2'], votes: 6, skipped: [] });
});

it('skips a share that is no whole number of votes, and says so', async () => {
  expect(await read(['1,One,0.5,0.5', '2,Two,-1,1', '3,Three,7,0', '4,Four,1,0'], 3)).toEqual({
    ids: ['4'],
    votes: 3,
    skipped: ['0.5', '-1', '7'].map(
      (cell) => `The column "joy" holds "${cell}"; a share of 3 raters is expected.`,
    ),
  });
});

it('skips shares of more raters than any study has', async () => {
  const { votes, skipped } = await read(['1,One,0.5,0.5', '2,Two,0,0'], 1e9);
  expect(votes).toBe(0);
  expect(skipped).toHaveLength(1);
});
