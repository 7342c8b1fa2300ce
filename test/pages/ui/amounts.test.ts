import { expect, it } from 'vitest';
import { bytes, count, duration, rate } from '../../../src/pages/ui/amounts.ts';

it.each([
  [0, '0 B'],
  [1, '1 kB'],
  [1_499, '1 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [7_420_000, '7.4 MB'],
  [99_949_999, '99.9 MB'],
  [99_950_000, '100 MB'],
])('%d bytes are %s', (amount, words) => expect(bytes(amount)).toBe(words));

it('a count agrees with its noun', () => {
  expect([count(0, 'text'), count(1, 'text'), count(13_446, 'text')]).toEqual([
    '0 texts',
    '1 text',
    '13,446 texts',
  ]);
});

it('a time is said in the units that one would say', () => {
  expect([0, 4, 89, 90, 5_399, 5_400, 36_000].map(duration)).toEqual([
    '1 s',
    '4 s',
    '89 s',
    '2 min',
    '1 h 30 min',
    '1 h 30 min',
    '10 h 0 min',
  ]);
});

it.each([
  [65.4, '65 a second'],
  [1.5, '2 a second'],
  [0.33, '20 a minute'],
  [1200, '1,200 a second'],
  [1.49, '89 a minute'],
  [1 / 40, '2 a minute'],
  [0.02, '72 an hour'],
  // A large model on a slow machine takes minutes for one.
  [1 / 180, '20 an hour'],
  [1 / 3600, '1 an hour'],
  [1 / 7300, 'less than 1 an hour'],
])('a rate of %d is %s', (perSecond, words) => {
  expect(rate(perSecond)).toBe(words);
});
