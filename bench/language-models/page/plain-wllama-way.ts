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
} from '../benched-way.ts';
import type { LoadWay } from './page.ts';

/** A token as the library tells of it. */
interface Told {
  readonly token: string;
  readonly logprob: number;
}

/** wllama as its README has it: completions one after another, with what it caches of itself; for each label one, kept to its word by a grammar. */
export const loadPlain: LoadWay = async (file, baseUrl) => {
  const wllama = new Wllama({ default: llamaCppFile(baseUrl) });
  // Else it would look for a build at a CDN.
  wllama.setCompat(null);
  await wllama.loadModel([file], { n_threads: 1 });
  const header = await readGgufHeader(beginningOf(file));
  const [prompt] = await shippedPrompts(PROMPTS);
  const pieces = promptText(prompt, chatRenderer(header));
  const words = prompt.question.labels.map((label) => pieces.beforeWord + prompt.words[label][0]);

  async function wordLog(text: string, word: string): Promise<number> {
    const { choices } = await wllama.createCompletion({
      prompt: writeOut(pieces, text),
      temperature: 0,
      max_tokens: word.length,
      grammar: `root ::= ${JSON.stringify(word)}`,
      logprobs: 1,
    });
    const { content } = choices[0].logprobs as unknown as { readonly content: readonly Told[] };
    // The token that ends the answer has no text.
    const own = content.filter(({ token }) => token !== '' && word.includes(token));
    return own.reduce((sum, { logprob }) => sum + logprob, 0);
  }

  return {
    async likelihood(texts) {
      const rows: number[][] = [];
      for (const text of texts) {
        const logs: number[] = [];
        for (const word of words) logs.push(await wordLog(text, word));
        rows.push(sharesOf(logs));
      }
      return rows;
    },
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
};
