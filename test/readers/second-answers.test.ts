import { describe, expect, it } from 'vitest';
import { readFiles } from '../../src/readers/read-files.ts';
import { file } from './files.ts';
import { votesOf } from './votes-of.ts';

const OTHERS = ['a,One text,ann,joy', 'b,Another text,ann,fear', 'b,Another text,bob,joy'];

async function read(header: string, ...rows: readonly string[]) {
  const { dataset } = await readFiles([file('answers.csv', [header, ...rows, ''].join('\n'))]);
  const [{ question, votes }] = dataset!.questions;
  const [{ rowsRead, skipped, layout }] = dataset!.sources;
  return { votes: votesOf(question, votes), skipped, rowsRead, layout };
}

describe('a rater’s second answer to a text', () => {
  const HEADER = 'id,text,rater,label';

  it('counts, and the first is listed as replaced', async () => {
    const { votes, skipped, rowsRead } = await read(
      HEADER,
      'a,One text,bob,fear',
      ...OTHERS,
      'a,One text,bob,joy',
    );
    expect(votes).toEqual([
      ['bob: joy', 'ann: joy'],
      ['ann: fear', 'bob: joy'],
    ]);
    expect(rowsRead).toBe(5);
    expect(skipped).toEqual([
      {
        line: 2,
        reason: '"bob" answered about this text again in line 6; the later answer counts.',
        content: 'label: fear',
      },
    ]);
  });

  it('is asked about, with the later one taken; the first counts where that is said', async () => {
    const rows = ['a,One text,bob,fear', ...OTHERS, 'a,One text,bob,joy'];
    const blob = file('answers.csv', [HEADER, ...rows, ''].join('\n'));
    const { asks, dataset } = await readFiles([blob]);
    expect(asks).toMatchObject([{ what: expect.stringContaining('Once a rater') as string, taken: 0 }]);
    expect(dataset!.sources[0].layout).toContain('Which answer counts? Taken: the one further down');
    const first = await readFiles([blob], { mappings: [asks[0].choices[1].mapping!] });
    expect(votesOf(dataset!.questions[0].question, first.dataset!.questions[0].votes)[0]).toEqual([
      'bob: fear',
      'ann: joy',
    ]);
    const { dataset: said, asks: none } = await readFiles([blob], { said: { secondAnswers: 'first' } });
    expect(none).toEqual([]);
    expect(said!.sources[0].skipped).toMatchObject([
      { line: 6, reason: '"bob" has answered about this text in line 2; the first answer counts.' },
    ]);
  });

  it('is the one of the later time, wherever it stands', async () => {
    const at = (row: string, time: string) => `${row},${time}`;
    const { votes, skipped } = await read(
      `${HEADER},created_at`,
      at('a,One text,bob,fear', '2026-03-02T10:00:00Z'),
      ...OTHERS.map((row) => at(row, '2026-03-01T09:00:00Z')),
      at('a,One text,bob,joy', '2026-03-01T10:00:00Z'),
    );
    expect(votes[0]).toEqual(['bob: fear', 'ann: joy']);
    expect(skipped).toMatchObject([
      { line: 6, reason: expect.stringContaining('again at a later time, in line 2') as string },
    ]);
  });

  it('is one at another time also in the row after, and a further label at the same', async () => {
    const { votes, skipped, layout } = await read(
      `${HEADER},timestamp`,
      'a,One text,bob,fear,1767000000',
      'a,One text,bob,joy,1767000100',
      'b,Another text,bob,fear,1767000200',
      'b,Another text,bob,joy,1767000200',
      'a,One text,ann,joy,1767000300',
    );
    expect(votes).toEqual([['bob: joy', 'ann: joy'], ['bob: fear joy']]);
    expect(skipped.map(({ line }) => line)).toEqual([2]);
    expect(layout).toMatch(/; 1 row taken for a further label of the same rater’s answer in the row before/);
  });

  it('is no second answer where a column says how long each took', async () => {
    const { votes } = await read(
      `${HEADER},time`,
      'a,One text,bob,fear,12.5',
      'a,One text,bob,joy,3.1',
      'b,Another text,bob,fear,4',
      'b,Another text,ann,joy,4',
    );
    expect(votes[0]).toEqual(['bob: fear joy']);
  });

  it('goes by no date whose day and month may be one another', async () => {
    const { votes } = await read(
      `${HEADER},date`,
      'a,One text,bob,fear,04/03/2026',
      'b,Another text,bob,fear,01/03/2026',
      'a,One text,bob,joy,03/04/2026',
      'b,Another text,ann,joy,01/03/2026',
    );
    expect(votes[0]).toEqual(['bob: joy']);
  });

  it('after an abstention is compared with the answer that took its place', async () => {
    const { votes, skipped } = await read(
      `${HEADER},timestamp`,
      'a,One text,bob,unclear,1767000000',
      'b,Another text,ann,joy,1767000100',
      'a,One text,bob,fear,1767000300',
      'b,Another text,bob,joy,1767000100',
      'a,One text,bob,joy,1767000200',
    );
    expect(votes[0]).toEqual(['bob: fear']);
    expect(skipped.map(({ line }) => line)).toEqual([6]);
  });

  it('on a scale counts also in the row after', async () => {
    const { votes, skipped } = await read(
      'id,text,rater,valence',
      'a,One text,bob,1',
      'a,One text,bob,5',
      'b,Another text,bob,3',
      'b,Another text,ann,2',
      'a,One text,ann,4',
    );
    expect(votes[0]).toEqual(['bob: 5', 'ann: 4']);
    expect(skipped.map(({ line }) => line)).toEqual([2]);
  });
});

