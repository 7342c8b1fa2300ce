import { isUnaltered, type Prompt } from '../annotators/language-model/prompt.ts';
import { isAskedWith, type PromptInFile } from '../files/prompt-in-file.ts';
import type { Annotator } from '../judgments/annotator.ts';
import type { Question } from '../judgments/question.ts';
import { StoredPrompts } from './stored-prompts.ts';

/**
 * The version of a prompt by which stored outputs were made; `null` where it is neither among those kept here nor what
 * ships.
 * @param question what the outputs answer
 */
export async function promptOf(
  prompt: Pick<Prompt, 'id' | 'version'>,
  question: Question,
): Promise<Prompt | null> {
  const kept = await new StoredPrompts().find(prompt.id, prompt.version);
  if (kept) return kept;
  const { shippedPrompt } = await import('../annotators/language-model/prompts.ts');
  return await shippedPrompt(prompt, question);
}

/** The prompts that annotators were asked with, each once, as far as their words are known here. */
export async function promptsOf(
  annotators: readonly Pick<Annotator, 'prompt' | 'questions'>[],
): Promise<Prompt[]> {
  const found: Prompt[] = [];
  for (const annotator of annotators) {
    const { prompt, questions } = annotator;
    if (!prompt || found.some((one) => isAskedWith(annotator, one))) continue;
    const own = await promptOf(prompt, questions[0]);
    if (own) found.push(own);
  }
  return found;
}

/**
 * Keeps the prompts of a file that its annotators were asked with, so that answers from there can be explained here. None is put to use.
 * @returns those that are not what their version stands for, and so are not kept
 */
export async function keepPrompts(
  prompts: readonly PromptInFile[],
  annotators: readonly Pick<Annotator, 'prompt'>[],
): Promise<PromptInFile[]> {
  const altered: PromptInFile[] = [];
  for (const one of prompts) {
    if (!annotators.some((annotator) => isAskedWith(annotator, one))) continue;
    const { id, version, question, wording, words } = one;
    if (await isUnaltered(one)) await new StoredPrompts().keep({ id, version, question, wording, words });
    else altered.push(one);
  }
  return altered;
}
