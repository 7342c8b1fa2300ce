import { Wllama } from '@wllama/wllama';
import { chatRenderer } from '../../../src/annotators/llama-cpp/chat-renderer.ts';
import { readGgufHeader } from '../../../src/annotators/llama-cpp/gguf-header.ts';
import { beginningOf } from '../../../src/annotators/llama-cpp/gguf-metadata.ts';
import { llamaCppFile } from '../../../src/annotators/llama-cpp/llama-cpp-file.ts';
import { promptText, writeOut } from '../../../src/annotators/language-model/prompt-text.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import {
  ANSWER_TOKENS,
  PROMPTS,
  READ_TEXT,
  READ_TOKENS,
  SAMPLES,
  sharesOf,
  WRITE_TEXT,
  WRITE_TOKENS,
  type BenchedWay,
} from '../benched-way.ts';
import type { LoadWay } from './page.ts';

/** Of 49,152 tokens so many are told of: with all of them the library's worker ends with a RangeError. */
const MOST_PROBABILITIES = 8000;

/** A token as the library tells of it. */
interface Told {
  readonly token: string;
  readonly logprob: number;
  readonly top_logprobs?: readonly Told[];
}

/** wllama as its README has it: completions one after another, with what it caches of itself. */
async function plain(file: Blob, baseUrl: string) {
  const wllama = new Wllama({ default: llamaCppFile(baseUrl) });
  // Else it would look for a build at a CDN.
  wllama.setCompat(null);
  await wllama.loadModel([file], { n_threads: 1 });
  const header = await readGgufHeader(beginningOf(file));
  const [prompt] = await shippedPrompts(PROMPTS);
  const pieces = promptText(prompt, chatRenderer(header));
  const words = prompt.question.labels.map((label) => pieces.beforeWord + prompt.words[label][0]);
  const way: BenchedWay = {
    async samples(texts) {
      for (const text of texts)
        for (let answer = 0; answer < SAMPLES; answer++)
          await wllama.createCompletion({
            prompt: writeOut(pieces, text),
            max_tokens: ANSWER_TOKENS,
            temperature: 1,
          });
    },
    async read() {
      await wllama.createCompletion({ prompt: READ_TEXT, max_tokens: 1 });
      return READ_TOKENS;
    },
    async write() {
      let tokens = 0;
      for (let answer = 0; answer < SAMPLES; answer++) {
        const { usage } = await wllama.createCompletion({
          prompt: WRITE_TEXT,
          max_tokens: WRITE_TOKENS,
          temperature: 1,
        });
        tokens += usage.completion_tokens;
      }
      return tokens;
    },
  };
  async function told(text: string, options: object): Promise<readonly Told[]> {
    const { choices } = await wllama.createCompletion({
      prompt: writeOut(pieces, text),
      temperature: 0,
      ...options,
    });
    return (choices[0].logprobs as unknown as { readonly content: readonly Told[] }).content;
  }
  return { way, words, told };
}

/** A completion for each label's word, kept to it by a grammar. */
export const loadByWords: LoadWay = async (file, baseUrl) => {
  const { way, words, told } = await plain(file, baseUrl);
  return {
    ...way,
    async likelihood(texts) {
      const rows: number[][] = [];
      for (const text of texts) {
        const logs: number[] = [];
        for (const word of words) {
          const grammar = `root ::= ${JSON.stringify(word)}`;
          const tokens = await told(text, { max_tokens: word.length, grammar, logprobs: 1 });
          // The token that ends the answer has no text.
          const own = tokens.filter(({ token }) => token !== '' && word.includes(token));
          logs.push(own.reduce((sum, { logprob }) => sum + logprob, 0));
        }
        rows.push(sharesOf(logs));
      }
      return rows;
    },
  };
};

/** One completion for each text, and of each word its first token's probability alone. */
export const loadByProbabilities: LoadWay = async (file, baseUrl) => {
  const { words, told } = await plain(file, baseUrl);
  return {
    async likelihood(texts) {
      const rows: number[][] = [];
      for (const text of texts) {
        const options = { max_tokens: 1, n_probs: MOST_PROBABILITIES, logprobs: MOST_PROBABILITIES };
        const [{ top_logprobs: top = [] }] = await told(text, options);
        const logs = words.map((word) => {
          const starts = top.filter(({ token }) => token.length > 1 && word.startsWith(token));
          return Math.max(-30, ...starts.map(({ logprob }) => logprob));
        });
        rows.push(sharesOf(logs));
      }
      return rows;
    },
  };
};
