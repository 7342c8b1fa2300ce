import type { TextAnnotator } from '../text-annotator.ts';
import { askCompletions } from '../llama-cpp/ask-completions.ts';
import { askRows, isRowModel, type RowModel } from '../gguf-onnx/row-model.ts';
import { isCompletionModel, type CompletionModel } from '../llama-cpp/completion-model.ts';
import { askLabelLikelihood, type LikelihoodParameters } from './ask-label-likelihood.ts';
import {
  askSamples,
  type ParseAnswer,
  type SampledAnswer,
  type SampleReader,
  type SamplingParameters,
} from './ask-samples.ts';
import {
  askVerbalised,
  type ParsePercentages,
  type VerbalisedAnswer,
  type VerbalisedParameters,
} from './ask-verbalised.ts';
import { askBy, type AskingEngine } from './asking-engine.ts';
import type { LanguageModel } from './language-model.ts';
import { LABEL_PLACE, type Prompt } from './prompt.ts';

/** A way to ask a language model, with its parameters. */
export type Asking =
  | ({ readonly method: 'label likelihood' } & LikelihoodParameters)
  | ({ readonly method: 'samples' } & SamplingParameters)
  | ({ readonly method: 'verbalised' } & VerbalisedParameters);

/** What stands behind a model's answer about one text. */
export interface Explanation {
  /** The prompt as the model read it. */
  readonly prompt: string;
  /** Natural logarithms, one for each label, before they were normalised. */
  readonly logProbabilities?: Float64Array;
  /** Every sample it gave. */
  readonly answers?: readonly SampledAnswer[];
  /** The percentages it stated. */
  readonly stated?: VerbalisedAnswer;
}

/** A language model that is asked one question in one way. */
export interface AskedModel extends TextAnnotator {
  /** The prompt as the model would read it about a text. */
  write(text: string): string;
  explain(text: string): Promise<Explanation>;
}

/** The rules by which answers in words are read, each for a prompt's question and its words. */
export interface AnswerRules {
  labels(prompt: Prompt): ParseAnswer;
  /** Of answers with all labels that apply, or with ratings that have decimals, in JSON. */
  allThatApply(prompt: Prompt): SampleReader;
  percentages(prompt: Prompt): ParsePercentages;
}

/**
 * Asks a model a prompt's question.
 * @throws {PromptError} where the prompt cannot be put to this model
 * @throws {RangeError} where a parameter is out of its range
 */
export async function ask(
  model: LanguageModel | CompletionModel | RowModel,
  prompt: Prompt,
  asking: Asking,
  rules: AnswerRules,
): Promise<AskedModel> {
  if (isCompletionModel(model)) return await askCompletions(model, prompt, asking, rules);
  if (isRowModel(model)) return await askRows(model, prompt, asking, rules);
  const engine: AskingEngine = {
    likelihood: (parameters) => askLabelLikelihood(model, prompt, parameters),
    samples: (parameters, reader) => askSamples(model, prompt, parameters, reader),
    verbalised: (parameters, parse) => askVerbalised(model, prompt, parameters, parse),
  };
  return await askBy(engine, prompt, asking, rules);
}

/** How the model's answer begins before it writes on. */
export function begunAnswer({ wording }: Prompt): string {
  return wording.form === 'chat' ? wording.answer.split(LABEL_PLACE)[0] : '';
}

/** The words of a prompt by what they mean, for a rule that finds labels in answers. */
export function meanings({ words }: Prompt): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([label, each]) => each.map((word) => [word, label])),
  );
}
