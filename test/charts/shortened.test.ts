import { expect, it } from 'vitest';
import { shortened } from '../../src/charts/shortened.ts';

it('keeps words that have room, and else their end', () => {
  expect(shortened('gratitude', 65)).toBe('gratitude');
  expect(shortened('gratitude', 64)).toBe('…atitude');
  expect(shortened('gratitude', 40, 10)).toBe('…ude');
  expect(shortened('gratitude', -5)).toBe('…');
  // Half of a sign is none.
  expect(shortened('😀😀 joy', 60, 10)).toBe('… joy');
});
