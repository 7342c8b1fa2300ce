import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escaped, wholeWords } from '../../../src/readers/predictions/whole-words.ts';

const found = (names: readonly string[], text: string) =>
  [...text.matchAll(wholeWords(names))].map(([name]) => name);

test('finds names where no letter goes on, the longer of two, and every name of a script without spaces', () => {
  expect(found(['joy', 'joyful', 'no joy'], 'joyful? no joy, enjoy, joys, Joy, joy')).toEqual([
    'joyful',
    'no joy',
    'joy',
  ]);
  expect(found(['愤怒', 'c++', '-1'], '我很愤怒。 c++11 c++ x-1 2')).toEqual(['愤怒', 'c++', 'c++', '-1']);
  expect(found([], 'anything')).toEqual([]);
});

/** A pattern of its own for each name. */
function oneByOne(names: readonly string[]): RegExp {
  const joins = (character: string) =>
    /[\p{L}\p{M}\p{N}]/u.test(character) && !/\p{Script=Han}/u.test(character);
  const patterns = names
    .toSorted((a, b) => b.length - a.length)
    .map((name) => {
      const characters = [...name];
      const before = joins(characters[0]) ? '(?<![\\p{L}\\p{M}\\p{N}])' : '';
      const after = joins(characters.at(-1)!) ? '(?![\\p{L}\\p{M}\\p{N}])' : '';
      return before + escaped(name) + after;
    });
  return new RegExp(patterns.join('|'), 'gu');
}

test('finds what a pattern for each name would', () => {
  const characters = fc.constantFrom('a', 'b', 'é', '怒', '-', '+', ' ', '1');
  const name = fc.string({ unit: characters, minLength: 1, maxLength: 4 });
  const names = fc.array(name, { minLength: 1, maxLength: 8 });
  const text = fc.string({ unit: characters, maxLength: 30 });
  fc.assert(
    fc.property(names, text, (each, said) => {
      const separately = [...said.matchAll(oneByOne(each))].map(({ index, 0: one }) => [index, one]);
      expect([...said.matchAll(wholeWords(each))].map(({ index, 0: one }) => [index, one])).toEqual(
        separately,
      );
    }),
    { numRuns: 40 },
  );
});
