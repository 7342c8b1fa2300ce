import type { Decoder, NextTokens } from './decoder.ts';
import { bytesPerRow, gatherRows, MOST_CACHE_BYTES, type KeyValueCache } from './key-value-cache.ts';
import type { LabelTrie, TrieNode } from './label-trie.ts';
import { logPartition, logSum } from './log-probabilities.ts';

/** Bytes of scores that are computed together at most: a large vocabulary takes half a megabyte for every token. */
const MOST_SCORE_BYTES = 64 * 2 ** 20;

/**
 * How likely each label is as the answer: log of the sum over its words of the product over the word's tokens of the
 * token's probability, not yet divided by the sum over labels. The texts' last scores give the words' first tokens; every
 * further token is read once for all words that share it, level by level of the trie, and the end of a word that no other
 * shares in one go.
 *
 * @param next scores after each text
 * @param cache of the texts, one row each
 * @returns for each text the natural logarithms, one for each label
 */
export async function labelLogProbabilities(
  decoder: Decoder,
  trie: LabelTrie,
  next: NextTokens,
  cache: KeyValueCache,
): Promise<Float64Array[]> {
  const { everyToken } = await decoder.abilities();
  const nodes = Array.from({ length: cache.rows }, () => new Float64Array(trie.nodes.length));
  const starts = nodes.map((_, row) => ({ text: row, node: trie.root, row }));
  await readOn(starts, next, cache);
  return nodes.map((logs) => {
    const words = Array.from({ length: trie.labelCount }, (): number[] => []);
    for (const leaf of trie.leaves) words[leaf.label!].push(logs[leaf.id]);
    return Float64Array.from(words, logSum);
  });

  /** Writes down the children of each place, then reads on from those that have children themselves. */
  async function readOn(
    places: readonly Place[],
    next: NextTokens,
    cache: KeyValueCache | null,
  ): Promise<void> {
    for (const { text, node, row } of places) {
      const logits = next.logits(row);
      const partition = logPartition(logits);
      for (const child of node.children)
        nodes[text][child.id] = nodes[text][node.id] + logits[child.token] - partition;
    }
    const onward = places.flatMap(({ text, node, row }) =>
      node.children
        .filter(({ children }) => children.length > 0)
        .map((child) => ({ text, node: child, row })),
    );
    if (onward.length === 0) return;
    const most = Math.max(1, Math.floor(MOST_CACHE_BYTES / bytesPerRow(cache!)));
    const branching: Place[] = [];
    const ends = new Map<number, Place[]>();
    for (const place of onward) {
      const { length } = everyToken ? (lastTokens(place.node) ?? []) : [];
      if (length > 1) ends.set(length, [...(ends.get(length) ?? []), place]);
      else branching.push(place);
    }
    for (const group of cut(branching, most)) await readStep(group, cache!);
    for (const [length, places] of ends) {
      const fewer = Math.max(1, Math.floor(MOST_SCORE_BYTES / (4 * length * next.vocabulary)));
      for (const group of cut(places, Math.min(most, fewer))) await readEnds(group, cache!);
    }
  }

  /** Reads one token at each place, and on from there. */
  async function readStep(group: readonly Place[], cache: KeyValueCache): Promise<void> {
    const tokens = group.map(({ node }) => [node.token]);
    const rows = rowsOf(group, cache);
    const renumbered = group.map((place, row) => ({ ...place, row }));
    if (group.some(({ node }) => node.children.some(({ children }) => children.length > 0))) {
      const run = await decoder.runOn(tokens, rows);
      await readOn(renumbered, run.next, run.cache);
    } else await readOn(renumbered, await decoder.run(tokens, rows), null);
  }

  /** Reads the ends of words from each place, all equally long. */
  async function readEnds(group: readonly Place[], cache: KeyValueCache): Promise<void> {
    const ends = group.map(({ node }) => lastTokens(node)!);
    const tokens = ends.map((end) => end.map(({ token }) => token));
    const scores = await decoder.runThrough(tokens, rowsOf(group, cache));
    for (const [row, { text }] of group.entries())
      for (const [at, node] of ends[row].entries()) {
        const logits = scores.logits(row, at);
        const [child] = node.children;
        nodes[text][child.id] = nodes[text][node.id] + logits[child.token] - logPartition(logits);
      }
  }

  function rowsOf(group: readonly Place[], cache: KeyValueCache): KeyValueCache {
    const from = group.map(({ row }) => row);
    return gatherRows(cache, from, decoder.makeTensor);
  }
}

/** Nodes from this one to the last before a leaf, if there is only one way; `null` if it parts. */
function lastTokens(node: TrieNode): TrieNode[] | null {
  const way = [node];
  for (let at = node; at.children.length > 0; [at] = at.children) {
    if (at.children.length > 1) return null;
    if (at.children[0].children.length > 0) way.push(at.children[0]);
  }
  return way;
}

/** A place in the trie of one text, and the row in which the scores after it stand. */
interface Place {
  readonly text: number;
  readonly node: TrieNode;
  readonly row: number;
}

function cut<Element>(all: readonly Element[], most: number): Element[][] {
  const parts: Element[][] = [];
  for (let start = 0; start < all.length; start += most) parts.push(all.slice(start, start + most));
  return parts;
}
