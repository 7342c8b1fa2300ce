import { Template } from '@huggingface/jinja';
import type { RenderChat } from '../language-model/prompt-text.ts';
import { ModelFileError } from '../model-files.ts';
import type { GgufHeader } from './gguf-header.ts';
import { sentenceOf } from './sentence-of.ts';

/** Given to chat templates that write the day: what is read must depend on the text alone. */
const DAY = '26 Jul 2024';

/**
 * What writes a chat as a model's own template has it; `null` for a model without one.
 * @throws {ModelFileError} where the template cannot be read
 */
export function chatRenderer({
  chatTemplate,
  startToken,
  endToken,
  startsTexts,
}: GgufHeader): RenderChat | null {
  if (chatTemplate === null) return null;
  let template: Template;
  try {
    // Jinja's own clock would have the prompt change from day to day.
    template = new Template(chatTemplate.replaceAll('strftime_now', 'day_now'));
  } catch (cause) {
    throw new ModelFileError(`The chat template of this model cannot be read: ${sentenceOf(cause)}`, {
      cause,
    });
  }
  return (messages) => {
    const chat = template.render({
      messages: [...messages],
      add_generation_prompt: true,
      bos_token: startToken,
      eos_token: endToken,
      date_string: DAY,
      enable_thinking: false,
      day_now: () => DAY,
    });
    // The tokenizer writes it as well.
    return startsTexts && startToken !== '' && chat.startsWith(startToken)
      ? chat.slice(startToken.length)
      : chat;
  };
}
