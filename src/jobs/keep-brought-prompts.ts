import { isUnaltered } from '../annotators/language-model/prompt.ts';
import type { PromptInFile } from '../files/prompt-in-file.ts';
import type { Annotator } from '../judgments/annotator.ts';
import { excerpt, UnreadableFileError } from '../readers/unreadable-file.ts';
import { keepPrompts } from '../store/prompts-of.ts';

/**
 * Keeps what the annotators of a file were asked with.
 * @param file its name
 * @throws UnreadableFileError if the words of a prompt are not those that its version stands for
 */
export async function keepBroughtPrompts(
  file: string,
  prompts: readonly PromptInFile[],
  annotators: readonly Annotator[],
): Promise<void> {
  const [altered] = await keepPrompts(prompts, annotators);
  if (altered) throw alteredPrompt(file, altered);
}

/** @throws UnreadableFileError as {@link keepBroughtPrompts}, where nothing is to be kept */
export async function requireUnaltered(file: string, prompt: PromptInFile): Promise<void> {
  if (!(await isUnaltered(prompt))) throw alteredPrompt(file, prompt);
}

function alteredPrompt(file: string, { id, version }: PromptInFile): UnreadableFileError {
  return new UnreadableFileError(
    file,
    `The words of the prompt “${excerpt(id, 40)}” are not those that its version ${excerpt(version, 8)} stands for, ` +
      'so nobody can tell what was asked. Download the file again where it is from.',
  );
}
