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

/** A prompt cannot be used; the message says what is wrong with it. */
export class PromptError extends Error {
  override readonly name = 'PromptError';

  constructor(prompt: Pick<Prompt, 'id'>, problem: string) {
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

function checkWording(prompt: PromptContent): void {
  const { wording } = prompt;
  const texts = wording.form === 'story' ? wording.template : wording.user;
  const labels = wording.form === 'story' ? wording.template : wording.answer;
  if (occurrences(texts, TEXT_PLACE) !== 1)
    throw new PromptError(prompt, `${TEXT_PLACE} must stand in it once, where the text goes.`);
  if (occurrences(labels, LABEL_PLACE) !== 1)
    throw new PromptError(prompt, `${LABEL_PLACE} must stand in it once, where the answer goes.`);
  if (wording.form === 'chat') {
    if (`${wording.system ?? ''}${wording.answer}`.includes(TEXT_PLACE))
      throw new PromptError(prompt, `${TEXT_PLACE} belongs into the user's message only.`);
    if (`${wording.system ?? ''}${wording.user}`.includes(LABEL_PLACE))
      throw new PromptError(prompt, `${LABEL_PLACE} belongs into the answer only.`);
    return;
  }
  const [before, after] = wording.template.split(TEXT_PLACE);
  if (before.includes(LABEL_PLACE))
    throw new PromptError(
      prompt,
      `${TEXT_PLACE} must come before ${LABEL_PLACE}: a model reads from left to right.`,
    );
  if (after.split(LABEL_PLACE)[0].trim() === '')
    throw new PromptError(prompt, `something must stand between ${TEXT_PLACE} and ${LABEL_PLACE}.`);
}

function checkWords(prompt: PromptContent): void {
  const { question, words } = prompt;
  const meaning = new Map<string, string>();
  for (const label of question.labels) {
    if (!Object.hasOwn(words, label) || words[label].length === 0)
      throw new PromptError(prompt, `the label “${label}” has no word.`);
    for (const word of words[label]) {
      if (word.trim() !== word || word === '')
        throw new PromptError(
          prompt,
          `the word “${word}” of “${label}” is empty or has a space at its ends.`,
        );
      const other = meaning.get(word);
      if (other !== undefined)
        throw new PromptError(
          prompt,
          other === label
            ? `the word “${word}” stands twice for “${label}”.`
            : `the word “${word}” stands for “${other}” and for “${label}”.`,
        );
      meaning.set(word, label);
    }
  }
  for (const label of Object.keys(words))
    if (!question.labels.includes(label))
      throw new PromptError(prompt, `it has words for “${label}”, which is no label of its question.`);
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}
