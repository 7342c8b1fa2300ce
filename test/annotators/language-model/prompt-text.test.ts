import { expect, test } from 'vitest';
import { definePrompt, type Wording } from '../../../src/annotators/language-model/prompt.ts';
import { promptText, writeOut, type RenderChat } from '../../../src/annotators/language-model/prompt-text.ts';

function prompt(wording: Wording) {
  const question = { id: 'mood', name: 'mood', kind: 'categorical', labels: ['up', 'down'] } as const;
  return definePrompt({ id: 'mood', question, wording, words: { up: ['up'], down: ['down'] } });
}

const CHAT: Wording = {
  form: 'chat',
  system: 'Be brief.',
  user: 'Text: {text}\nMood?',
  answer: 'It is {label}.',
};
const render: RenderChat = (messages) =>
  `<s>${messages.map(({ role, content }) => `<|${role}|>${content}<|end|>`).join('')}<|assistant|>`;

test('spaces before the text and before the word belong to them', async () => {
  const wording: Wording = { form: 'story', template: 'She read: {text} -- and felt {label}.' };
  expect(promptText(await prompt(wording), null)).toEqual({
    before: 'She read:',
    beforeText: ' ',
    after: ' -- and felt',
    beforeWord: ' ',
    afterWord: '.',
    startsText: true,
  });
});

test('a chat is written by the template of the model, with the answer begun', async () => {
  expect(promptText(await prompt(CHAT), render)).toEqual({
    before: '<s><|system|>Be brief.<|end|><|user|>Text:',
    beforeText: ' ',
    after: '\nMood?<|end|><|assistant|>It is',
    beforeWord: ' ',
    afterWord: '.',
    startsText: false,
  });
});

test('a model without a chat template reads the messages one below the other', async () => {
  const pieces = promptText(await prompt(CHAT), null);
  expect(pieces.startsText).toBe(true);
  expect(writeOut(pieces, 'Oh.')).toBe('Be brief.\n\nText: Oh.\nMood?\n\nAnswer: It is');
});

test('a template that leaves the message out, or repeats it, is refused', async () => {
  const asked = await prompt(CHAT);
  expect(() => promptText(asked, () => '<s>')).toThrow(/does not write the user's message exactly once/);
  expect(() => promptText(asked, (messages) => render([...messages, ...messages]))).toThrow(/exactly once/);
});
