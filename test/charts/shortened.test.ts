import { expect, it } from 'vitest';
import { shortened, shortenedApart, shortenedAsDrawn } from '../../src/charts/shortened.ts';

it('keeps words that have room, and else their end', () => {
  expect(shortened('gratitude', 65)).toBe('gratitude');
  expect(shortened('gratitude', 64)).toBe('…atitude');
  expect(shortened('gratitude', 40, 10)).toBe('…ude');
  expect(shortened('gratitude', -5)).toBe('…');
  // Half of a sign is none.
  expect(shortened('😀😀 joy', 60, 10)).toBe('… joy');
  expect(shortened('cafe\u0301', 20, 10)).toBe('…');
  expect(shortened('cafe\u0301', 30, 10)).toBe('…e\u0301');
  expect(shortened('a family 👨‍👩‍👧‍👦', 60, 10)).toBe('…');
});

it('keeps the beginning of a label and the end of a model’s name', () => {
  expect(shortenedAsDrawn('disappointment', 80, 'plain', 'beginning')).toBe('disappoint…');
  expect(shortenedAsDrawn('disappointment', 80, 'plain')).toBe('…ppointment');
  expect(shortenedAsDrawn('gratitude', 65, 'plain', 'beginning')).toBe('gratitude');
  expect(shortenedAsDrawn('gratitude', 3, 'plain', 'beginning')).toBe('…');
});

it('cuts names that would read alike where they do not', () => {
  const names = [
    'a/gemma-3 (label likelihood)',
    'b/Qwen2.5 (label likelihood)',
    'story-lm',
    'a/gemma-3 (samples)',
  ];
  const short = shortenedApart(names, 100, 'strong');
  expect(short).toEqual(['gemma-…ihood)', 'Qwen2.…ihood)', 'story-lm', '…-3 (samples)']);
  expect(shortenedApart([names[0], names[0]], 100, 'plain')).toEqual(['… likelihood)', '… likelihood)']);
});

it('keeps whose models they are where only that tells them apart', () => {
  const names = ['google/gemma-3-4b', 'unsloth/gemma-3-4b', 'story-lm'];
  expect(shortenedApart(names, 80, 'plain')).toEqual(['googl…-3-4b', 'unslo…-3-4b', 'story-lm']);
});

it('takes no name for one that is another model’s whole name', () => {
  const names = ['aaaaaaaaaa/gemma-3', 'bbbbbbbbbb/xgemma-3', 'gemma-3'];
  expect(shortenedApart(names, 58, 'plain')).toEqual(['aaaa…a-3', 'xgemma-3', 'gemma-3']);
});

it('keeps where names differ whose beginnings and ends are the same', () => {
  const names = ['meta-llama/Llama-3.1-8B-Instruct', 'meta-llama/Llama-3.2-8B-Instruct', 'story-lm'];
  expect(shortenedApart(names, 60, 'plain')).toEqual(['…1-8B-I…', '…2-8B-I…', 'story-lm']);
});
