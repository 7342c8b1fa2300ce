import type { TextAnnotator } from '../text-annotator.ts';
import type { EncodedText } from '../text-encoder.ts';
import { wordedAnnotator, type WordedEngine } from './answers-in-words.ts';
import { askedAnnotator } from './asked-annotator.ts';
import type { LanguageModel } from './language-model.ts';
import { PromptError, type Prompt } from './prompt.ts';
import { promptText, writeOut } from './prompt-text.ts';
import { tokenisePrompt } from './prompt-tokens.ts';
import { TextReader } from './read-texts.ts';
import { pathsAsRows } from './read-paths.ts';
import { sampleAnswers } from './sampled-answers.ts';

/** How a model is asked for percentages; each of these makes another annotator. */
export interface VerbalisedParameters {
  /** Tokens after which an answer is cut. */
  readonly tokens: number;
  /** `grammar`: llama.cpp forbids every token that leads to no line such as `joy: 60%`. */
  readonly constrained?: 'grammar';
}

/**
 * Finds the percentages in an answer, by rule.
 * @param cut whether the answer was cut, so that its end is missing
 * @returns what it gives each label as a share (60% is 0.6), as stated: they need not sum to 1; or why it gives none
 */
export type ParsePercentages = (answer: string, cut: boolean) => Float64Array | string;

/** The answer about one text: the share of each label as it stated them, or `null` and why there are none. */
export interface VerbalisedAnswer {
  readonly text: string;
  readonly shares: Float64Array | null;
  readonly failure: string | null;
}

/**
 * A language model that is asked for percentages. Its rows are the shares as the answer stated them, zero where it failed:
 * so it can still be counted how many answers failed, and how many did not sum to 100%.
 */
export interface VerbalisedAnnotator extends TextAnnotator {
  /** The prompt as the model would read it about a text. */
  write(text: string): string;
  /** What the model read about a text and what it answered. */
  explain(text: string): Promise<{ prompt: string; stated: VerbalisedAnswer }>;
}

const BATCH_TOKENS = 2048;

/**
 * Asks for the percentage of every label in words: one answer, the likeliest token each time, so there is nothing to draw.
 * An answer in which the rule finds no percentages has failed and is counted, never guessed.
 *
 * @param parse for the prompt's question
 * @throws {PromptError} where the prompt cannot be put to this model
 * @throws {RangeError} where a parameter is out of its range
 */
export function askVerbalised(
  model: LanguageModel,
  prompt: Prompt,
  parameters: VerbalisedParameters,
  parse: ParsePercentages,
): VerbalisedAnnotator {
  checkVerbalised(parameters);
  const { tokens, constrained } = parameters;
  if (constrained === 'grammar')
    throw new PromptError(prompt, 'only llama.cpp keeps answers to percentages by a grammar.');
  const { decoder, tokenizer, endTokens } = model;
  const pieces = promptText(prompt, tokenizer.renderChat);
  const { prefix, encode } = tokenisePrompt(prompt, pieces, tokenizer, model.positions, tokens);
  const reader = new TextReader(decoder, prefix);
  const rule = { samples: 1, temperature: 0, tokens, endTokens };

  function read(answer: readonly number[]): VerbalisedAnswer {
    return readPercentages(tokenizer.decode(answer), answer.length === tokens, parse);
  }

  async function answersTo(batch: readonly EncodedText[]): Promise<VerbalisedAnswer[]> {
    const answers: VerbalisedAnswer[] = [];
    await reader.readTogether(batch, async ({ places, next, cache }) => {
      const found = await sampleAnswers(pathsAsRows(decoder, cache), next, rule, () => 0);
      for (const [row, place] of places.entries()) answers[place] = read(found[row][0]!);
    });
    return answers;
  }

  return statedShares(model, prompt, parameters, {
    encode,
    batchTokens: BATCH_TOKENS,
    write: (text) => writeOut(pieces, text),
    answersTo,
  });
}

/** A model by what states percentages of each text in words. */
export function statedShares(
  model: Pick<LanguageModel, 'identity'>,
  prompt: Prompt,
  parameters: VerbalisedParameters,
  engine: WordedEngine<VerbalisedAnswer>,
): VerbalisedAnnotator {
  const annotator = askedAnnotator(model, prompt, 'verbalised', { ...parameters });
  const { ask, ...asked } = wordedAnnotator(annotator, engine, ({ shares }, row) => {
    if (shares) row.set(shares);
  });
  return {
    ...asked,
    async explain(text) {
      const { prompt, answer } = await ask(text);
      return { prompt, stated: answer };
    },
  };
}

/** An answer in the model's own words, read by the rule. */
export function readPercentages(text: string, cut: boolean, parse: ParsePercentages): VerbalisedAnswer {
  const found = parse(text, cut);
  return typeof found === 'string'
    ? { text, shares: null, failure: found }
    : { text, shares: found, failure: null };
}

/** @throws {RangeError} where a parameter is out of its range */
export function checkVerbalised({ tokens }: VerbalisedParameters): void {
  if (!(Number.isInteger(tokens) && tokens >= 1))
    throw new RangeError(
      `An answer of ${tokens} tokens cannot be given; a whole number from 1 on is expected.`,
    );
}
