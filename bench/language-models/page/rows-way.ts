import { cutBatches } from '../../../src/annotators/batches.ts';
import { loadGgufOnnx } from '../../../src/annotators/gguf-onnx/load-gguf-onnx.ts';
import { readTexts } from '../../../src/annotators/gguf-onnx/row-paths.ts';
import { askRows } from '../../../src/annotators/gguf-onnx/row-model.ts';
import type { AskedModel } from '../../../src/annotators/language-model/ask.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { sampleAnswers } from '../../../src/annotators/language-model/sampled-answers.ts';
import { onnxRuntimeWeb } from '../../../src/annotators/onnx-runtime-web.ts';
import { ANSWER_RULES } from '../../../src/jobs/answer-rules.ts';
import { ANSWER_TOKENS, PROMPTS, READ_TEXT, SAMPLES, WRITE_TEXT, WRITE_TOKENS } from '../benched-way.ts';
import type { LoadWay } from './page.ts';

/** ONNX Runtime on the GGUF file's own weights, as the page has it. */
export const loadRows: LoadWay = async (file, baseUrl) => {
  const identity = { model: 'benched', revision: '1', dtype: 'Q4_1' };
  const model = await loadGgufOnnx(identity, file, onnxRuntimeWeb(baseUrl, 1));
  const [prompt] = await shippedPrompts(PROMPTS);
  const scored = await askRows(model, prompt, { method: 'label likelihood' }, ANSWER_RULES);
  const sampling = { samples: SAMPLES, temperature: 1, seed: 1, tokens: ANSWER_TOKENS } as const;
  const sampled = await askRows(model, prompt, { method: 'samples', ...sampling }, ANSWER_RULES);
  const { decoder, tokenizer } = model;
  return {
    likelihood: async (texts) => await inBatches(scored, texts),
    async samples(texts) {
      await inBatches(sampled, texts);
    },
    async read() {
      const { length } = await decoder.readBeginning(tokenizer.encode(READ_TEXT));
      return length;
    },
    async write() {
      const [first, ...rest] = tokenizer.encode(WRITE_TEXT);
      const beginning = await decoder.readBeginning([first]);
      const { next, read } = await readTexts(
        decoder,
        beginning,
        [Int32Array.from(rest)],
        SAMPLES * WRITE_TOKENS,
      );
      const rule = { samples: SAMPLES, temperature: 1, tokens: WRITE_TOKENS, endTokens: new Set<number>() };
      const [answers] = await sampleAnswers(read, next, rule, Math.random);
      return answers.reduce((sum, answer) => sum + answer!.length, 0);
    },
  };
};

/** As a run has it: texts of like length together. */
async function inBatches(
  { encode, answer, batchTokens }: AskedModel,
  texts: readonly string[],
): Promise<number[][]> {
  const encoded = texts.map(encode);
  const rows: number[][] = [];
  for (const batch of cutBatches(
    encoded.map(({ tokens }) => tokens.length),
    batchTokens,
  )) {
    const [found] = await answer(batch.map((place) => encoded[place]));
    const labels = found.length / batch.length;
    for (const [at, place] of batch.entries())
      rows[place] = [...found.subarray(at * labels, (at + 1) * labels)];
  }
  return rows;
}
