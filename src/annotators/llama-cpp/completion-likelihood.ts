import { logSum } from '../language-model/log-probabilities.ts';
import { PromptError, type Prompt } from '../language-model/prompt.ts';
import type { LabelTrie, TrieNode } from '../language-model/label-trie.ts';
import type { CompletionModel } from './completion-model.ts';
import { completionPrompt, type CompletionPrompt } from './completion-prompt.ts';
import { grammarOf } from './grammar.ts';
import { spelling, wordTokens, type WordTokens } from './word-tokens.ts';

/** The labels' likelihoods from a model that takes texts. */
export interface CompletionLikelihood extends Pick<CompletionPrompt, 'write' | 'encode' | 'decode'> {
  /** Natural logarithms of each label's probability as the answer, not yet divided by the sum over labels. */
  logProbabilities(text: string): Promise<Float64Array>;
}

/**
 * Scores labels as llama.cpp lets one: the text is read once and stays in its cache. One request says how the first tokens of all
 * words share the first place; one for each longer word says what its further tokens have, and what the first had of the whole
 * vocabulary. Words of a single token cost nothing more.
 *
 * @throws {PromptError} where the prompt cannot be put to this model
 */
export function completionLikelihood(model: CompletionModel, prompt: Prompt): CompletionLikelihood {
  const asked = completionPrompt(prompt, model, 0);
  let finding: Promise<WordTokens> | undefined;

  /** A failed finding is forgotten, so that trying again can work. */
  function findWords(): Promise<WordTokens> {
    finding ??= wordTokens(model, prompt, asked).catch((error: unknown) => {
      finding = undefined;
      throw error;
    });
    return finding;
  }

  async function logProbabilities(text: string): Promise<Float64Array> {
    const { trie, written } = await findWords();
    const read = asked.write(text);
    const logs = new Float64Array(trie.nodes.length);
    const first = trie.root.children.map(({ token }) => token);
    const { tokens } = await model.complete({
      prompt: read,
      tokens: 1,
      temperature: 1,
      only: first,
      scores: 'among',
    });
    const among = new Map(tokens.map(({ token, logProbability }) => [token, logProbability]));
    for (const { id, token } of trie.root.children) logs[id] = among.get(token) ?? -Infinity;

    // What the first tokens have together of the whole vocabulary: known from any word that is written out.
    let together: number | null = null;
    const longer = ways(trie).filter((way) => way.length > 1);
    const [likeliest] = trie.root.children.toSorted((a, b) => logs[b.id] - logs[a.id]);
    for (const way of longer.length > 0 ? longer : [[likeliest]]) {
      const path = way.map(({ token }) => token);
      const each = await writeOut(read, path, written.get(path.join())!);
      for (const [place, node] of way.entries())
        if (place > 0) logs[node.id] = logs[way[place - 1].id] + each[place];
      // Of a first token that is next to impossible the shares are not told exactly.
      if (together === null || way[0] === likeliest) together = each[0] - logs[way[0].id];
    }
    const words = Array.from({ length: trie.labelCount }, (): number[] => []);
    for (const leaf of trie.leaves) words[leaf.label!].push(logs[leaf.id]);
    return Float64Array.from(words, (each) => logSum(each) + together!);
  }

  /** The logarithm of each token's probability where exactly this word is written. */
  async function writeOut(read: string, path: readonly number[], answer: string): Promise<number[]> {
    const bytes = new TextEncoder().encode(answer);
    const { tokens } = await model.complete({
      prompt: read,
      tokens: path.length,
      temperature: 0,
      grammar: grammarOf([answer]),
      only: path,
      scores: 'each',
    });
    const places = spelling(tokens, bytes);
    if (places !== path.length || !path.every((token, place) => tokens[place].token === token))
      throw new PromptError(prompt, `the model did not write “${answer}” in its own tokens.`);
    return tokens.map(({ logProbability }) => logProbability);
  }

  return { write: asked.write, encode: asked.encode, decode: asked.decode, logProbabilities };
}

/** The way to every leaf, without the root. */
function ways({ root }: LabelTrie): TrieNode[][] {
  const all: TrieNode[][] = [];
  function walk(node: TrieNode, before: readonly TrieNode[]): void {
    for (const child of node.children) {
      const way = [...before, child];
      if (child.label === null) walk(child, way);
      else all.push(way);
    }
  }
  walk(root, []);
  return all;
}
