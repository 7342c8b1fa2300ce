import { askCompletions } from '../../../src/annotators/llama-cpp/ask-completions.ts';
import { completionLikelihood } from '../../../src/annotators/llama-cpp/completion-likelihood.ts';
import { completionPrompt } from '../../../src/annotators/llama-cpp/completion-prompt.ts';
import type { Completion, CompletionModel } from '../../../src/annotators/llama-cpp/completion-model.ts';
import { grammarOf } from '../../../src/annotators/llama-cpp/grammar.ts';
import { loadGguf } from '../../../src/annotators/llama-cpp/load-gguf.ts';
import { loadGgufOnnx } from '../../../src/annotators/gguf-onnx/load-gguf-onnx.ts';
import { askRowLikelihood } from '../../../src/annotators/gguf-onnx/ask-row-likelihood.ts';
import { askRows, type RowModel } from '../../../src/annotators/gguf-onnx/row-model.ts';
import { onnxRuntimeOn } from '../../../src/annotators/onnx-runtime-on.ts';
import type { Device } from '../../../src/annotators/onnx-runtime-files.ts';
import { cutBatches } from '../../../src/annotators/batches.ts';
import { spelling } from '../../../src/annotators/llama-cpp/word-tokens.ts';
import type { Asking } from '../../../src/annotators/language-model/ask.ts';
import { definePrompt } from '../../../src/annotators/language-model/prompt.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { ANSWER_RULES } from '../../../src/jobs/answer-rules.ts';

/** The folder that is served: this page stands three below it. */
const baseUrl = new URL('../../../', document.baseURI).href;

let model: CompletionModel;
let rows: RowModel;

const IDENTITY = { model: 'test', revision: '1', dtype: 'Q4_1' };

async function whole(parts: readonly string[]): Promise<Blob> {
  return new Blob(await Promise.all(parts.map(async (url) => await (await fetch(url)).blob())));
}

/** Loads a model from the parts of its file. */
async function load(parts: readonly string[], threads: number): Promise<{ positions: number }> {
  model = await loadGguf(IDENTITY, [await whole(parts)], { baseUrl, threads });
  return { positions: model.positions };
}

/** Loads it into ONNX Runtime instead; a page can hold one build of that, for one device. */
async function loadRows(parts: readonly string[], threads: number, device: Device = 'wasm'): Promise<void> {
  const { onnx, options } = await onnxRuntimeOn({ baseUrl, threads, device });
  rows = await loadGgufOnnx(IDENTITY, await whole(parts), onnx, options);
}

type Words = Readonly<Record<string, readonly string[]>>;

async function promptOf(words: Words) {
  const [{ wording }] = await shippedPrompts('brief chat');
  const labels = Object.keys(words);
  const question = { id: 'emotion', name: 'emotion', kind: 'categorical', labels } as const;
  return await definePrompt({ id: 'test', question, wording, words });
}

/** Logarithms of labels' probabilities as they are asked for, a text after the other. */
async function score(words: Words, texts: readonly string[]): Promise<number[][]> {
  const { logProbabilities } = completionLikelihood(model, await promptOf(words));
  const rows: number[][] = [];
  for (const text of texts) rows.push([...(await logProbabilities(text))]);
  return rows;
}

/** The same by writing each label's word by itself, and the tokens that takes. */
async function scoreAlone(words: Words, text: string): Promise<{ log: number; tokens: number }[]> {
  const asked = completionPrompt(await promptOf(words), model, 0);
  const scores: { log: number; tokens: number }[] = [];
  for (const [word] of Object.values(words)) {
    const answer = asked.answer(word);
    const { tokens } = await model.complete({
      prompt: asked.write(text),
      tokens: answer.length,
      temperature: 0,
      grammar: grammarOf([answer]),
      only: answer,
      scores: 'each',
    });
    const count = spelling(tokens, new TextEncoder().encode(answer))!;
    const log = tokens.slice(0, count).reduce((sum, { logProbability }) => sum + logProbability, 0);
    scores.push({ log, tokens: count });
  }
  return scores;
}

/** Shares of labels as ONNX Runtime computes them, and the seconds that they took together. */
async function shareRows(
  words: Words,
  texts: readonly string[],
): Promise<{ shares: number[][]; seconds: number }> {
  const { encode, answer, batchTokens } = askRowLikelihood(rows, await promptOf(words), {});
  const encoded = texts.map(encode);
  const labels = Object.keys(words).length;
  const shares: number[][] = [];
  const began = performance.now();
  const lengths = encoded.map(({ tokens }) => tokens.length);
  for (const batch of cutBatches(lengths, batchTokens)) {
    const [found] = await answer(batch.map((place) => encoded[place]));
    for (const [row, place] of batch.entries())
      shares[place] = [...found.subarray(row * labels, (row + 1) * labels)];
  }
  return { shares, seconds: (performance.now() - began) / 1000 };
}

/** Free samples of ONNX Runtime about a text. */
async function sampleRows(words: Words, text: string): Promise<string[]> {
  const asking = { method: 'samples', samples: 8, temperature: 1, seed: 1, tokens: 4 } as const;
  const { explain: ask } = await askRows(rows, await promptOf(words), asking, ANSWER_RULES);
  return (await ask(text)).answers!.map((answer) => answer.text);
}

/** What is answered about a text, with what stands behind it. */
async function explain(words: Words, asking: Asking, text: string) {
  const asked = await askCompletions(model, await promptOf(words), asking, ANSWER_RULES);
  return { annotator: asked.annotator, ...(await asked.explain(text)) };
}

/** Seconds that answers about texts take. */
async function time(words: Words, asking: Asking, texts: readonly string[]): Promise<number> {
  const { encode, answer } = await askCompletions(model, await promptOf(words), asking, ANSWER_RULES);
  const began = performance.now();
  for (const text of texts) await answer([encode(text)]);
  return (performance.now() - began) / 1000;
}

/** Tokens a second that are read and that are written. */
async function rates(): Promise<{ read: number; written: number }> {
  const READ = 200;
  const WRITTEN = 64;
  const seconds = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1000;
  };
  // Each of these words is one token of the models that are timed.
  const read = await seconds(() =>
    model.complete({ prompt: ' word'.repeat(READ), tokens: 1, temperature: 0 }),
  );
  let cut = false;
  const written = await seconds(async () => {
    const prompt = 'Once upon a time';
    ({ cut } = await model.complete({ prompt, tokens: WRITTEN, temperature: 1, seed: 1 }));
  });
  if (!cut) throw new Error('The model came to an end before its tokens could be timed.');
  return { read: READ / read, written: WRITTEN / written };
}

/** What is written of a text that nothing else may be written than. */
async function write(text: string, tokens: number): Promise<Completion> {
  return await model.complete({ prompt: 'Hello', tokens, temperature: 0, grammar: grammarOf([text]) });
}

const gguf = { load, loadRows, score, shareRows, sampleRows, scoreAlone, explain, time, rates, write };

declare global {
  var gguf: GgufTools;
}

export type GgufTools = typeof gguf;

globalThis.gguf = gguf;
