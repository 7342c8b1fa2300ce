import { array, literal, looseObject, optional, string, variant } from 'valibot';
import type { Annotator } from '../judgments/annotator.ts';
import { LABELLED_QUESTION } from '../judgments/judgment-schemas.ts';
import type { Question } from '../judgments/question.ts';
import { byLabel } from './by-label.ts';

/** A prompt's words as files hold them: what {@link file://./../annotators/language-model/prompt.ts} defines. */
export interface PromptInFile {
  readonly id: string;
  /** A hash of what follows, so that words which were altered in the file can be told. */
  readonly version: string;
  readonly question: Question;
  readonly wording:
    | { readonly form: 'story'; readonly template: string }
    | {
        readonly form: 'chat';
        readonly system?: string;
        readonly user: string;
        readonly answer: string;
      };
  readonly words: Readonly<Record<string, readonly string[]>>;
}

/** A prompt in a file, its version not checked. */
export const PROMPT_IN_FILE = looseObject({
  id: string(),
  version: string(),
  question: LABELLED_QUESTION,
  wording: variant('form', [
    looseObject({ form: literal('story'), template: string() }),
    looseObject({ form: literal('chat'), system: optional(string()), user: string(), answer: string() }),
  ]),
  words: byLabel(array(string())),
});

/** Whether an annotator was asked with the prompt. */
export function isAskedWith(
  { prompt }: Pick<Annotator, 'prompt'>,
  { id, version }: Pick<PromptInFile, 'id' | 'version'>,
): boolean {
  return prompt?.id === id && prompt.version === version;
}
