import { describe, expect, it } from 'vitest';
import { firstTokenDistribution } from '../../../src/readers/predictions/first-token.ts';

const tokens = (given: Record<string, number>) =>
  Object.entries(given).map(([token, p]) => ({ token, logprob: Math.log(p) }));

describe('firstTokenDistribution', () => {
  it('adds up the spellings of a label, and its first piece, and normalises over labels', () => {
    const found = firstTokenDistribution(
      tokens({ joy: 0.4, ' Joy': 0.1, emb: 0.3, '"joy': 0.1, other: 0.05 }),
      ['joy', 'embarrassment', 'fear'],
    )!;
    expect(found[0]).toBeCloseTo(0.6 / 0.9, 12);
    expect(found[1]).toBeCloseTo(0.3 / 0.9, 12);
    expect(found[2]).toBe(0);
  });

  it.each([
    ['a piece that begins two labels', { dis: 0.9, joy: 0.1 }, ['disgust', 'disapproval', 'joy']],
    ['a label that begins another', { '1': 0.9 }, ['1', '10']],
    ['pieces too short to tell', { I: 0.9 }, ['irritation', 'joy']],
    ['little of the probability', { joy: 0.4, The: 0.6 }, ['joy', 'fear']],
    ['nothing', {}, ['joy', 'fear']],
  ])('gives none for %s', (_, given, labels) => {
    expect(firstTokenDistribution(tokens(given as unknown as Record<string, number>), labels)).toBeNull();
  });

  it('passes over numbers that are no log-probabilities', () => {
    expect(
      firstTokenDistribution(
        [
          { token: 'joy', logprob: -0.1 },
          { token: 'fear', logprob: 5 },
          { token: 'fear', logprob: NaN },
        ],
        ['joy', 'fear'],
      ),
    ).toEqual([1, 0]);
  });
});
