import { describe, expect, it } from 'vitest';
import { exampleTexts } from '../../src/readers/examples.ts';

describe('the example texts', () => {
  const { ids, texts, questions } = exampleTexts();
  const { question, votes } = questions[0];

  it('give every label of the question at least once, and no other', () => {
    const given = new Set(votes.labels);
    expect([...given].sort((a, b) => a - b)).toEqual(question.labels.map((_, label) => label));
  });

  it('are about sixty different texts with one intended answer each', () => {
    expect(texts.length).toBeGreaterThanOrEqual(60);
    expect(new Set(texts).size).toBe(texts.length);
    expect(new Set(ids).size).toBe(texts.length);
    expect(votes.voteStart[texts.length]).toBe(texts.length);
  });
});
