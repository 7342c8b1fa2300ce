import type { PromptFamily } from '../language-model/prompt-family.ts';
import { HubError } from './hub-error.ts';

/** What a model can be used as here. */
export type ModelKind = 'classifier' | 'language model';

/**
 * What a model is, by the `architectures` of its config.json.
 * @throws {HubError} where it neither goes on with a text nor sorts texts into labels
 */
export function modelKind(config: Record<string, unknown>, name: string): ModelKind {
  const architectures = Array.isArray(config.architectures) ? config.architectures.map(String) : [];
  if (architectures.some((each) => each.endsWith('ForSequenceClassification'))) return 'classifier';
  // Of Gemma 3 even the exports that read text alone are often named for the whole.
  if (architectures.some((each) => /For(CausalLM|ConditionalGeneration)$|LMHeadModel$/.test(each)))
    return 'language model';
  const found = architectures.length > 0 ? architectures.join(', ') : 'nothing';
  throw new HubError(
    `${name} cannot be used here: its config.json names ${found} as its architecture; a language model (…ForCausalLM) or a text classifier (…ForSequenceClassification) is needed.`,
  );
}

/**
 * What a language model is asked with: as a chat where it has a chat template, in its tokenizer_config.json or in a file of its
 * own, otherwise with the beginning of a story.
 */
export function promptForm(tokenizerConfig: Record<string, unknown>, paths: readonly string[]): PromptFamily {
  return tokenizerConfig.chat_template || paths.includes('chat_template.jinja') ? 'chat' : 'story';
}
