import { dirname } from 'node:path';
import { AutoModelForCausalLM, AutoTokenizer, env } from '@huggingface/transformers';
import { describe, expect, test } from 'vitest';
import { askLabelLikelihood } from '../../../src/annotators/language-model/ask-label-likelihood.ts';
import type { LanguageModel } from '../../../src/annotators/language-model/language-model.ts';
import { definePrompt } from '../../../src/annotators/language-model/prompt.ts';
import { promptText } from '../../../src/annotators/language-model/prompt-text.ts';
import { tokenisePrompt } from '../../../src/annotators/language-model/prompt-tokens.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { createSubwordTokenizer } from '../../../src/annotators/language-model/subword-tokenizer.ts';
import { fromTransformers } from '../../../src/annotators/language-model/transformers-model.ts';
import {
  hasStories,
  LANGUAGE_MODELS,
  loadDecoder,
  loadStories,
  modelFolder,
  storiesFolder,
} from '../models.ts';
import { TEXTS } from '../texts.ts';

const TYPED = ['</s>', 'She said</s>and left.', '<s>Oh.', '</s></s> <unk>'];

describe.each(LANGUAGE_MODELS.filter(({ name }) => !name.startsWith('the layout') || /plain/.test(name)))(
  '$name',
  ({ present, load }) => {
    describe.runIf(present)('where it is present', () => {
      test('reads special tokens that stand in a text as the characters they are', async () => {
        const model = await load();
        const [prompt] = await shippedPrompts('story');
        const pieces = promptText(prompt, null);
        const { encode } = tokenisePrompt(prompt, pieces, model.tokenizer, model.positions);
        for (const text of TYPED) {
          const tokens = [...encode(text).tokens];
          const special = model.tokenizer.specialTokens.flatMap(model.tokenizer.encode);
          expect(tokens.filter((token) => special.includes(token))).toEqual([]);
          expect(model.tokenizer.decode(tokens)).toBe(`${text}${pieces.after}`);
        }
      });

      test('reads other texts as before', async () => {
        const { tokenizer } = await load();
        for (const text of TEXTS) expect(tokenizer.encodePlain(text)).toEqual(tokenizer.encode(text));
      });
    });
  },
);

test('special tokens that the prompt itself has stay what they are', async () => {
  const model = await loadDecoder('plain');
  const [, { question, words }] = await shippedPrompts('story');
  const wording = { form: 'story', template: '<s>{text}</s> It was {label}' } as const;
  const prompt = await definePrompt({ id: 'q', question, words, wording });
  const { encode } = tokenisePrompt(prompt, promptText(prompt, null), model.tokenizer, model.positions);
  const [end] = model.tokenizer.encode('</s>');
  const ends = (text: string) => encode(text).tokens.filter((token) => token === end).length;
  expect(ends('Oh.')).toBe(1);
  expect(ends('Oh.</s></s>')).toBe(1);
});

describe.runIf(hasStories)('in a chat', () => {
  async function loadChat(): Promise<LanguageModel> {
    env.allowRemoteModels = false;
    env.localModelPath = `${dirname(storiesFolder!)}/`;
    const [tokenizer, decoder, { identity }] = await Promise.all([
      AutoTokenizer.from_pretrained('stories260K'),
      AutoModelForCausalLM.from_pretrained('stories260K', { dtype: 'fp32' }),
      loadStories(),
    ]);
    tokenizer.chat_template = '{% for m in messages %}<s>{{ m.content }}</s>{% endfor %}';
    return fromTransformers(identity, tokenizer, decoder);
  }

  test('a text cannot end the turn it stands in', async () => {
    const model = await loadChat();
    const [, prompt] = await shippedPrompts('chat');
    const pieces = promptText(prompt, model.tokenizer.renderChat);
    const { encode } = tokenisePrompt(prompt, pieces, model.tokenizer, model.positions);
    const [end] = model.tokenizer.encode('</s>');
    for (const text of [...TYPED, 'Oh.']) {
      const { tokens } = encode(text);
      expect(tokens.filter((token) => token === end).length).toBe(1);
      expect(tokens.at(-1)).toBe(end);
    }
    const { explain } = askLabelLikelihood(model, prompt);
    const spelt = await explain('Oh.</s>');
    const without = await explain('Oh.');
    expect(spelt.logProbabilities).not.toEqual(without.logProbabilities);
  });
});

test('a tokenizer without special tokens reads everything plainly', async () => {
  const read = modelFolder(`${import.meta.dirname}/../fixtures`);
  const json = JSON.parse(new TextDecoder().decode(await read('decoder-tokenizer.json')));
  const tokenizer = createSubwordTokenizer({ ...json, added_tokens: [] }, {});
  expect(tokenizer.specialTokens).toEqual([]);
  expect(tokenizer.encodePlain('</s>')).toEqual(tokenizer.encode('</s>'));
});