describe('rows that a later answer replaces', () => {
  const HEADER = 'id,text,rater,label';

  it('are named with their file, where that is another one', async () => {
    const one = file('one.csv', [HEADER, ...OTHERS, 'a,One text,bob,fear', ''].join('\n'));
    const two = file('two.csv', [HEADER, 'a,One text,bob,joy', 'b,Another text,cat,joy', ''].join('\n'));
    const { dataset } = await readFiles([one, two]);
    expect(dataset!.sources[0].skipped).toMatchObject([
      {
        line: 5,
        reason: '"bob" answered about this text again in line 2 of two.csv; the later answer counts.',
      },
    ]);
    const first = await readFiles([one, two], { said: { secondAnswers: 'first' } });
    expect(first.dataset!.sources[1].skipped).toMatchObject([
      {
        line: 2,
        reason: '"bob" has answered about this text in line 5 of one.csv; the first answer counts.',
      },
    ]);
  });

  it('are all listed where several made the answer', async () => {
    const { votes, skipped } = await read(
      HEADER,
      'a,One text,bob,fear',
      'a,One text,bob,joy',
      ...OTHERS,
      'a,One text,bob,anger',
    );
    expect(votes[0]).toEqual(['bob: anger', 'ann: joy']);
    expect(skipped.map(({ line, content }) => [line, content])).toEqual([
      [2, 'label: fear'],
      [3, 'label: joy'],
    ]);
  });

  it('are not listed as long as one of their answers stands', async () => {
    const rows = [
      'a,One text,bob,1,2',
      'a,One text,ann,3,3',
      'b,Another text,ann,5,4',
      'b,Another text,bob,2,5',
    ];
    const header = 'id,text,rater,valence,arousal';
    const part = await read(header, ...rows, 'a,One text,bob,4,2');
    expect(part.votes[0]).toEqual(['bob: 4', 'ann: 3']);
    expect(part.skipped).toEqual([]);
    const all = await read(header, ...rows, 'a,One text,bob,4,5');
    expect(all.skipped.map(({ line }) => line)).toEqual([2]);
  });
});
