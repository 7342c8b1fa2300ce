import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LabelTrie, type TrieNode } from '../../src/annotators/language-model/label-trie.ts';
import { promptText, writeOut } from '../../src/annotators/language-model/prompt-text.ts';
import { shippedPrompts } from '../../src/annotators/language-model/prompts.ts';
import { chatRenderer } from '../../src/annotators/llama-cpp/chat-renderer.ts';
import { readGgufHeader } from '../../src/annotators/llama-cpp/gguf-header.ts';
import { beginningOf } from '../../src/annotators/llama-cpp/gguf-metadata.ts';
import {
  ANSWER_TOKENS,
  PROMPTS,
  READ_TEXT,
  SAMPLES,
  sharesOf,
  WRITE_TEXT,
  WRITE_TOKENS,
  type BenchedWay,
} from './benched-way.ts';

/** Texts that are read together, each in a sequence of its own that keeps the prompt's beginning. */
const TOGETHER = 10;
/** Of a sequence: a long comment, its prompt and an answer. */
const POSITIONS = 384;

/** The part of node-llama-cpp that is used; the package is installed for the bench alone. */
interface NodeLlamaCpp {
  getLlama(options: object): Promise<{ loadModel(options: object): Promise<NativeModel> }>;
}

interface NativeModel {
  readonly tokens: { readonly bos: number | null };
  tokenize(text: string, special: boolean): number[];
  isEogToken(token: number): boolean;
  createContext(options: object): Promise<{ getSequence(): Sequence }>;
}

type Item = number | readonly [number, object];

interface Sequence {
  readonly nextTokenIndex: number;
  adaptStateToTokens(tokens: readonly number[], allowShift: boolean): Promise<void>;
  eraseContextTokenRanges(ranges: readonly { start: number; end: number }[]): Promise<void>;
  evaluateWithoutGeneratingNewTokens(tokens: readonly number[]): Promise<void>;
  controlledEvaluate(input: readonly Item[]): Promise<readonly (Evaluated | undefined)[]>;
  evaluate(tokens: readonly number[], options: object): AsyncGenerator<number>;
}

interface Evaluated {
  readonly next: { readonly logits: ReadonlyMap<number, number>; readonly totalLogitWeight: number };
}

/** Native llama.cpp, asked as cleverly as it lets one: beginnings stay read, labels are walked as a tree, texts go together. */
export async function loadNative(file: string, packages: string): Promise<BenchedWay> {
  const entry = join(packages, 'node_modules/node-llama-cpp/dist/index.js');
  const { getLlama } = (await import(pathToFileURL(entry).href)) as NodeLlamaCpp;
  const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error' });
  const model = await llama.loadModel({ modelPath: file });
  const context = await model.createContext({
    contextSize: POSITIONS,
    batchSize: 512,
    threads: 1,
    sequences: TOGETHER,
  });
  const sequences = Array.from({ length: TOGETHER }, () => context.getSequence());
  const header = await readGgufHeader(beginningOf(await openAsBlob(file)));
  const [prompt] = await shippedPrompts(PROMPTS);
  const pieces = promptText(prompt, chatRenderer(header));
  const start = header.startsTexts && model.tokens.bos !== null ? [model.tokens.bos] : [];
  const tokensOf = (text: string) => [...start, ...model.tokenize(text, true)];
  const words = prompt.question.labels.flatMap((name, label) =>
    prompt.words[name].map((word) => ({
      label,
      word,
      tokens: model.tokenize(pieces.beforeWord + word + pieces.afterWord, false),
    })),
  );
  const trie = new LabelTrie(words, prompt.question.labels.length);

  /** Each text in the next free sequence. */
  async function each<Result>(
    texts: readonly string[],
    work: (text: string, sequence: Sequence) => Promise<Result>,
  ): Promise<Result[]> {
    const results: Result[] = [];
    let next = 0;
    await Promise.all(
      sequences.map(async (sequence) => {
        for (let at = next++; at < texts.length; at = next++) results[at] = await work(texts[at], sequence);
      }),
    );
    return results;
  }

  async function scored(text: string, sequence: Sequence): Promise<number[]> {
    const tokens = tokensOf(writeOut(pieces, text));
    await sequence.adaptStateToTokens(tokens.slice(0, -1), false);
    const logs = new Float64Array(trie.nodes.length);
    await descend(trie.root, tokens.slice(sequence.nextTokenIndex), tokens.length);
    const byLabel = new Array<number>(trie.labelCount).fill(0);
    for (const { id, label } of trie.leaves) byLabel[label!] += Math.exp(logs[id]);
    return sharesOf(byLabel.map(Math.log));

    async function descend(node: TrieNode, unread: readonly number[], end: number): Promise<void> {
      const outputs = await sequence.controlledEvaluate([
        ...unread.slice(0, -1),
        [unread.at(-1)!, scoresOf(node.children.map(({ token }) => token))],
      ]);
      const { logits, totalLogitWeight } = outputs.at(-1)!.next;
      const partition = Math.max(...logits.values()) + Math.log(totalLogitWeight);
      for (const { id, token } of node.children) logs[id] = logs[node.id] + logits.get(token)! - partition;
      for (const child of node.children) {
        if (child.children.length === 0) continue;
        if (sequence.nextTokenIndex > end)
          await sequence.eraseContextTokenRanges([{ start: end, end: sequence.nextTokenIndex }]);
        await descend(child, [child.token], end + 1);
      }
    }
  }

  async function drawn(
    text: string,
    sequence: Sequence,
    { most, toEnd }: { most: number; toEnd: boolean },
  ): Promise<number> {
    const tokens = tokensOf(text);
    let count = 0;
    for (let answer = 0; answer < SAMPLES; answer++) {
      await sequence.adaptStateToTokens(tokens.slice(0, -1), false);
      let written = 0;
      const unread = tokens.slice(sequence.nextTokenIndex);
      for await (const token of sequence.evaluate(unread, {
        temperature: 1,
        topK: 0,
        topP: 1,
        minP: 0,
        yieldEogToken: true,
      })) {
        written++;
        if (written === most || (toEnd && model.isEogToken(token))) break;
      }
      count += written;
    }
    return count;
  }

  return {
    likelihood: async (texts) => await each(texts, scored),
    async samples(texts) {
      const how = { most: ANSWER_TOKENS, toEnd: true };
      await each(texts, async (text, sequence) => await drawn(writeOut(pieces, text), sequence, how));
    },
    async read() {
      const tokens = tokensOf(READ_TEXT);
      await sequences[0].adaptStateToTokens([], false);
      await sequences[0].evaluateWithoutGeneratingNewTokens(tokens);
      return tokens.length;
    },
    async write() {
      const how = { most: WRITE_TOKENS, toEnd: false };
      const counts = await each([WRITE_TEXT], async (text, sequence) => await drawn(text, sequence, how));
      return counts[0];
    },
  };
}

/** Asks for the scores of some tokens and the weight of all. */
function scoresOf(tokens: readonly number[]): object {
  return {
    generateNext: {
      logits: { filter: { tokens, includeMax: true } },
      totalLogitWeight: true,
      options: { temperature: 1, topK: 0, topP: 1, minP: 0 },
    },
  };
}
