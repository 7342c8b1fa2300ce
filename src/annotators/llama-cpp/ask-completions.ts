import { begunAnswer, type AskedModel, type AnswerRules, type Asking } from '../language-model/ask.ts';
import type { WordedEngine } from '../language-model/answers-in-words.ts';
import { askBy, type AskingEngine } from '../language-model/asking-engine.ts';
import { likelihoodAnnotator, type LikelihoodParameters } from '../language-model/ask-label-likelihood.ts';
import {
  checkSampling,
  countedAnswers,
  gives,
  type SampledAnswer,
  type SampleReader,
  type SamplingParameters,
} from '../language-model/ask-samples.ts';
import {
  checkVerbalised,
  readPercentages,
  statedShares,
  type ParsePercentages,
  type VerbalisedAnswer,
  type VerbalisedParameters,
} from '../language-model/ask-verbalised.ts';
import { PromptError, type Prompt } from '../language-model/prompt.ts';
import { seededDraws } from '../language-model/seeded-draws.ts';
import type { CompletionModel } from './completion-model.ts';
import { completionLikelihood } from './completion-likelihood.ts';
import { completionPrompt } from './completion-prompt.ts';
import { arrayGrammar, grammarOf, percentagesGrammar, ratingsGrammar } from './grammar.ts';

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
  const engine: AskingEngine = {
    likelihood: (parameters) => scoreLabels(model, prompt, parameters),
    samples: (parameters, reader) => askForSamples(model, prompt, parameters, reader),
    verbalised: (parameters, parse) => askForPercentages(model, prompt, parameters, parse),
  };
  return await askBy(engine, prompt, asking, rules);
}

function scoreLabels(model: CompletionModel, prompt: Prompt, parameters: LikelihoodParameters): AskedModel {
  const { logProbabilities, write, encode, decode } = completionLikelihood(model, prompt);
  // That the method stands among the parameters too has no reason but this: outputs are kept under this name.
  const named = { method: 'label likelihood', ...parameters };
  return likelihoodAnnotator(model, prompt, named, {
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

async function askForSamples(
  model: CompletionModel,
  prompt: Prompt,
  parameters: SamplingParameters,
  reader: SampleReader,
): Promise<AskedModel> {
  checkSampling(parameters);
  const { samples, temperature, seed, tokens, constrained, answers: askedFor } = parameters;
  if (constrained === 'labels')
    throw new PromptError(
      prompt,
      'llama.cpp keeps answers to the labels by a grammar, not by drawing again.',
    );
  const asked = completionPrompt(prompt, model, tokens);
  const draw = await seededDraws(seed);
  const { labels } = prompt.question;
  const labelOf = new Map(
    labels.flatMap((name, label) => prompt.words[name].map((word) => [asked.answer(word), label] as const)),
  );
  const grammar = constrained && (askedFor ? jsonGrammar(prompt, reader) : grammarOf([...labelOf.keys()]));

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
      if (!grammar || askedFor) answers.push(reader.read(words, cut));
      else if (label !== undefined) answers.push(gives(words, label));
      else {
        const failure = cut ? 'The word was cut off.' : 'No word of a label was written.';
        answers.push({ text: words, given: [], failure });
      }
    }
    return answers;
  }

  return countedAnswers(model, prompt, parameters, wordedEngine(asked, answersTo));
}

/** Of answers with all labels that apply, or ratings. */
function jsonGrammar(prompt: Prompt, { ratings }: SampleReader): string {
  const { question, words } = prompt;
  if (/[[{]/.test(begunAnswer(prompt)))
    throw new PromptError(prompt, 'its answer has begun the JSON, which the grammar begins again.', 'answer');
  return ratings ? ratingsGrammar(ratings) : arrayGrammar(question.labels.map((label) => words[label][0]));
}

function askForPercentages(
  model: CompletionModel,
  prompt: Prompt,
  parameters: VerbalisedParameters,
  parse: ParsePercentages,
): AskedModel {
  checkVerbalised(parameters);
  const { tokens, constrained } = parameters;
  const asked = completionPrompt(prompt, model, tokens);
  const { labels } = prompt.question;
  const grammar = constrained && percentagesGrammar(labels.map((label) => prompt.words[label][0]));

  async function answerTo(text: string): Promise<VerbalisedAnswer> {
    const { text: words, cut } = await model.complete({
      prompt: asked.write(text),
      tokens,
      temperature: 0,
      ...(grammar && { grammar }),
    });
    return readPercentages(words, cut, parse);
  }

  return statedShares(model, prompt, parameters, wordedEngine(asked, answerTo));
}

/** Answers text by text, each cut off where the model's memory ends. */
function wordedEngine<Answer>(
  { encode, decode, write }: ReturnType<typeof completionPrompt>,
  answerTo: (text: string) => Promise<Answer>,
): WordedEngine<Answer> {
  return {
    encode,
    batchTokens: ONE_TEXT,
    write,
    readable: (text) => decode(encode(text)),
    async answersTo(batch) {
      const answers: Answer[] = [];
      for (const text of batch) answers.push(await answerTo(decode(text)));
      return answers;
    },
  };
}
