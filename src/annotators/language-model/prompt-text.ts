import { LABEL_PLACE, PromptError, TEXT_PLACE, type Prompt } from './prompt.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** A chat as a model's own template writes it, up to where the model's answer begins. */
export type RenderChat = (messages: readonly ChatMessage[]) => string;

/**
 * What a model reads, in the pieces that are turned into tokens one by one:
 * `before`, then `beforeText` + text + `after`, then `beforeWord` + word + `afterWord`.
 * `beforeText` and `beforeWord` are the spaces before the text and the word, which belong to the following token.
 */
export interface PromptText {
  readonly before: string;
  readonly beforeText: string;
  readonly after: string;
  readonly beforeWord: string;
  readonly afterWord: string;
  /** Whether the tokenizer's own start of a text (such as `<s>`) goes first; a chat template writes it itself. */
  readonly startsText: boolean;
}

/**
 * Writes a prompt out for a model.
 * @param renderChat `null` for a model without a chat template: it reads the messages one below the other, and `Answer: `
 * @throws {PromptError} if the chat template leaves the text out or writes it more than once
 */
export function promptText(prompt: Prompt, renderChat: RenderChat | null): PromptText {
  const { wording } = prompt;
  if (wording.form === 'story') return { ...cut(wording.template), startsText: true };
  const messages: ChatMessage[] = [{ role: 'user', content: wording.user }];
  if (wording.system) messages.unshift({ role: 'system', content: wording.system });
  if (!renderChat) {
    const plain = [...messages.map(({ content }) => content), `Answer: ${wording.answer}`].join('\n\n');
    return { ...cut(plain), startsText: true };
  }
  const rendered = renderChat(messages);
  if (rendered.split(TEXT_PLACE).length !== 2)
    throw new PromptError(
      prompt,
      `the model's chat template does not write the user's message exactly once: ${rendered}`,
    );
  return { ...cut(rendered + wording.answer), startsText: false };
}

/** The prompt as the model reads it before its answer, for a person to look at. */
export function writeOut({ before, beforeText, after }: PromptText, text: string): string {
  return before + beforeText + text + after;
}

function cut(whole: string): Omit<PromptText, 'startsText'> {
  const [head, rest] = whole.split(TEXT_PLACE);
  const [middle, afterWord] = rest.split(LABEL_PLACE);
  const before = head.replace(/ +$/, '');
  const after = middle.replace(/ +$/, '');
  return {
    before,
    beforeText: head.slice(before.length),
    after,
    beforeWord: middle.slice(after.length),
    afterWord,
  };
}
