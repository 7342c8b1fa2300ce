import { expect, test } from 'vitest';
import { promptFor, promptsFor, shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import type { ChatWording } from '../../../src/annotators/language-model/prompt.ts';
import { formOf } from '../../../src/annotators/language-model/prompt-family.ts';
import type { Question } from '../../../src/judgments/question.ts';
import { loadEmbedded } from '../models.ts';

test.each(['story', 'chat', 'brief chat'] as const)(
  '%s prompts ask what the embedded classifier answers',
  async (form) => {
    const { annotator } = await loadEmbedded();
    const prompts = await shippedPrompts(form);
    expect(prompts.map(({ question }) => question)).toEqual(annotator.questions);
    expect(new Set(prompts.map(({ id }) => id)).size).toBe(prompts.length);
    for (const { wording } of prompts) expect(wording.form).toBe(formOf(form));
  },
);

test('the prompt for a question that has one is that one', async () => {
  const [emotion] = await shippedPrompts('chat');
  const labels = emotion.question.labels.map((label) => label.toUpperCase()).reverse();
  expect(await promptFor('chat', { ...emotion.question, id: 'mine', labels } as Question)).toEqual(emotion);
});

test.each(['story', 'chat'] as const)(
  'any other question is asked with its own labels as %s',
  async (form) => {
    const mood: Question = { id: 'mood', name: 'mood', kind: 'categorical', labels: ['up', 'down'] };
    expect((await promptFor(form, mood)).words).toEqual({ up: ['up'], down: ['down'] });
    const trust: Question = {
      id: 't',
      name: 'trust',
      kind: 'ordinal',
      labels: ['0', '1', '2'],
      points: [0, 1, 2],
    };
    const { wording, words } = await promptFor(form, trust);
    expect(words).toEqual({ 0: ['0'], 1: ['1'], 2: ['2'] });
    expect(JSON.stringify(wording)).toContain('from 0 (lowest) to 2 (highest)');
  },
);

test('a brief chat has a question of its own for emotion, and what a chat has for the rest', async () => {
  const [chat, brief] = await Promise.all([shippedPrompts('chat'), shippedPrompts('brief chat')]);
  expect(brief.map(({ id }) => id)).toEqual(['brief-emotion', ...chat.slice(1).map(({ id }) => id)]);
  expect((await promptFor('chat', brief[0].question)).id).toBe('chat-emotion');
});

test('all labels that apply are asked for as the paper describes, of models that follow instructions', async () => {
  const prompts = await shippedPrompts('chat', 'all that apply');
  expect(prompts.map(({ id }) => id)).toEqual([
    'paper-emotion',
    'paper-valence',
    'paper-arousal',
    'paper-dominance',
  ]);
  expect(await shippedPrompts('brief chat', 'all that apply')).toEqual(prompts);
  expect(await shippedPrompts('story', 'all that apply')).toEqual([]);
  expect(await promptsFor('story', [prompts[0].question], 'all that apply')).toEqual([]);
  // One answer gives valence, arousal and dominance: asked alike, it is drawn alike, and each is read from it.
  expect(new Set(prompts.slice(1).map(({ wording }) => JSON.stringify(wording))).size).toBe(1);
  const { system } = prompts[0].wording as ChatWording;
  for (const label of prompts[0].question.labels) expect(system).toContain(label);
});
