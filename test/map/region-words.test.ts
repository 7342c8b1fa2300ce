import { expect, it } from 'vitest';
import { areaName, groupNames, groupWords } from '../../src/map/region-words.ts';
import { stopWords } from '../../src/map/stop-words.ts';
import { expected } from './expected.ts';

const TEXTS: readonly (readonly [string, number])[] = [
  ['the exam was hard and the exam was long', 0],
  ['my teacher gave us a hard exam', 0],
  ['the teacher and the class', 0],
  ['a rose in the garden', 1],
  ['the garden needs water, the rose too', 1],
  ['water the garden and the class', 1],
  ['goal goal goal', 2],
  ['the match was won by a goal', 2],
];
const STOP = new Set(['the', 'and', 'was', 'my', 'us', 'a', 'in', 'by', 'too']);
const texts = TEXTS.map(([text]) => text);
const groups = Uint16Array.from(TEXTS, ([, group]) => group);

it('groups are named by class-based TF-IDF as scikit-learn’s counts give it, without words of one text', () => {
  expect(groupWords(texts, groups, 3, STOP)).toEqual(expected.words);
});

it('a group without shared words has those of one text, and one without words says so', () => {
  const words = groupWords(['Sun', 'moon 12 x', '12 …'], Uint16Array.of(0, 0, 1), 2, STOP);
  expect(words).toEqual([['moon', 'sun'], []]);
  expect(groupNames(words)).toEqual(['moon, sun', 'no words of its own (2)']);
});

it('no two groups have the same name', () => {
  const same = ['exam', 'hard', 'teacher'];
  expect(groupNames([same, [...same, 'class'], same])).toEqual([
    'exam, hard, teacher',
    'exam, hard, teacher, class',
    'exam, hard, teacher (3)',
  ]);
});

it('an area is called after its own texts beside all others that have a place', () => {
  expect(areaName(texts, Uint32Array.of(0, 1, 2), () => true, STOP)).toBe('around exam, hard, teacher');
  expect(areaName(['12', 'sun', 'moon'], Uint32Array.of(0), () => true, STOP)).toBe(
    'without words of its own',
  );
});

it('emoji are words, and stop words are told with an apostrophe and without', () => {
  const words = groupWords(
    ["😀 don't cats", "😀 'cats' I'm", 'dogs', 'dogs'],
    Uint16Array.of(0, 0, 1, 1),
    2,
    stopWords(['en']),
  );
  expect(words).toEqual([['cats', '😀'], ['dogs']]);
});

it('stop words are of the languages that texts are in', () => {
  expect(stopWords(['de']).has('und')).toBe(true);
  expect(stopWords(['de']).has('the')).toBe(false);
  expect(stopWords(['xx']).size).toBe(0);
});
