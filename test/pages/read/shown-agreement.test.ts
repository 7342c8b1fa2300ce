import { expect, it } from 'vitest';
import { shownAgreement } from '../../../src/pages/read/parts/shown-agreement.ts';

const of = (agreement: number | null, lo: number | null, hi: number | null) =>
  shownAgreement({ agreement, agreementInterval: { lo, hi, over: 'items only' } });

it('agreement is shown where its interval is narrower than 0.5, and as 1 where noise carries it past', () => {
  expect(of(0.7, 0.5, 0.9)).toEqual({ value: 0.7, mark: null });
  expect(of(1.2, 0.95, 1.3)).toMatchObject({ value: 1, mark: { sign: '*' } });
  expect(of(0.7, 0.4, 0.95)).toMatchObject({
    value: null,
    mark: { sign: '?', words: 'too uncertain to say' },
  });
  expect(of(1.7, null, null)).toMatchObject({ value: null, mark: { sign: '?' } });
  expect(of(null, null, null)).toEqual({ value: null, mark: null });
  // Before its interval is computed there is nothing to say yet.
  expect(shownAgreement({})).toEqual({ value: null, mark: null });
});
