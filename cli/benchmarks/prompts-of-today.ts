import { PROMPT_FAMILIES } from '../../src/annotators/language-model/prompt-family.ts';
import { ASKED_FOR, shippedPrompts } from '../../src/annotators/language-model/prompts.ts';
import type { Annotator } from '../../src/judgments/annotator.ts';

/** Whether an annotator was asked with a prompt that ships, word for word, or with none. */
export async function asksAsToday({ prompt }: Pick<Annotator, 'prompt'>): Promise<boolean> {
  if (!prompt) return true;
  for (const family of PROMPT_FAMILIES)
    for (const askedFor of ASKED_FOR)
      for (const { id, version } of await shippedPrompts(family, askedFor))
        if (id === prompt.id && version === prompt.version) return true;
  return false;
}
