import type { Question } from '../../judgments/question.ts';
import { loadTextHash } from '../../judgments/text-hash.ts';

/** Where the text and the answer stand in a wording. */
export const TEXT_PLACE = '{text}';
export const LABEL_PLACE = '{label}';

/** A language model's prompt for one question: what it reads, and the words that stand for each label. */
export interface PromptContent {
  readonly id: string;
  readonly question: Question;
  readonly wording: Wording;
  /**
   * The verbaliser: for each label the words that mean it. A label's probability is the sum over its words; a word whose
   * tokens begin with another word of the same label is counted in that one.
   */
  readonly words: Readonly<Record<string, readonly string[]>>;
}

/** A prompt as models are asked with it; another content is another version, and its outputs are another annotator's. */
export interface Prompt extends PromptContent {
  /** The first {@link VERSION_DIGITS} hexadecimal digits of the SHA-256 of the content, so that no edit can be forgotten. */
  readonly version: string;
}

/**
 * `story`: for a model that only continues prose; `{text}` and then `{label}` stand in it once each, e.g.
 * `"{text}" she said, full of {label}`.
 * `chat`: for a model that follows instructions, put into its own chat template where it has one; `{text}` stands once in
 * `user`, and `{label}` in `answer`, which is how its turn goes.
 * What stands after `{label}` is scored with every word: a full stop there tells `happy` from `happy-go-lucky`.
 */
export type Wording = StoryWording | ChatWording;

export interface StoryWording {
  readonly form: 'story';
  readonly template: string;
}

export interface ChatWording {
  readonly form: 'chat';
  readonly system?: string;
  readonly user: string;
  readonly answer: string;
}

/** The part of a prompt that is at fault: one of its wording's, or the words of a label. */
export type PromptField = keyof StoryWording | keyof ChatWording | { readonly label: string };

/** A prompt cannot be used; the message says what is wrong with it. */
export class PromptError extends Error {
  override readonly name = 'PromptError';

  constructor(
    prompt: Pick<Prompt, 'id'>,
    /** The message without the prompt's name. */
    readonly problem: string,
    /** `null` where it is the prompt as a whole, with a model. */
    readonly field: PromptField | null = null,
  ) {
    super(`The prompt “${prompt.id}”: ${problem}`);
  }
}

const VERSION_DIGITS = 8;

/**
 * Checks a prompt and gives it its version.
 * @throws {PromptError}
 */
export async function definePrompt(content: PromptContent): Promise<Prompt> {
  const { id, question, wording, words } = content;
  checkWording(content);
  checkWords(content);
  const hash = await loadTextHash();
  const inOrder = question.labels.map((label) => words[label]);
  const parts =
    wording.form === 'story'
      ? [wording.form, wording.template]
      : [wording.form, wording.system ?? null, wording.user, wording.answer];
  const version = hash(JSON.stringify([parts, question.labels, inOrder])).slice(0, VERSION_DIGITS);
  return { id, version, question, wording, words };
}

/** Whether a prompt from a file has the words that its version stands for. */
export async function isUnaltered({ version, id, question, wording, words }: Prompt): Promise<boolean> {
  // What a file holds may be no prompt at all.
  const own = await definePrompt({ id, question, wording, words }).catch(() => null);
  return own?.version === version;
}

function checkWording(prompt: PromptContent): void {
  const { wording } = prompt;
  const textField = wording.form === 'story' ? 'template' : 'user';
  const labelField = wording.form === 'story' ? 'template' : 'answer';
  const texts = wording.form === 'story' ? wording.template : wording.user;
  const labels = wording.form === 'story' ? wording.template : wording.answer;
  if (occurrences(texts, TEXT_PLACE) !== 1)
    throw new PromptError(prompt, `${TEXT_PLACE} must stand in it once, where the text goes.`, textField);
  if (occurrences(labels, LABEL_PLACE) !== 1)
    throw new PromptError(prompt, `${LABEL_PLACE} must stand in it once, where the answer goes.`, labelField);
  if (wording.form === 'chat') {
    for (const field of ['system', 'answer'] as const)
      if (wording[field]?.includes(TEXT_PLACE))
        throw new PromptError(prompt, `${TEXT_PLACE} belongs into the user's message only.`, field);
    for (const field of ['system', 'user'] as const)
      if (wording[field]?.includes(LABEL_PLACE))
        throw new PromptError(prompt, `${LABEL_PLACE} belongs into the answer only.`, field);
    return;
  }
  const [before, after] = wording.template.split(TEXT_PLACE);
  if (before.includes(LABEL_PLACE))
    throw new PromptError(
      prompt,
      `${TEXT_PLACE} must come before ${LABEL_PLACE}: a model reads from left to right.`,
      'template',
    );
  if (after.split(LABEL_PLACE)[0].trim() === '')
    throw new PromptError(
      prompt,
      `something must stand between ${TEXT_PLACE} and ${LABEL_PLACE}.`,
      'template',
    );
}

function checkWords(prompt: PromptContent): void {
  const { question, words } = prompt;
  const meaning = new Map<string, string>();
  for (const label of question.labels) {
    if (!Object.hasOwn(words, label) || words[label].length === 0)
      throw new PromptError(prompt, `the label “${label}” has no word.`, { label });
    for (const word of words[label]) {
      if (word.trim() !== word || word === '')
        throw new PromptError(
          prompt,
          `the word “${word}” of “${label}” is empty or has a space at its ends.`,
          { label },
        );
      const other = meaning.get(word);
      if (other !== undefined)
        throw new PromptError(
          prompt,
          other === label
            ? `the word “${word}” stands twice for “${label}”.`
            : `the word “${word}” stands for “${other}” and for “${label}”.`,
          { label },
        );
      meaning.set(word, label);
    }
  }
  for (const label of Object.keys(words))
    if (!question.labels.some((one) => one === label))
      throw new PromptError(prompt, `it has words for “${label}”, which is no label of its question.`);
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}
