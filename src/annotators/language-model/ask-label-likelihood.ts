import { toDistribution } from '../label-distribution.ts';
import { UnusableOutputError, type TextAnnotator } from '../text-annotator.ts';
import type { EncodedText } from '../text-encoder.ts';
import { askedAnnotator } from './asked-annotator.ts';
import { labelLogProbabilities } from './label-likelihood.ts';
import type { LanguageModel } from './language-model.ts';
import type { Prompt } from './prompt.ts';
import { promptText, writeOut } from './prompt-text.ts';
import { tokenisePrompt } from './prompt-tokens.ts';
import { TextReader } from './read-texts.ts';

/** A language model that is asked how likely each label is as the answer. */
export interface LikelihoodAnnotator extends TextAnnotator {
  /** The prompt as the model would read it about a text. */
  write(text: string): string;
  /** What the model read about a text, and the natural logarithm of each label's probability before normalising. */
  explain(text: string): Promise<{ prompt: string; logProbabilities: Float64Array }>;
}

/** Tokens in one batch of the queue; the model reads texts of one length together, so that long batches have more of them. */
const BATCH_TOKENS = 2048;

/**
 * Asks by label likelihood: the probability of each label as the answer, all its tokens, divided by the sum over labels.
 * @throws {PromptError} where the prompt cannot be put to this model
 */
export function askLabelLikelihood(model: LanguageModel, prompt: Prompt): LikelihoodAnnotator {
  const pieces = promptText(prompt, model.tokenizer.renderChat);
  const { prefix, encode, ...tokens } = tokenisePrompt(prompt, pieces, model.tokenizer, model.positions);
  const trie = tokens.trie();
  const reader = new TextReader(model.decoder, prefix);
  const labels = prompt.question.labels.length;

  async function logProbabilities(batch: readonly EncodedText[]): Promise<Float64Array[]> {
    const rows: Float64Array[] = [];
    await reader.read(batch, async ({ places, next, cache }) => {
      const found = await labelLogProbabilities(model.decoder, trie, next, cache);
      for (const [row, place] of places.entries()) rows[place] = found[row];
    });
    return rows;
  }

  return {
    annotator: askedAnnotator(model, prompt, 'label likelihood'),
    encode,
    batchTokens: BATCH_TOKENS,
    async answer(batch) {
      const rows = new Float64Array(batch.length * labels);
      for (const [place, logs] of (await logProbabilities(batch)).entries()) {
        toDistribution(logs, 'softmax');
        if (!logs.every(Number.isFinite))
          throw new UnusableOutputError(
            place,
            `The model's scores for the question “${prompt.question.id}” are not finite.`,
          );
        rows.set(logs, place * labels);
      }
      return [rows];
    },
    write: (text) => writeOut(pieces, text),
    async explain(text) {
      const [logs] = await logProbabilities([encode(text)]);
      return { prompt: writeOut(pieces, text), logProbabilities: logs };
    },
  };
}
