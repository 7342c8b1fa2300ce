import { expect, it } from 'vitest';
import { raterNumbersNote } from '../../../src/pages/read/people/rater-numbers-note.ts';

const p = (value: number | null) => ({ agreementByRaters: { correlation: -0.1, p: value } });

it('says what figures allow for a rule by which more raters were asked', () => {
  const moreRaters = { first: 3, more: 2, unless: 'two agree' } as const;
  expect(raterNumbersNote({ ...p(0.001), moreRaters })).toBe(
    '3 raters were asked, and 2 more unless two agree; the squared gap D allows for that, and worth k is over the first 3.',
  );
});

it('says where the rule can be given, only where agreement falls with the number of raters', () => {
  expect(raterNumbersNote(p(0.001))).toMatch(/--more-raters/);
  expect(raterNumbersNote(p(0.2))).toBeNull();
  expect(raterNumbersNote(p(null))).toBeNull();
});
