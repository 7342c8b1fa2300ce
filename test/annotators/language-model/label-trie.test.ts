import { expect, test } from 'vitest';
import {
  AmbiguousWordsError,
  LabelTrie,
  type LabelWord,
} from '../../../src/annotators/language-model/label-trie.ts';

function word(label: number, ...tokens: number[]): LabelWord {
  return { label, word: `word ${tokens.join('-')}`, tokens };
}

test('what words have in common stands there once', () => {
  const trie = new LabelTrie([word(0, 1, 2, 3), word(1, 1, 2, 4), word(2, 5)], 3);
  // The start, 1, 1-2, its two ends, and 5.
  expect(trie.nodes.length).toBe(6);
  expect(trie.leaves.length).toBe(3);
  expect(trie.depth).toBe(3);
});

test('parents come before their children', () => {
  const trie = new LabelTrie([word(0, 1, 2), word(1, 3), word(2, 1, 4, 5)], 3);
  for (const node of trie.nodes) for (const child of node.children) expect(child.id).toBeGreaterThan(node.id);
});

test('a longer word of the same label is counted in the shorter one, in whatever order they come', () => {
  for (const words of [
    [word(0, 1), word(0, 1, 2), word(1, 3)],
    [word(0, 1, 2), word(0, 1), word(1, 3)],
  ]) {
    const { leaves } = new LabelTrie(words, 2);
    expect(leaves.map(({ token, label }) => [token, label])).toEqual([
      [1, 0],
      [3, 1],
    ]);
  }
});

test('a word that begins with the word of another label is refused, and so is the same word twice', () => {
  expect(() => new LabelTrie([word(0, 1, 2), word(1, 1)], 2)).toThrow(AmbiguousWordsError);
  expect(() => new LabelTrie([word(0, 1, 2), word(1, 1)], 2)).toThrow(/“word 1-2” begins with “word 1”/);
  expect(() => new LabelTrie([word(0, 1), word(1, 1)], 2)).toThrow(AmbiguousWordsError);
});
