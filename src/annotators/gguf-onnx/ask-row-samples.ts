import {
  checkSampling,
  samplingAnnotator,
  samplingRule,
  type SampleReader,
  type SamplingAnnotator,
  type SamplingParameters,
} from '../language-model/ask-samples.ts';
import type { Prompt } from '../language-model/prompt.ts';
import { sampleAnswers } from '../language-model/sampled-answers.ts';
import type { RowModel } from './row-model.ts';
import { MOST_PATHS, readTexts } from './row-paths.ts';
import { BATCH_TOKENS, rowPrompt } from './row-prompt.ts';

/**
 * Asks a GGUF model in ONNX Runtime for samples: all answers to all texts of a batch go on together.
 *
 * @param reader for the prompt's question; not asked about answers that were constrained to labels
 * @throws {PromptError} where the prompt cannot be put to this model
 * @throws {RangeError} where a parameter is out of its range
 */
export async function askRowSamples(
  model: RowModel,
  prompt: Prompt,
  parameters: SamplingParameters,
  reader: SampleReader,
): Promise<SamplingAnnotator> {
  checkSampling(parameters);
  const { samples, tokens } = parameters;
  const { decoder, endTokens, tokenizer } = model;
  const { write, encode, trie, readBeginning } = rowPrompt(model, prompt, tokens);
  const rule = samplingRule(prompt, parameters, endTokens, trie);
  const atOnce = Math.min(samples, MOST_PATHS);
  const together = Math.floor(MOST_PATHS / atOnce);
  const room = atOnce * (rule.within?.depth ?? tokens);
  return await samplingAnnotator(model, prompt, parameters, reader, {
    encode,
    batchTokens: BATCH_TOKENS,
    write,
    decode: tokenizer.decode,
    rule,
    async sample(batch, draw) {
      const answers: (readonly number[] | null)[][] = [];
      for (let from = 0; from < batch.length; from += together) {
        const some = batch.slice(from, from + together);
        const texts = some.map(({ tokens: own }) => own);
        const { next, read } = await readTexts(decoder, await readBeginning(), texts, room);
        const found = await sampleAnswers(read, next, rule, (row, ...names) => draw(some[row], ...names));
        answers.push(...found);
      }
      return answers;
    },
  });
}
