import { describe, expect, it } from 'vitest';
import { fewShares, meansOnScale, tellingTexts } from '../../src/charts/answers-along.ts';

const LABELS = ['joy', 'fear', 'anger', 'neutral'];
/** The third text has no answer. */
const ANSWERS = {
  model: Float64Array.of(0.1, 0.2, 0.1, 0.6, 0.5, 0.3, 0.2, 0, 0, 0, 0, 0, 0.4, 0.4, 0.1, 0.1, 0, 0, 0, 1),
  answered: Uint8Array.of(1, 1, 0, 1, 1),
};

describe('the shares of a few labels', () => {
  it('name those that reach most, and the rest together', () => {
    const { labels, rows, known } = fewShares(ANSWERS, LABELS, 2, null);
    expect(labels).toEqual(['neutral', 'joy', '2 others']);
    expect([...known]).toEqual([1, 1, 0, 1, 1]);
    const expected = [0.6, 0.1, 0.3, 0, 0.5, 0.5, 0, 0, 0, 0.1, 0.4, 0.5, 1, 0, 0];
    for (const [at, share] of expected.entries()) expect(rows[at]).toBeCloseTo(share, 12);
  });

  it('name a label that fills one tenth of the texts before one that is a little everywhere', () => {
    const model = new Float64Array(40 * 3);
    for (let text = 0; text < 40; text++) {
      const isBad = text >= 20 && text < 24;
      model.set(isBad ? [0.1, 0.1, 0.8] : [0.8, 0.2, 0], text * 3);
    }
    const answers = { model, answered: new Uint8Array(40).fill(1) };
    expect(fewShares(answers, ['calm', 'tired', 'fear'], 2, null).labels).toEqual([
      'calm',
      'fear',
      '1 other',
    ]);
    // In another order those four texts are in four tenths, a quarter of each.
    const apart = [...Array(40).keys()].sort((a, b) => (a % 10) - (b % 10) || a - b);
    expect(fewShares(answers, ['calm', 'tired', 'fear'], 1, 'calm', apart).labels[0]).toBe('tired');
  });

  it('without one label are shares of the others; a text that has nothing else has none', () => {
    const { labels, rows, known } = fewShares(ANSWERS, LABELS, 6, 'neutral');
    expect(labels).toEqual(['joy', 'fear', 'anger']);
    expect([...known]).toEqual([1, 1, 0, 1, 0]);
    expect([...rows.slice(0, 3)].map((share) => share.toFixed(2))).toEqual(['0.25', '0.50', '0.25']);
  });
});

it('the mean on a scale is in its units', () => {
  const answers = { model: Float64Array.of(0.5, 0.25, 0.25, 0, 0, 0), answered: Uint8Array.of(1, 0) };
  expect([...meansOnScale(answers, [1, 2, 5])]).toEqual([2.25, NaN]);
});

const TEXTS = ['a', 'b', 'c', 'd', 'e'];

it('the texts of a label are those with most of it, and of those whose top it is the least sure', () => {
  expect(tellingTexts(ANSWERS, 0, 4, TEXTS, 2)).toEqual({ strongest: [1, 3], leastSure: [3, 1] });
  expect(tellingTexts(ANSWERS, 3, 4, TEXTS, 5)).toEqual({ strongest: [4, 0, 3, 1], leastSure: [0, 4] });
  expect(tellingTexts(ANSWERS, 2, 4, TEXTS, 5).leastSure).toEqual([]);
  expect(tellingTexts(ANSWERS, 3, 4, ['a', 'b', 'c', 'd', 'a'], 5).strongest).toEqual([4, 3, 1]);
});
