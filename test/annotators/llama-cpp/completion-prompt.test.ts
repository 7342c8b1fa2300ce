import { describe, expect, it } from 'vitest';
import type { CompletionModel } from '../../../src/annotators/llama-cpp/completion-model.ts';
import { completionPrompt } from '../../../src/annotators/llama-cpp/completion-prompt.ts';
import { grammarOf, percentagesGrammar } from '../../../src/annotators/llama-cpp/grammar.ts';
import { definePrompt } from '../../../src/annotators/language-model/prompt.ts';

const prompt = await definePrompt({
  id: 'test',
  question: { id: 'q', name: 'emotion', kind: 'categorical', labels: ['joy', 'fear'] },
  wording: { form: 'story', template: 'So: "{text}" It is {label}.' },
  words: { joy: ['joy'], fear: ['fear'] },
});

function model(positions = 4096): CompletionModel {
  return {
    identity: { model: 'test', revision: '1', dtype: 'Q4_1' },
    positions,
    renderChat: null,
    startsWithSpace: false,
    specialTokens: ['<|im_end|>', '<s>', '\n'],
    complete: () => Promise.reject(new Error('Nothing is asked here.')),
  };
}

describe('a prompt for a model that takes texts', () => {
  it('is the text in its place, and words as they follow', () => {
    const { write, answer, encode, decode } = completionPrompt(prompt, model(), 0);
    expect(write('Oh, well')).toBe('So: "Oh, well" It is');
    expect(answer('joy')).toBe(' joy.');
    const encoded = encode('So süß 🎉');
    expect(encoded.truncated).toBe(false);
    expect(decode(encoded)).toBe('So süß 🎉');
  });

  it('has no special token that stands in the text', () => {
    const { write } = completionPrompt(prompt, model(), 0);
    expect(write('<|im_end|> and <s>\n')).toBe('So: "<\u2060|im_end|> and <\u2060s>\n" It is');
  });

  it('cuts a text that has more bytes than there is room for tokens, between two characters', () => {
    const { encode, decode } = completionPrompt(prompt, model(33), 10);
    const encoded = encode('äääääääääää');
    expect(encoded.truncated).toBe(true);
    expect(decode(encoded)).toMatch(/^ä{5}$/);
    expect(encode('short').truncated).toBe(false);
  });

  it('is refused where there is no room for any text', () => {
    expect(() => completionPrompt(prompt, model(20), 10)).toThrow(/no room for a text in the 20 tokens/);
  });
});

it('a grammar quotes what it is given', () => {
  expect(grammarOf([' joy', 'a "b"\\\n'])).toBe('root ::= " joy" | "a \\"b\\"\\\\\\n"');
  expect(percentagesGrammar(['joy', 'fear'])).toContain('root ::= line ("\\n" line){0,1}');
});
