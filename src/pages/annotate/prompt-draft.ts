import type { Prompt, PromptContent, Wording } from '../../annotators/language-model/prompt.ts';

/** A prompt as a form holds it. */
export interface PromptDraft {
  /** The parts of its wording by name. */
  wording: Record<string, string>;
  /** For each label its words, with commas between them. */
  words: Record<string, string>;
}

export function draftOf({ wording, words, question }: Prompt): PromptDraft {
  const { form, ...parts } = wording;
  // A chat without it can be given one.
  const all = form === 'chat' ? { system: '', ...parts } : parts;
  return {
    wording: { ...all },
    words: Object.fromEntries(question.labels.map((label) => [label, words[label].join(', ')])),
  };
}

/** The content of a prompt with what a form holds in place of its own; not checked. */
export function changed({ id, question, wording }: Prompt, draft: PromptDraft): PromptContent {
  const { system, ...parts } = draft.wording;
  const words = question.labels.map((label): [string, string[]] => [
    label,
    wordsIn(label, draft.words[label]),
  ]);
  return {
    id,
    question,
    wording: { form: wording.form, ...parts, ...(system && { system }) } as Wording,
    words: Object.fromEntries(words),
  };
}

/** A label that stands for itself may have a comma in its name. */
function wordsIn(label: string, words: string): string[] {
  if (words === label) return [label];
  return words
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
