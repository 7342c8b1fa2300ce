import { describe, expect, it } from 'vitest';
import type { SaidReading } from '../../../src/readers/annotated/said-reading.ts';
import { readFiles } from '../../../src/readers/read-files.ts';
import { file } from '../files.ts';

const WORDS = [
  'Strongly disagree',
  'Disagree',
  'Somewhat disagree',
  'Neutral',
  'Somewhat agree',
  'Agree',
  'Strongly agree',
];
const CSV = [
  'id,text,rater,label',
  ...WORDS.flatMap((word, at) => [`${at},Text ${at},Ann,${word}`, `${at},Text ${at},Bo,${word}`]),
  '',
].join('\n');

async function read(said: SaidReading) {
  const { dataset, asks } = await readFiles([file('a.csv', CSV)], { said });
  return { question: dataset!.questions[0].question, asks };
}

describe('answers in the words of a scale', () => {
  it('offer the scale of as many points', async () => {
    const { asks } = await read({});
    expect(asks[0].choices.map(({ option }) => option)).toEqual(['--scale 1..7', '--scale none']);
  });

  it('are labels without an order where --scale none says so', async () => {
    const { question } = await read({ scale: 'none' });
    expect(question).toMatchObject({ kind: 'categorical', labels: [...WORDS].sort() });
  });

  it('keep their words with a scale of as many points', async () => {
    const { question } = await read({ scale: { lowest: 1, highest: 7 } });
    expect(question).toMatchObject({ kind: 'ordinal', labels: WORDS, points: [1, 2, 3, 4, 5, 6, 7] });
  });
});
