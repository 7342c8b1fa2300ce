import { definePrompt, type Prompt } from '../../../src/annotators/language-model/prompt.ts';

/** A prompt that goes on with a story. */
export async function promptOf(words: Readonly<Record<string, readonly string[]>>): Promise<Prompt> {
  const labels = Object.keys(words);
  return await definePrompt({
    id: 'test',
    question: { id: 'emotion', name: 'emotion', kind: 'categorical', labels },
    wording: { form: 'story', template: 'He said: "{text}" It was {label}' },
    words,
  });
}
