import type { Annotator, Method } from '../../judgments/annotator.ts';
import type { LanguageModel } from './language-model.ts';
import type { Prompt } from './prompt.ts';

/** Ways to a distribution from a language model. */
export type AskingMethod = Extract<Method['name'], 'label likelihood' | 'samples' | 'verbalised'>;

/** Who answers when a model is asked with a prompt in one of the ways. */
export function askedAnnotator(
  { identity }: Pick<LanguageModel, 'identity'>,
  { id, version, question }: Prompt,
  name: AskingMethod,
  parameters?: Method['parameters'],
): Annotator {
  const { model, revision, dtype } = identity;
  const method: Method = { name, ...(parameters && { parameters }) };
  return { model, revision, dtype, method, prompt: { id, version }, questions: [question] };
}
