import { expect, test } from 'vitest';
import { definePrompt } from '../../../src/annotators/language-model/prompt.ts';
import { promptFor, shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { changed, draftOf } from '../../../src/pages/annotate/prompt-draft.ts';

test('a prompt that is shown in the form and not changed stays the same version', async () => {
  for (const form of ['story', 'chat'] as const)
    for (const askedFor of ['label', 'percentages'] as const)
      for (const prompt of await shippedPrompts(form, askedFor))
        expect((await definePrompt(changed(prompt, draftOf(prompt)))).version).toBe(prompt.version);
  const question = { id: 'q', name: 'q', kind: 'categorical', labels: ['yes, surely', 'no'] } as const;
  const own = await promptFor('chat', question);
  expect(await definePrompt(changed(own, draftOf(own)))).toEqual(own);
});

test('what is typed becomes the content: words between commas, no system message where it is empty', async () => {
  const [, valence] = await shippedPrompts('chat');
  const draft = draftOf(valence);
  draft.wording = { system: '', user: 'How is this? {text}', answer: '{label}' };
  draft.words['1'] = ' one,1 , ,';
  expect(changed(valence, draft)).toMatchObject({
    wording: { form: 'chat', user: 'How is this? {text}', answer: '{label}' },
    words: { 1: ['one', '1'], 2: ['2'] },
  });
  expect(changed(valence, draft).wording).not.toHaveProperty('system');
});
