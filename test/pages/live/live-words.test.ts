import { describe, expect, it } from 'vitest';
import type { LiveAnswer } from '../../../src/annotators/live-models.ts';
import type { Question } from '../../../src/judgments/question.ts';
import { liveRows, markedParts, meanPoint, tellingWords } from '../../../src/pages/live/live-words.ts';

function answer(labels: string[], distribution: number[]): LiveAnswer {
  const question: Question = { id: 'mood', name: 'mood', kind: 'categorical', labels };
  return { question, distribution: Float64Array.from(distribution) };
}

describe('the rows of an answer', () => {
  const labels = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

  it('name the labels that the model gives most to, and fold the others', () => {
    const rows = liveRows(answer([...labels].reverse(), [0.02, 0.1, 0.12, 0.1, 0.05, 0.03, 0.58]));
    expect(rows.map(({ label }) => label)).toEqual(['a', 'e', 'f', 'd', 'c', '2 others']);
    expect(rows[0].share).toBe(0.58);
    expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('fold nothing where all labels are named', () => {
    expect(liveRows(answer(['x', 'y'], [0.3, 0.7])).map(({ label }) => label)).toEqual(['y', 'x']);
  });
});

describe('the words', () => {
  const words = [
    { start: 0, end: 2, effect: -0.3 },
    { start: 3, end: 5, effect: 0.01 },
    { start: 6, end: 9, effect: 0.5 },
  ];

  it('that matter come strongest first', () => {
    expect(tellingWords(words).map(({ start }) => start)).toEqual([6, 0]);
  });

  it('and what is between them are the text again', () => {
    const parts = markedParts('So it was!', words);
    expect(parts.map(({ text }) => text).join('')).toBe('So it was!');
    expect(parts.filter(({ effect }) => effect !== null).map(({ text }) => text)).toEqual(['So', 'was']);
  });
});

it('the mean of a scale is in its units', () => {
  const question: Question = {
    id: 'v',
    name: 'v',
    kind: 'ordinal',
    labels: ['1', '2', '5'],
    points: [1, 2, 5],
  };
  expect(meanPoint({ question, distribution: Float64Array.of(0.5, 0.25, 0.25) })).toBe(2.25);
});
