import {
  likelihoodAnnotator,
  type LikelihoodAnnotator,
  type LikelihoodParameters,
} from '../language-model/ask-label-likelihood.ts';
import type { Prompt } from '../language-model/prompt.ts';
import { labelLikelihoodRows } from './label-likelihood-rows.ts';
import type { RowModel } from './row-model.ts';
import { BATCH_TOKENS, rowPrompt } from './row-prompt.ts';

/**
 * Asks a GGUF model in ONNX Runtime by label likelihood.
 * @throws {PromptError} where the prompt cannot be put to this model
 */
export function askRowLikelihood(
  model: RowModel,
  prompt: Prompt,
  parameters: LikelihoodParameters,
): LikelihoodAnnotator {
  const { write, encode, trie, readBeginning } = rowPrompt(model, prompt);
  const words = trie();
  return likelihoodAnnotator(model, prompt, parameters, {
    encode,
    batchTokens: BATCH_TOKENS,
    write,
    async logProbabilities(batch) {
      const texts = batch.map(({ tokens }) => tokens);
      return await labelLikelihoodRows(model.decoder, words, await readBeginning(), texts);
    },
  });
}
