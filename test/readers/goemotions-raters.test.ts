import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { emotionQuestion } from '../../src/readers/goemotions-labels.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { file, fixture } from './files.ts';
import { votesOf } from './votes-of.ts';

const HEADER = ['text', 'id', 'rater_id', 'example_very_unclear', ...emotionQuestion.labels];

function line(text: string, id: string, rater: string, unclear: string, chosen: readonly string[]): string {
  const cells = emotionQuestion.labels.map((label) => (chosen.includes(label) ? '1' : '0'));
  return [text, id, rater, unclear, ...cells].join(',');
}

describe('GoEmotions raw', () => {
  it('merges files into one vote per rater, with several labels and abstentions', async () => {
    const { dataset } = await readFiles([
      await fixture('goemotions-raw-1.csv'),
      await fixture('goemotions-raw-2.csv'),
    ]);
    expect(dataset?.ids).toEqual(['aa1', 'aa2', 'aa3', 'aa4']);
    expect(dataset?.texts).toEqual([
      'The kettle sang and, for once, so did I.',
      'She said "later" and closed the door.\nThen it rained.',
      'Ça alors, quel été 🌞👩‍👩‍👧!',
      'Nobody told the geese about the meeting.',
    ]);
    const [{ question, votes, origin }] = dataset!.questions;
    expect(question).toBe(emotionQuestion);
    expect(origin).toBe('raters');
    expect(votesOf(question, votes)).toEqual([
      ['7: joy', '8: amusement joy', '12: neutral'],
      ['7: sadness'],
      ['8: excitement joy surprise'],
      ['9: amusement'],
    ]);
    expect([...votes.abstentions]).toEqual([1, 1, 0, 0]);
    expect(dataset?.sources).toMatchObject([
      {
        name: 'goemotions-raw-1.csv',
        rowsRead: 6,
        skipped: [],
        layout: 'GoEmotions raw (one row per rater)',
      },
      { name: 'goemotions-raw-2.csv', rowsRead: 2, skipped: [] },
    ]);
  });

  it('leaves out malformed rows, each with its line and reason, and uses the rest', async () => {
    const rows = [
      HEADER.join(','),
      line('Good morning.', 'a', '1', 'False', ['joy']),
      line('Good morning.', 'a', '1', 'False', ['love']),
      line('Another text.', 'a', '2', 'False', ['love']),
      line('"Two\nlines."', 'b', '1', 'FALSE', ['fear']),
      line('  ', 'c', '1', 'False', ['joy']),
      line('No rater.', 'd', '', 'False', ['joy']),
      line('Unclear?', 'e', '1', 'maybe', ['joy']),
      line('Two joys.', 'f', '1', 'False', []).replace(/0$/, '2'),
      'short,g,1,False',
      '',
      line('No id.', '', '1', 'False', []),
      line('__proto__', '__proto__', '__proto__', 'true', []),
    ];
    const { dataset } = await readFiles([file('rows.csv', rows.join('\n'))]);
    const [source] = dataset!.sources;
    expect(dataset!.ids).toEqual(['a', 'b', '__proto__']);
    expect(source.rowsRead).toBe(12);
    expect(source.skipped.map(({ line: at, reason }) => `${at} ${reason}`)).toEqual([
      '3 Rater "1" has rated the comment "a" in an earlier row.',
      '4 An earlier row with the id "a" has another text.',
      '7 The column "text" is empty.',
      '8 The column "rater_id" is empty.',
      '9 The column "example_very_unclear" holds "maybe"; True or False is expected.',
      '10 The column "neutral" holds "2"; 0 or 1 is expected.',
      '11 The row has 4 cells; the header has 32.',
      '12 The line is empty.',
      '13 The column "id" is empty.',
    ]);
    expect(source.skipped[6].content).toBe('short,g,1,False');
  });

  it('leaves out a row whose bytes are not UTF-8', async () => {
    const head = `${HEADER.join(',')}\n${line('Fine \uFFFD here.', 'a', '1', 'False', ['joy'])}\n`;
    const { dataset } = await readFiles([
      file('latin.csv', head, Uint8Array.of(0x63, 0x61, 0x66, 0xe9), line('', 'b', '1', 'False', [])),
    ]);
    expect(dataset!.ids).toEqual(['a']);
    expect(dataset!.sources[0].skipped).toMatchObject([
      { line: 3, reason: expect.stringContaining('not valid text') },
    ]);
  });

  it('reads the same columns from Parquet, with the types the hub has given them', async () => {
    const rows = [
      { text: 'Rain on the tent.', id: 'p1', rater: 3, unclear: false, chosen: ['joy', 'fear'] },
      { text: 'Rain on the tent.', id: 'p1', rater: 4, unclear: true, chosen: [] },
      { text: '', id: 'p2', rater: 4, unclear: false, chosen: ['joy'] },
      { text: 'Élan 😀', id: 'p3', rater: 4, unclear: false, chosen: ['neutral'] },
    ];
    const buffer = parquetWriteBuffer({
      rowGroupSize: 2,
      columnData: [
        { name: 'text', data: rows.map(({ text }) => text), type: 'STRING' },
        { name: 'id', data: rows.map(({ id }) => id), type: 'STRING' },
        { name: 'created_utc', data: rows.map(() => 1.5e9), type: 'FLOAT' },
        { name: 'rater_id', data: rows.map(({ rater }) => rater), type: 'INT32' },
        { name: 'example_very_unclear', data: rows.map(({ unclear }) => unclear), type: 'BOOLEAN' },
        ...emotionQuestion.labels.map((name) => ({
          name,
          data: rows.map(({ chosen }) => (chosen.includes(name) ? 1 : 0)),
          type: 'INT32' as const,
        })),
      ],
    });
    const { dataset } = await readFiles([file('train-00000-of-00001.parquet', buffer)]);
    const [{ question, votes }] = dataset!.questions;
    expect(dataset!.texts).toEqual(['Rain on the tent.', 'Élan 😀']);
    expect(votesOf(question, votes)).toEqual([['3: fear joy'], ['4: neutral']]);
    expect([...votes.abstentions]).toEqual([1, 0]);
    expect(dataset!.sources[0]).toMatchObject({
      rowsRead: 4,
      skipped: [{ line: 3, reason: 'The column "text" is empty.' }],
    });
  });
});
