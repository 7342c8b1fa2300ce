import { group } from 'd3';
import type { Tensor } from 'onnxruntime-web';
import { distributions } from '../src/annotators/distributions.ts';
import { askLabelLikelihood } from '../src/annotators/language-model/ask-label-likelihood.ts';
import { loadLanguageModel, type LanguageModel } from '../src/annotators/language-model/language-model.ts';
import { logSum } from '../src/annotators/language-model/log-probabilities.ts';
import { definePrompt, type Prompt } from '../src/annotators/language-model/prompt.ts';
import { promptText } from '../src/annotators/language-model/prompt-text.ts';
import { tokenisePrompt } from '../src/annotators/language-model/prompt-tokens.ts';
import { shippedPrompts } from '../src/annotators/language-model/prompts.ts';
import type { ReadModelFile } from '../src/annotators/model-files.ts';
import type { BenchedModel } from './benched-models.ts';
import type { OnnxRuntime, SessionOptions } from '../src/annotators/onnx-runtime.ts';

/** Seconds for a text, each way, taken one right after the other. */
export interface AskingRound {
  readonly ours: number;
  /** One bare pass over each text's own tokens with the prefix cached, a text at a time. */
  readonly floorAlone: number;
  /** The same, texts of one length together. */
  readonly floorTogether: number;
  /** One pass for each label over all that is read and the label's word, no cache. */
  readonly naive: number;
  /** How far the naive way's log-probabilities are from ours at the most. */
  readonly difference: number;
}

/** A loaded model to be timed. */
export interface AskingBenched {
  /** Tokens of the longest word. */
  readonly longestWord: number;
  /**
   * @param texts for ours and the floor
   * @param few for the naive way, which is slow
   */
  round(texts: readonly string[], few: readonly string[]): Promise<AskingRound>;
}

/** The shipped prompt for 28 emotions with one word for each, so that the naive way is one pass for each label. */
export async function emotionPrompt(): Promise<Prompt> {
  const [shipped] = await shippedPrompts('story');
  const words = Object.fromEntries(
    Object.entries(shipped.words).map(([label, [first]]): [string, string[]] => [label, [first]]),
  );
  return await definePrompt({ ...shipped, words });
}

/** Loads a model, to time label likelihood against the naive way and against the floor on one runtime. */
export async function loadAskingBenched(
  { name, dtype, weights }: BenchedModel,
  read: ReadModelFile,
  runtime: OnnxRuntime,
  options: SessionOptions,
): Promise<AskingBenched> {
  const prompt = await emotionPrompt();
  const model = await loadLanguageModel({ model: name, revision: '1', dtype }, read, runtime, options);
  const annotator = askLabelLikelihood(model, prompt);
  const pieces = promptText(prompt, null);
  const { prefix, encode, words } = tokenisePrompt(prompt, pieces, model.tokenizer, model.positions);
  const { decoder } = model;
  const { cache } = await decoder.runOn([prefix], decoder.empty);
  const session = await runtime.InferenceSession.create(await read(weights), options);

  return {
    longestWord: Math.max(...words.map(({ tokens }) => tokens.length)),
    async round(texts, few) {
      const ours = await seconds(() => distributions(annotator, texts));
      const floorAlone = await seconds(async () => {
        for (const text of texts) await decoder.run([encode(text).tokens], cache);
      });
      const tokens = texts.map((text) => encode(text).tokens);
      const floorTogether = await seconds(() => passesTogether(model, tokens, cache));
      const logs: number[][] = [];
      const naive = await seconds(async () => {
        for (const text of few) {
          const before = [...prefix, ...encode(text).tokens];
          const ofText: number[] = [];
          for (const word of words) ofText.push(await wholePass(session, model, before, word.tokens));
          logs.push(ofText);
        }
      });
      let difference = 0;
      for (const [at, text] of few.entries())
        for (const [label, log] of (await annotator.explain(text)).logProbabilities.entries())
          difference = Math.max(difference, Math.abs(log - logs[at][label]));
      return {
        ours: ours / texts.length,
        floorAlone: floorAlone / texts.length,
        floorTogether: floorTogether / texts.length,
        naive: naive / few.length,
        difference,
      };
    },
  };
}

async function passesTogether(
  { decoder }: LanguageModel,
  texts: readonly Int32Array[],
  prefix: LanguageModel['decoder']['empty'],
): Promise<void> {
  const byLength = group(texts, ({ length }) => length);
  for (const same of byLength.values()) {
    const tensors = Object.entries(prefix.tensors).map(([name, { type, data, dims }]) => {
      const one = data as Float32Array;
      const all = new Float32Array(one.length * same.length);
      for (const row of same.keys()) all.set(one, row * one.length);
      return [name, decoder.makeTensor(type, all, [same.length, ...dims.slice(1)])];
    });
    await decoder.run(same, { ...prefix, rows: same.length, tensors: Object.fromEntries(tensors) });
  }
}

/** The natural logarithm of a word's probability after some tokens, from one pass over all of them. */
async function wholePass(
  session: Awaited<ReturnType<OnnxRuntime['InferenceSession']['create']>>,
  { decoder }: LanguageModel,
  before: readonly number[],
  word: readonly number[],
): Promise<number> {
  const tokens = BigInt64Array.from([...before, ...word], BigInt);
  const { length } = tokens;
  const known: Record<string, BigInt64Array> = {
    input_ids: tokens,
    attention_mask: new BigInt64Array(length).fill(1n),
    position_ids: BigInt64Array.from({ length }, (_, at) => BigInt(at)),
  };
  const feeds: Record<string, Tensor> = { ...decoder.empty.tensors };
  for (const name of session.inputNames)
    if (known[name]) feeds[name] = decoder.makeTensor('int64', known[name], [1, length]);
  const { logits } = await session.run(feeds, ['logits']);
  const vocabulary = (logits as Tensor).dims[2];
  const scores = (logits as Tensor).data as Float32Array;
  let log = 0;
  for (const [at, token] of word.entries()) {
    const from = (before.length + at - 1) * vocabulary;
    const here = scores.subarray(from, from + vocabulary);
    log += here[token] - logSum(Array.from(here));
  }
  return log;
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
