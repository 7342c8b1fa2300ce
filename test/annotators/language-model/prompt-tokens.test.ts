import { beforeAll, describe, expect, test } from 'vitest';
import type { LanguageModel } from '../../../src/annotators/language-model/language-model.ts';
import { definePrompt, type Prompt } from '../../../src/annotators/language-model/prompt.ts';
import { promptText } from '../../../src/annotators/language-model/prompt-text.ts';
import { tokenisePrompt } from '../../../src/annotators/language-model/prompt-tokens.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { hasStories, loadDecoder, loadStories } from '../models.ts';
import { LONG_TEXT, TEXTS } from '../texts.ts';

function tokens(model: LanguageModel, prompt: Prompt, positions = model.positions) {
  return tokenisePrompt(prompt, promptText(prompt, null), model.tokenizer, positions);
}

describe('a byte-level tokenizer', () => {
  let model: LanguageModel;
  let prompt: Prompt;
  beforeAll(async () => {
    model = await loadDecoder('plain');
    [prompt] = await shippedPrompts('story');
  });

  test('what is read is the whole sentence, once its pieces are put together', () => {
    const { prefix, encode, words } = tokens(model, prompt);
    expect([...prefix].slice(0, 1)).toEqual(model.tokenizer.start);
    for (const text of TEXTS.filter(({ length }) => length < 70)) {
      const read = [...prefix, ...encode(text).tokens, ...words[0].tokens];
      expect(model.tokenizer.decode(read)).toBe(`"${text}" She was ${words[0].word}`);
    }
  });

  test('a word takes the space before it along', () => {
    const hope = tokens(model, prompt).words.find(({ word }) => word === 'hope')!;
    // The vocabulary has a token for “ hope”.
    expect(hope.tokens.length).toBe(1);
    expect(model.tokenizer.decode(hope.tokens)).toBe(' hope');
  });

  test('where a token goes across the start of a text, the text is taken by itself', () => {
    const { encode } = tokens(model, prompt);
    // “"S” may be no token, but “" ” could; both ways give the same sentence.
    for (const text of ['"So', ' so', '" he', ''])
      expect(model.tokenizer.decode([...encode(text).tokens])).toBe(`${text}" She was`);
  });

  test('a text that is too long keeps its beginning, and the sentence its end', () => {
    const { prefix, encode, trie } = tokens(model, prompt, 100);
    const { depth } = trie();
    const { tokens: cut, truncated } = encode(LONG_TEXT);
    expect(truncated).toBe(true);
    expect(prefix.length + cut.length + depth).toBe(100);
    expect(model.tokenizer.decode([...cut])).toMatch(/^and then it rained, .*" She was$/);
    expect(encode('No.').truncated).toBe(false);
  });

  test('a model that reads too little for any text is refused', () => {
    expect(() => tokens(model, prompt, 20)).toThrow(/leaves no room for a text in the 20 tokens/);
  });

  test('words of two labels that begin alike are refused, unless the answer goes on after them', async () => {
    const question = { id: 'q', name: 'q', kind: 'categorical', labels: ['hop', 'hope'] } as const;
    const words = { hop: ['h'], hope: ['ho'] };
    const open = {
      id: 'q',
      question,
      words,
      wording: { form: 'story', template: '{text} -{label}' },
    } as const;
    const closed = { ...open, wording: { form: 'story', template: '{text} -{label}.' } } as const;
    const refused = await definePrompt(open);
    expect(() => tokens(model, refused).trie()).toThrow(/The prompt “q”: .*“ho” begins with “h”/);
    expect(tokens(model, await definePrompt(closed)).trie().leaves.length).toBe(2);
  });
});

describe.runIf(hasStories)('a tokenizer that puts a space before every text', () => {
  test('does not put one into the middle of the sentence', async () => {
    const model = await loadStories();
    const [prompt] = await shippedPrompts('story');
    const { prefix, encode, words } = tokens(model, prompt);
    for (const text of TEXTS) {
      const read = [...prefix, ...encode(text).tokens, ...words[0].tokens];
      expect(model.tokenizer.decode(read)).toBe(`"${text}" She was ${words[0].word}`);
    }
  });
});
