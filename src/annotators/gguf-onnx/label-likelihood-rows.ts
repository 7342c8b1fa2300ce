import type { LabelTrie, TrieNode } from '../language-model/label-trie.ts';
import { logPartition, logSum } from '../language-model/log-probabilities.ts';
import { MOST_SCORE_BYTES, type RowDecoder, type RowsRead, type RowToken } from './row-decoder.ts';

/** A token of a word that others follow, and where its parent stands among these; -1 for the first of a word. */
interface Step {
  readonly node: TrieNode;
  readonly parent: number;
  readonly depth: number;
}

/**
 * How likely each label is as the answer, as {@link labelLogProbabilities} has it, in one pass over each text: behind the text stand
 * the tokens of all words at once, each of which sees the text and what comes before it in its own words, and no other.
 *
 * @param texts tokens of each, at least one
 * @returns for each text the natural logarithms, one for each label
 */
export async function labelLikelihoodRows(
  decoder: RowDecoder,
  trie: LabelTrie,
  beginning: RowsRead,
  texts: readonly Int32Array[],
): Promise<Float64Array[]> {
  const steps = stepsOf(trie);
  const most = Math.max(1, Math.floor(MOST_SCORE_BYTES / (4 * decoder.vocabulary * (steps.length + 1))));
  const found: Float64Array[] = [];
  for (let start = 0; start < texts.length; start += most) {
    const some = texts.slice(start, start + most);
    const rows = some.map((text) => rowOf(text, steps, beginning.length));
    const width = Math.max(...rows.map(({ length }) => length));
    const scored = some.flatMap((text, row) =>
      Array.from({ length: steps.length + 1 }, (_, step) => row * width + text.length - 1 + step),
    );
    const scores = await decoder.scores(rows, scored, beginning);
    for (const row of some.keys()) {
      const from = row * (steps.length + 1);
      found.push(labelLogs(trie, steps, scores.slice(from, from + steps.length + 1)));
    }
  }
  return found;
}

/** Parents come before their children. */
function stepsOf(trie: LabelTrie): Step[] {
  const steps: Step[] = [];
  function walk(node: TrieNode, parent: number, depth: number): void {
    for (const child of node.children) {
      if (child.children.length === 0) continue;
      steps.push({ node: child, parent, depth });
      walk(child, steps.length - 1, depth + 1);
    }
  }
  walk(trie.root, -1, 0);
  return steps;
}

function rowOf(text: Int32Array, steps: readonly Step[], before: number): RowToken[] {
  const own = Array.from(text, (token, at): RowToken => ({
    token,
    position: before + at,
    sees: (place) => place <= at,
  }));
  const further = steps.map(({ node, depth }, step): RowToken => {
    const earlier = new Set<number>();
    for (let at = step; at >= 0; at = steps[at].parent) earlier.add(text.length + at);
    return {
      token: node.token,
      position: before + text.length + depth,
      sees: (place) => place < text.length || earlier.has(place),
    };
  });
  return [...own, ...further];
}

/** @param scores after the text and after each step */
function labelLogs(trie: LabelTrie, steps: readonly Step[], scores: readonly Float32Array[]): Float64Array {
  const logs = new Float64Array(trie.nodes.length);
  for (const [place, node] of [trie.root, ...steps.map((step) => step.node)].entries()) {
    const logits = scores[place];
    const partition = logPartition(logits);
    for (const child of node.children) logs[child.id] = logs[node.id] + logits[child.token] - partition;
  }
  const words = Array.from({ length: trie.labelCount }, (): number[] => []);
  for (const leaf of trie.leaves) words[leaf.label!].push(logs[leaf.id]);
  return Float64Array.from(words, logSum);
}
