import type { TextAnnotator } from '../text-annotator.ts';
import type { EncodedText, EncodeText } from '../text-encoder.ts';
import { keepsSets, setsAsNumbers } from '../../files/answer-sets.ts';
import { wordedAnnotator, type WordedEngine } from './answers-in-words.ts';
import { askedAnnotator } from './asked-annotator.ts';
import type { LikelihoodParameters } from './ask-label-likelihood.ts';
import type { LabelTrie, TrieNode } from './label-trie.ts';
import type { LanguageModel } from './language-model.ts';
import { PromptError, type Prompt } from './prompt.ts';
import { promptText, writeOut } from './prompt-text.ts';
import { tokenisePrompt } from './prompt-tokens.ts';
import { pathsAsRows } from './read-paths.ts';
import { TextReader } from './read-texts.ts';
import { sampleAnswers, type SamplingRule } from './sampled-answers.ts';
import { seededDraws } from './seeded-draws.ts';

/** How a model is asked for samples; each of these makes another annotator. */
export interface SamplingParameters {
  /** Answers for each text, from 1 to {@link MOST_SAMPLES}. */
  readonly samples: number;
  /** Above 0; 1 draws from the model as it is. */
  readonly temperature: number;
  /** Any whole number. */
  readonly seed: number;
  /** Tokens after which an answer is cut. */
  readonly tokens: number;
  /**
   * `labels`: only the labels' words are drawn, by drawing again what is none, which keeps their ratios. `grammar`: llama.cpp's way,
   * which forbids every token that leads to no word, and so does not keep them.
   */
  readonly constrained?: 'labels' | 'grammar';
  /** As of label likelihood. */
  readonly engine?: LikelihoodParameters['engine'];
  /**
   * What an answer is to name, where that is not one label: every label that applies, as a JSON array, or a rating with decimals, as a
   * field of a JSON object.
   */
  readonly answers?: 'all that apply';
}

/** More could not be told apart in what is stored: the share of one answer, as a 16-bit float, loses its count. */
export const MOST_SAMPLES = 1000;

/**
 * Finds the label that an answer in words gives, by rule.
 * @returns the places of the labels it names, or why it gives none
 */
export type ParseAnswer = (answer: string) => readonly number[] | string;

/** A label's part of an answer. */
export interface LabelShare {
  /** Its place among the question's labels. */
  readonly label: number;
  /** 1 / their number where an answer names several; of a rating between two points, the nearer has more. */
  readonly share: number;
}

/** One drawn answer: what it gives, or nothing and why. */
export interface SampledAnswer {
  readonly text: string;
  /** They sum to 1; empty where it failed. */
  readonly given: readonly LabelShare[];
  readonly failure: string | null;
}

/** How answers in a model's own words are read. */
export interface SampleReader {
  /** @param cut whether the answer was cut off, so that its end is missing */
  read(text: string, cut: boolean): SampledAnswer;
  /** Keys of the JSON object in which ratings are asked for; `null` where labels are. */
  readonly ratings: readonly string[] | null;
}

/**
 * A language model that is asked for samples. Its rows are shares of *all* answers: what is missing to 1 is the share of
 * answers that gave no label; where all labels that apply are asked for, the sets of all answers.
 */
export interface SamplingAnnotator extends TextAnnotator {
  /** The prompt as the model would read it about a text. */
  write(text: string): string;
  /** What the model read about a text and every answer it gave. */
  explain(text: string): Promise<{ prompt: string; answers: SampledAnswer[] }>;
}

const BATCH_TOKENS = 512;

/** What draws answers token by token, of models in one form or another. */
export interface AnswerSampler {
  readonly encode: EncodeText;
  readonly batchTokens: number;
  write(text: string): string;
  decode(answer: readonly number[]): string;
  readonly rule: SamplingRule;
  /**
   * For each text of the batch its answers as tokens; `null` for one that found no word of a label.
   * @param draw a number in [0, 1) for a text, an answer, a try and a place in it
   */
  sample(batch: readonly EncodedText[], draw: DrawFor): Promise<(readonly number[] | null)[][]>;
}

type DrawFor = (text: EncodedText, ...names: readonly number[]) => number;

/**
 * Asks for answers in words and counts the labels among them. An answer that the rule finds no label in, or more than one,
 * is counted as failed, never guessed.
 *
 * @param reader for the prompt's question; not asked about answers that were constrained to labels
 * @throws {PromptError} where the prompt cannot be put to this model
 * @throws {RangeError} where a parameter is out of its range
 */
export async function askSamples(
  model: LanguageModel,
  prompt: Prompt,
  parameters: SamplingParameters,
  reader: SampleReader,
): Promise<SamplingAnnotator> {
  checkSampling(parameters);
  const { tokens } = parameters;
  const { decoder, tokenizer, endTokens, positions } = model;
  const pieces = promptText(prompt, tokenizer.renderChat);
  const { prefix, encode, ...rest } = tokenisePrompt(prompt, pieces, tokenizer, positions, tokens);
  const rule = samplingRule(prompt, parameters, endTokens, rest.trie);
  const texts = new TextReader(decoder, prefix);

  return await samplingAnnotator(model, prompt, parameters, reader, {
    encode,
    batchTokens: BATCH_TOKENS,
    write: (text) => writeOut(pieces, text),
    decode: tokenizer.decode,
    rule,
    async sample(batch, draw) {
      const answers: (readonly number[] | null)[][] = [];
      // Not padded: that moves scores in their seventh digit, and one draw in ten thousand with them.
      await texts.read(batch, async ({ places, next, cache }) => {
        const found = await sampleAnswers(pathsAsRows(decoder, cache), next, rule, (row, ...names) =>
          draw(batch[places[row]], ...names),
        );
        for (const [row, place] of places.entries()) answers[place] = found[row];
      });
      return answers;
    },
  });
}

