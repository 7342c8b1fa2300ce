import type { Wording } from './prompt.ts';

/**
 * What a model is asked with. `story`: the beginning of a text that it goes on with; `chat`: an instruction with the list of
 * labels; `brief chat`: a question without a list, its answer begun, which models below a billion parameters answer better.
 */
export const PROMPT_FAMILIES = ['story', 'chat', 'brief chat'] as const;

export type PromptFamily = (typeof PROMPT_FAMILIES)[number];

/** The form of a family's wordings. */
export function formOf(family: PromptFamily): Wording['form'] {
  return family === 'story' ? 'story' : 'chat';
}
