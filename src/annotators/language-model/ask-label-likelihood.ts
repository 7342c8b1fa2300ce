import { toDistribution } from '../label-distribution.ts';
import { UnusableOutputError, type TextAnnotator } from '../text-annotator.ts';
import type { EncodedText, EncodeText } from '../text-encoder.ts';
import { askedAnnotator } from './asked-annotator.ts';
import { labelLogProbabilities } from './label-likelihood.ts';
import type { LanguageModel } from './language-model.ts';
import type { Prompt } from './prompt.ts';
import { promptText, writeOut } from './prompt-text.ts';
import { tokenisePrompt } from './prompt-tokens.ts';
import { TextReader } from './read-texts.ts';

/** How labels are scored; each of these makes another annotator. */
export interface LikelihoodParameters {
  /**
   * `removed`: what the model gives a label about {@link EMPTY_TEXTS}, as a mean of logarithms, is taken off what it gives it about a
   * text (contextual calibration, Zhao et al. 2021), so that a label that it finds likely whatever it reads gains nothing.
   */
  readonly prior?: 'removed';
  /**
   * What computes a model in GGUF form in single precision from the weights as they are; without it llama.cpp does, which rounds what
   * goes into each layer to 8 bits and so answers otherwise. Of a model in another form it says nothing.
   */
  readonly engine?: 'ONNX Runtime';
}

/** Texts that say nothing. */
export const EMPTY_TEXTS = ['', 'N/A', '[text]'] as const;

/** A language model that is asked how likely each label is as the answer. */
export interface LikelihoodAnnotator extends TextAnnotator {
  /** The prompt as the model would read it about a text. */
  write(text: string): string;
  /** What the model read about a text, and the natural logarithm of each label's score before normalising. */
  explain(text: string): Promise<{ prompt: string; logProbabilities: Float64Array }>;
}

/** What scores labels, in one engine or another. */
export interface LabelScorer {
  readonly encode: EncodeText;
  readonly batchTokens: number;
  write(text: string): string;
  /** For each text the natural logarithms of each label's probability as the answer. */
  logProbabilities(batch: readonly EncodedText[]): Promise<Float64Array[]>;
}

/** Tokens in one batch of the queue; the model reads texts of one length together, so that long batches have more of them. */
const BATCH_TOKENS = 2048;

/**
 * Asks by label likelihood: the probability of each label as the answer, all its tokens, divided by the sum over labels.
 * @throws {PromptError} where the prompt cannot be put to this model
 */
export function askLabelLikelihood(
  model: LanguageModel,
  prompt: Prompt,
  parameters: LikelihoodParameters = {},
): LikelihoodAnnotator {
  const pieces = promptText(prompt, model.tokenizer.renderChat);
  const { prefix, encode, ...tokens } = tokenisePrompt(prompt, pieces, model.tokenizer, model.positions);
  const trie = tokens.trie();
  const reader = new TextReader(model.decoder, prefix);

  return likelihoodAnnotator(model, prompt, parameters, {
    encode,
    batchTokens: BATCH_TOKENS,
    write: (text) => writeOut(pieces, text),
    async logProbabilities(batch) {
      const rows: Float64Array[] = [];
      await reader.read(batch, async ({ places, next, cache }) => {
        const found = await labelLogProbabilities(model.decoder, trie, next, cache);
        for (const [row, place] of places.entries()) rows[place] = found[row];
      });
      return rows;
    },
  });
}

/** A model by what scores its labels. */
export function likelihoodAnnotator(
  model: Pick<LanguageModel, 'identity'>,
  prompt: Prompt,
  parameters: LikelihoodParameters,
  { encode, batchTokens, write, logProbabilities }: LabelScorer,
): LikelihoodAnnotator {
  const { prior } = parameters;
  const labels = prompt.question.labels.length;
  let reading: Promise<Float64Array> | undefined;

  async function readPrior(): Promise<Float64Array> {
    const rows = await logProbabilities(EMPTY_TEXTS.map((text) => encode(text)));
    return Float64Array.from({ length: labels }, (_, label) =>
      rows.reduce((sum, row) => sum + row[label] / rows.length, 0),
    );
  }

  async function scores(batch: readonly EncodedText[]): Promise<Float64Array[]> {
    if (!prior) return await logProbabilities(batch);
    // A failed reading is forgotten, so that trying again can work.
    reading ??= readPrior().catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    const taken = await reading;
    const rows = await logProbabilities(batch);
    return rows.map((row) => row.map((log, label) => log - taken[label]));
  }

  return {
    annotator: askedAnnotator(
      model,
      prompt,
      'label likelihood',
      Object.keys(parameters).length > 0 ? { ...parameters } : undefined,
    ),
    encode,
    batchTokens,
    async answer(batch) {
      const rows = new Float64Array(batch.length * labels);
      for (const [place, logs] of (await scores(batch)).entries()) {
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
    write,
    async explain(text) {
      const [logs] = await scores([encode(text)]);
      return { prompt: write(text), logProbabilities: logs };
    },
  };
}
