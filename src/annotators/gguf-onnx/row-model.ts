import type { ModelIdentity } from '../classifier.ts';
import type { AnswerRules, AskedModel, Asking } from '../language-model/ask.ts';
import { askBy, type AskingEngine } from '../language-model/asking-engine.ts';
import { PromptError, type Prompt } from '../language-model/prompt.ts';
import type { SubwordTokenizer } from '../language-model/subword-tokenizer.ts';
import { askRowLikelihood } from './ask-row-likelihood.ts';
import { askRowSamples } from './ask-row-samples.ts';
import type { RowDecoder } from './row-decoder.ts';

/** A GGUF model that ONNX Runtime computes from its own weights. */
export interface RowModel {
  readonly identity: ModelIdentity;
  readonly decoder: RowDecoder;
  readonly tokenizer: SubwordTokenizer;
  readonly positions: number;
  /** Tokens that end an answer. */
  readonly endTokens: ReadonlySet<number>;
  /** Gives its memory back; it can be asked no more. */
  end(): void;
}

export function isRowModel(model: object): model is RowModel {
  return 'decoder' in model && 'positions' in model && 'end' in model;
}

/**
 * Asks it in one of the ways that ONNX Runtime is faster at than llama.cpp.
 * @throws {PromptError} where the prompt cannot be put to this model
 * @throws {RangeError} where a parameter is out of its range
 */
export async function askRows(
  model: RowModel,
  prompt: Prompt,
  asking: Asking,
  rules: AnswerRules,
): Promise<AskedModel> {
  const engine: AskingEngine = {
    likelihood: (parameters) => askRowLikelihood(model, prompt, parameters),
    samples: (parameters, reader) => askRowSamples(model, prompt, parameters, reader),
    verbalised() {
      throw new PromptError(prompt, 'ONNX Runtime gives no percentages of a model in GGUF form.');
    },
  };
  return await askBy(engine, prompt, asking, rules);
}
