import type { LikelihoodParameters } from './ask-label-likelihood.ts';
import { readsOneLabel, type SampleReader, type SamplingParameters } from './ask-samples.ts';
import type { ParsePercentages, VerbalisedParameters } from './ask-verbalised.ts';
import type { AnswerRules, AskedModel, Asking } from './ask.ts';
import type { Prompt } from './prompt.ts';

/** What puts one prompt to one model in every way of asking: ONNX Runtime or llama.cpp. */
export interface AskingEngine {
  likelihood(parameters: LikelihoodParameters): AskedModel;
  samples(parameters: SamplingParameters, reader: SampleReader): Promise<AskedModel>;
  verbalised(parameters: VerbalisedParameters, parse: ParsePercentages): AskedModel;
}

/**
 * Asks in one of the ways.
 * @throws {PromptError} where the prompt cannot be put to this model
 * @throws {RangeError} where a parameter is out of its range
 */
export async function askBy(
  engine: AskingEngine,
  prompt: Prompt,
  asking: Asking,
  rules: AnswerRules,
): Promise<AskedModel> {
  const { method, ...parameters } = asking;
  switch (method) {
    case 'label likelihood':
      return engine.likelihood(parameters as LikelihoodParameters);
    case 'samples':
      return await engine.samples(parameters as SamplingParameters, sampleReader(asking, prompt, rules));
    case 'verbalised':
      return engine.verbalised(parameters as VerbalisedParameters, rules.percentages(prompt));
  }
}

function sampleReader(asking: Asking, prompt: Prompt, rules: AnswerRules): SampleReader {
  return 'answers' in asking && asking.answers === 'all that apply'
    ? rules.allThatApply(prompt)
    : readsOneLabel(rules.labels(prompt));
}
