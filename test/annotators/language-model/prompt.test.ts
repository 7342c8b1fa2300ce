import { expect, test } from 'vitest';
import {
  definePrompt,
  PromptError,
  type PromptContent,
} from '../../../src/annotators/language-model/prompt.ts';

const STORY: PromptContent = {
  id: 'mood',
  question: { id: 'mood', name: 'mood', kind: 'categorical', labels: ['up', 'down'] },
  wording: { form: 'story', template: '"{text}" he said, feeling {label}' },
  words: { up: ['fine', 'good'], down: ['low'] },
};
const CHAT: PromptContent = {
  ...STORY,
  wording: { form: 'chat', system: 'Answer.', user: 'Up or down? {text}', answer: '{label}' },
};

test('a prompt has the version of its content', async () => {
  const { version } = await definePrompt(STORY);
  expect(version).toMatch(/^[0-9a-f]{8}$/);
  expect((await definePrompt({ ...STORY, id: 'another name' })).version).toBe(version);
  const edits: PromptContent[] = [
    { ...STORY, wording: { form: 'story', template: '"{text}" she said, feeling {label}' } },
    { ...STORY, words: { ...STORY.words, up: ['fine'] } },
    { ...STORY, words: { up: ['low'], down: ['fine', 'good'] } },
    CHAT,
    { ...CHAT, wording: { form: 'chat', user: 'Up or down? {text}', answer: '{label}' } },
  ];
  const versions = await Promise.all(edits.map(async (edit) => (await definePrompt(edit)).version));
  expect(new Set([version, ...versions]).size).toBe(edits.length + 1);
});

test.each<[string, PromptContent, RegExp]>([
  [
    'no text',
    { ...STORY, wording: { form: 'story', template: 'feeling {label}' } },
    /\{text\} must stand in it once/,
  ],
  ['two texts', { ...STORY, wording: { form: 'story', template: '{text} {text} so {label}' } }, /\{text\}/],
  [
    'no label',
    { ...STORY, wording: { form: 'story', template: '"{text}"' } },
    /\{label\} must stand in it once/,
  ],
  [
    'the label first',
    { ...STORY, wording: { form: 'story', template: '{label}: {text}' } },
    /must come before/,
  ],
  ['nothing between', { ...STORY, wording: { form: 'story', template: '{text} {label}' } }, /between/],
  [
    'the text in the answer',
    { ...CHAT, wording: { form: 'chat', user: '{text}', answer: '{text}{label}' } },
    /user's message/,
  ],
  [
    'the label in the question',
    { ...CHAT, wording: { form: 'chat', user: '{text} {label}', answer: '{label}' } },
    /answer only/,
  ],
  ['a label without words', { ...STORY, words: { up: ['fine'], down: [] } }, /“down” has no word/],
  ['a label left out', { ...STORY, words: { up: ['fine'] } }, /“down” has no word/],
  [
    'a word of two labels',
    { ...STORY, words: { up: ['so'], down: ['so'] } },
    /“so” stands for “up” and for “down”/,
  ],
  ['a word twice', { ...STORY, words: { up: ['so', 'so'], down: ['no'] } }, /twice for “up”/],
  ['a space before a word', { ...STORY, words: { up: [' so'], down: ['no'] } }, /space at its ends/],
  [
    'words for no label',
    { ...STORY, words: { ...STORY.words, left: ['west'] } },
    /“left”, which is no label/,
  ],
])('refuses a prompt with %s', async (_, content, message) => {
  const refused = definePrompt(content);
  await expect(refused).rejects.toThrow(PromptError);
  await expect(refused).rejects.toThrow(message);
});

test.each<[PromptContent, PromptError['field']]>([
  [{ ...STORY, wording: { form: 'story', template: '"{text}"' } }, 'template'],
  [{ ...CHAT, wording: { form: 'chat', user: 'Up?', answer: '{label}' } }, 'user'],
  [{ ...CHAT, wording: { form: 'chat', user: '{text}', answer: 'up' } }, 'answer'],
  [{ ...CHAT, wording: { form: 'chat', system: '{text}', user: '{text}', answer: '{label}' } }, 'system'],
  [{ ...STORY, words: { up: ['so'], down: ['so'] } }, { label: 'down' }],
  [{ ...STORY, words: { ...STORY.words, left: ['west'] } }, null],
])('says which part is at fault', async (content, field) => {
  await expect(definePrompt(content)).rejects.toMatchObject({ field });
});