/**
 * How answers are drawn token by token, kept to the labels' words where that is asked for.
 * @throws {PromptError} where they cannot be kept to them
 */
export function samplingRule(
  prompt: Prompt,
  { samples, temperature, tokens, constrained }: SamplingParameters,
  endTokens: ReadonlySet<number>,
  trieOf: () => LabelTrie,
): SamplingRule {
  const rule = { samples, temperature, tokens, endTokens };
  if (constrained === 'grammar')
    throw new PromptError(prompt, 'only llama.cpp keeps answers to the labels by a grammar.');
  if (!constrained) return rule;
  const within = trieOf();
  if (within.depth > tokens)
    throw new PromptError(prompt, `its longest word has ${within.depth} tokens, an answer only ${tokens}.`);
  return { ...rule, within };
}

/** A model by what draws its answers token by token. */
export async function samplingAnnotator(
  model: Pick<LanguageModel, 'identity'>,
  prompt: Prompt,
  parameters: SamplingParameters,
  reader: SampleReader,
  { encode, batchTokens, write, decode, rule, sample }: AnswerSampler,
): Promise<SamplingAnnotator> {
  const draw = await seededDraws(parameters.seed);
  const labelOf = rule.within && labelsByTokens(rule.within);

  function read(answer: readonly number[] | null): SampledAnswer {
    if (answer === null) return { text: '', given: [], failure: 'No word of a label was drawn.' };
    const text = decode(answer);
    return labelOf
      ? gives(text, labelOf.get(answer.join())!)
      : reader.read(text, answer.length === rule.tokens);
  }

  async function answersTo(batch: readonly EncodedText[]): Promise<SampledAnswer[][]> {
    const names = new Map(batch.map((text) => [text, text.tokens.join()]));
    const found = await sample(batch, (text, ...rest) => draw(names.get(text)!, ...rest));
    return found.map((answers) => answers.map(read));
  }

  return countedAnswers(model, prompt, parameters, { encode, batchTokens, write, answersTo });
}

/** A model by what answers each text so many times in words. */
export function countedAnswers(
  model: Pick<LanguageModel, 'identity'>,
  prompt: Prompt,
  parameters: SamplingParameters,
  engine: WordedEngine<SampledAnswer[]>,
): SamplingAnnotator {
  const annotator = askedAnnotator(model, prompt, 'samples', { ...parameters });
  const { labels } = prompt.question;
  const { ask, ...asked } = wordedAnnotator(annotator, engine, (answers, row) => {
    if (keepsSets(annotator)) {
      const sets = answers.map(({ given }) => given.map(({ label }) => label));
      row.set(setsAsNumbers(sets, labels.length));
    } else
      for (const { given } of answers)
        for (const { label, share } of given) row[label] += share / parameters.samples;
  });
  return {
    ...asked,
    async explain(text) {
      const { prompt, answer } = await ask(text);
      return { prompt, answers: answer };
    },
  };
}

/** An answer that gives one label. */
export function gives(text: string, label: number): SampledAnswer {
  return { text, given: [{ label, share: 1 }], failure: null };
}

/** Reads answers that are to name one label, by the rule that finds labels in them. */
export function readsOneLabel(parse: ParseAnswer): SampleReader {
  return {
    ratings: null,
    read(text) {
      const found = parse(text);
      if (typeof found === 'string') return { text, given: [], failure: found };
      return found.length === 1
        ? gives(text, found[0])
        : { text, given: [], failure: `The answer names ${found.length} labels.` };
    },
  };
}

/** The label of every answer that is a word of one, by the answer's tokens. */
function labelsByTokens(trie: LabelTrie): Map<string, number> {
  const labels = new Map<string, number>();
  function walk(node: TrieNode, before: readonly number[]): void {
    for (const child of node.children) {
      const path = [...before, child.token];
      if (child.label === null) walk(child, path);
      else labels.set(path.join(), child.label);
    }
  }
  walk(trie.root, []);
  return labels;
}

/** @throws {RangeError} where a parameter is out of its range */
export function checkSampling({ samples, temperature, seed, tokens }: SamplingParameters): void {
  if (!(Number.isInteger(samples) && samples >= 1 && samples <= MOST_SAMPLES))
    throw new RangeError(
      `The number of samples is ${samples}; a whole number from 1 to ${MOST_SAMPLES} is expected.`,
    );
  if (!(temperature > 0 && Number.isFinite(temperature)))
    throw new RangeError(`The temperature is ${temperature}; a number above 0 is expected.`);
  if (!Number.isSafeInteger(seed)) throw new RangeError(`The seed is ${seed}; a whole number is expected.`);
  if (!(Number.isInteger(tokens) && tokens >= 1))
    throw new RangeError(
      `An answer of ${tokens} tokens cannot be drawn; a whole number from 1 on is expected.`,
    );
}
