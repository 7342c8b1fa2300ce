import { describe, expect, it } from 'vitest';
import type { AnswerRules, Asking } from '../../../src/annotators/language-model/ask.ts';
import { definePrompt } from '../../../src/annotators/language-model/prompt.ts';
import { askCompletions } from '../../../src/annotators/llama-cpp/ask-completions.ts';
import type { CompletionModel } from '../../../src/annotators/llama-cpp/completion-model.ts';

const LABELS = ['joy', 'fear'];
const prompt = await definePrompt({
  id: 'test',
  question: { id: 'q', name: 'emotion', kind: 'categorical', labels: LABELS },
  wording: { form: 'story', template: 'So: "{text}" It is {label}.' },
  words: { joy: ['joy'], fear: ['fear'] },
});

const RULES: AnswerRules = {
  labels: () => (answer) => {
    const found = LABELS.flatMap((label, place) => (answer.includes(label) ? [place] : []));
    return found.length > 0 ? found : 'It names no label.';
  },
  percentages: () => (answer, cut) =>
    cut ? 'It was cut.' : Float64Array.from(answer.split(' '), (word) => Number(word) / 100),
};

/** Says these answers one after another; those that end in … were cut. */
function saying(answers: readonly string[], positions = 4096): CompletionModel {
  const left = [...answers];
  return {
    identity: { model: 'test', revision: '1', dtype: 'Q4_1' },
    positions,
    renderChat: null,
    startsWithSpace: false,
    specialTokens: [],
    complete() {
      const text = left.shift()!;
      return Promise.resolve({ text, cut: text.endsWith('…'), tokens: [] });
    },
  };
}

const SAMPLES: Asking = { method: 'samples', samples: 4, temperature: 1, seed: 1, tokens: 5 };

describe('a model that takes texts', () => {
  it('has the shares of all samples that name one label', async () => {
    const answers = ['joy', 'joy and fear', 'fear', 'joy', 'hm', 'hm', 'hm', 'fear'];
    const { encode, answer } = await askCompletions(saying(answers), prompt, SAMPLES, RULES);
    const [rows] = await answer([encode('a text'), encode('another')]);
    expect([...rows]).toEqual([0.5, 0.25, 0, 0.25]);
  });

  it('tells each sample, and the text as far as it is read', async () => {
    const { explain } = await askCompletions(
      saying(['joy', 'hm', 'joy', 'fear'], 40),
      prompt,
      SAMPLES,
      RULES,
    );
    const { prompt: read, answers } = await explain('A text that is too long for it by far.');
    expect(read).toMatch(/^So: "A text[^.]*" It is$/);
    expect(answers!.map(({ label, failure }) => label ?? failure)).toEqual([0, 'It names no label.', 0, 1]);
  });

  it('has the percentages that it states, and none where the answer was cut', async () => {
    const asking: Asking = { method: 'verbalised', tokens: 9 };
    const model = saying(['60 30', '60 3…', '10 90']);
    const { encode, answer, explain } = await askCompletions(model, prompt, asking, RULES);
    const [rows] = await answer([encode('a text'), encode('another')]);
    expect([...rows]).toEqual([0.6, 0.3, 0, 0]);
    expect((await explain('one more')).stated).toEqual({
      text: '10 90',
      shares: Float64Array.of(0.1, 0.9),
      failure: null,
    });
  });

  it.each<[Asking, object]>([
    [{ method: 'label likelihood' }, { method: 'label likelihood' }],
    [
      { method: 'label likelihood', prior: 'removed' },
      { method: 'label likelihood', prior: 'removed' },
    ],
    [SAMPLES, { samples: 4, temperature: 1, seed: 1, tokens: 5 }],
    [{ method: 'verbalised', tokens: 9 }, { tokens: 9 }],
  ])('goes by the name under which its answers to %o are stored', async (asking, parameters) => {
    const { annotator } = await askCompletions(saying([]), prompt, asking, RULES);
    expect(annotator.method).toEqual({ name: asking.method, parameters });
  });
});
