import { describe, expect, it } from 'vitest';
import { labelAlignment, type Question } from '../../src/judgments/question.ts';

const feelings: Question = {
  kind: 'categorical',
  id: 'f',
  name: 'feeling',
  labels: ['joy', 'fear', 'anger'],
};
const scale = (name: string): Question => ({
  kind: 'ordinal',
  id: name,
  name,
  labels: ['1', '2', '3'],
  points: [1, 2, 3],
});

describe('labelAlignment', () => {
  it('finds the same labels in another order and spelling', () => {
    const other: Question = { ...feelings, id: 'g', name: 'emotion', labels: ['Anger ', 'JOY', 'fear'] };
    expect([...labelAlignment(feelings, other)!]).toEqual([2, 0, 1]);
  });

  it('refuses other labels, another number of them, and labels that differ in spelling only', () => {
    expect(labelAlignment(feelings, { ...feelings, labels: ['joy', 'fear', 'love'] })).toBeNull();
    expect(labelAlignment(feelings, { ...feelings, labels: ['joy', 'fear'] })).toBeNull();
    expect(
      labelAlignment({ ...feelings, labels: ['a', 'A', 'b'] }, { ...feelings, labels: ['a', 'b', 'b'] }),
    ).toBeNull();
  });

  it('takes scales for the same only if they measure the same', () => {
    expect(labelAlignment(scale('valence'), scale('Valence'))).not.toBeNull();
    expect(labelAlignment(scale('valence'), scale('arousal'))).toBeNull();
    expect(labelAlignment(scale('valence'), { ...feelings, labels: ['1', '2', '3'] })).toBeNull();
  });
});
