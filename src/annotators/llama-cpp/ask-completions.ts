import { askedAnnotator, type AskingMethod } from '../language-model/asked-annotator.ts';
import { readSampleBy, type AskedModel, type AnswerRules, type Asking } from '../language-model/ask.ts';
import { checkSampling, gives, outputRows, type SampledAnswer } from '../language-model/ask-samples.ts';
import { checkVerbalised, type VerbalisedAnswer } from '../language-model/ask-verbalised.ts';
import { likelihoodAnnotator } from '../language-model/ask-label-likelihood.ts';
import { PromptError, type Prompt } from '../language-model/prompt.ts';
import { seededDraws } from '../language-model/seeded-draws.ts';
import type { EncodedText } from '../text-encoder.ts';
import type { CompletionModel } from './completion-model.ts';
import { completionLikelihood } from './completion-likelihood.ts';
import { completionPrompt } from './completion-prompt.ts';
import { arrayGrammar, grammarOf, percentagesGrammar, ratingsGrammar } from './grammar.ts';

type AskingFor<Method extends AskingMethod> = Extract<Asking, { method: Method }>;

/** A text at a time: its tokens are many more than fill the processor, and a run can be stopped after each. */
const ONE_TEXT = 1;
const SEEDS = 2 ** 32;

/**
 * Asks a model that takes texts a prompt's question, in any of the ways.
 * @throws {PromptError} where the prompt cannot be put to this model
 * @throws {RangeError} where a parameter is out of its range
 */
export async function askCompletions(
  model: CompletionModel,
  prompt: Prompt,
  asking: Asking,
  rules: AnswerRules,
): Promise<AskedModel> {
  switch (asking.method) {
    case 'label likelihood': {
      const { logProbabilities, write, encode, decode } = completionLikelihood(model, prompt);
      return likelihoodAnnotator(model, prompt, asking, {
        write,
        encode,
        batchTokens: ONE_TEXT,
        async logProbabilities(batch) {
          const rows: Float64Array[] = [];
          for (const text of batch) rows.push(await logProbabilities(decode(text)));
          return rows;
        },
      });
    }
    case 'samples':
      return await askForSamples(model, prompt, asking, rules);
    case 'verbalised':
      return askForPercentages(model, prompt, asking, rules);
  }
}

async function askForSamples(
  model: CompletionModel,
  prompt: Prompt,
  asking: AskingFor<'samples'>,
  rules: AnswerRules,
): Promise<AskedModel> {
  const { method, ...parameters } = asking;
  checkSampling(parameters);
  const { samples, temperature, seed, tokens, constrained, answers: askedFor } = parameters;
  if (constrained === 'labels')
    throw new PromptError(
      prompt,
      'llama.cpp keeps answers to the labels by a grammar, not by drawing again.',
    );
  const asked = completionPrompt(prompt, model, tokens);
  const readSample = readSampleBy(rules, prompt, asking);
  const draw = await seededDraws(seed);
  const { labels } = prompt.question;
  const labelOf = new Map(
    labels.flatMap((name, label) => prompt.words[name].map((word) => [asked.answer(word), label] as const)),
  );
  const grammar =
    constrained &&
    (askedFor ? allThatApplyGrammar(prompt, rules.allThatApply(prompt)) : grammarOf([...labelOf.keys()]));

  async function answersTo(text: string): Promise<SampledAnswer[]> {
    const answers: SampledAnswer[] = [];
    for (let answer = 0; answer < samples; answer++) {
      const { text: words, cut } = await model.complete({
        prompt: asked.write(text),
        tokens,
        temperature,
        seed: Math.floor(draw(text, answer) * SEEDS),
        ...(grammar && { grammar }),
      });
      const label = labelOf.get(words);
      if (!grammar || askedFor) answers.push(readSample(words));
      else if (label !== undefined) answers.push(gives(words, label));
      else {
        const failure = cut ? 'The word was cut off.' : 'No word of a label was written.';
        answers.push({ text: words, given: [], failure });
      }
    }
    return answers;
  }

  const annotator = askedAnnotator(model, prompt, method, { ...parameters });
  return {
    annotator,
    encode: asked.encode,
    batchTokens: ONE_TEXT,
    async answer(batch: readonly EncodedText[]) {
      const answers: SampledAnswer[][] = [];
      for (const text of batch) answers.push(await answersTo(asked.decode(text)));
      return [outputRows(annotator, answers)];
    },
    write: asked.write,
    async explain(text) {
      const read = asked.decode(asked.encode(text));
      return { prompt: asked.write(read), answers: await answersTo(read) };
    },
  };
}

function allThatApplyGrammar(
  { question, words }: Prompt,
  { ratings }: ReturnType<AnswerRules['allThatApply']>,
): string {
  return ratings ? ratingsGrammar(ratings) : arrayGrammar(question.labels.map((label) => words[label][0]));
}

function askForPercentages(
  model: CompletionModel,
  prompt: Prompt,
  { method, ...parameters }: AskingFor<'verbalised'>,
  rules: AnswerRules,
): AskedModel {
  checkVerbalised(parameters);
  const { tokens, constrained } = parameters;
  const asked = completionPrompt(prompt, model, tokens);
  const parse = rules.percentages(prompt);
  const { labels } = prompt.question;
  const grammar = constrained && percentagesGrammar(labels.map((label) => prompt.words[label][0]));

  async function answerTo(text: string): Promise<VerbalisedAnswer> {
    const { text: words, cut } = await model.complete({
      prompt: asked.write(text),
      tokens,
      temperature: 0,
      ...(grammar && { grammar }),
    });
    const found = parse(words, cut);
    return typeof found === 'string'
      ? { text: words, shares: null, failure: found }
      : { text: words, shares: found, failure: null };
  }

  return {
    annotator: askedAnnotator(model, prompt, method, { ...parameters }),
    encode: asked.encode,
    batchTokens: ONE_TEXT,
    async answer(batch: readonly EncodedText[]) {
      const rows = new Float64Array(batch.length * labels.length);
      for (const [place, text] of batch.entries()) {
        const { shares } = await answerTo(asked.decode(text));
        if (shares) rows.set(shares, place * labels.length);
      }
      return [rows];
    },
    write: asked.write,
    async explain(text) {
      const read = asked.decode(asked.encode(text));
      return { prompt: asked.write(read), stated: await answerTo(read) };
    },
  };
}
