import { describe, expect, it } from 'vitest';
import type { AnswerRules, Asking } from '../../../src/annotators/language-model/ask.ts';
import { ANSWER_RULES } from '../../../src/jobs/answer-rules.ts';
import { definePrompt } from '../../../src/annotators/language-model/prompt.ts';
import { askCompletions } from '../../../src/annotators/llama-cpp/ask-completions.ts';
import { setsFromNumbers } from '../../../src/files/answer-sets.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import type { Question } from '../../../src/judgments/question.ts';
import type { CompletionModel } from '../../../src/annotators/llama-cpp/completion-model.ts';

const LABELS = ['joy', 'fear'];
const prompt = await definePrompt({
  id: 'test',
  question: { id: 'q', name: 'emotion', kind: 'categorical', labels: LABELS },
  wording: { form: 'story', template: 'So: "{text}" It is {label}.' },
  words: { joy: ['joy'], fear: ['fear'] },
});

const RULES: AnswerRules = {
  allThatApply: ANSWER_RULES.allThatApply,
  labels: () => (answer) => {
    const found = LABELS.flatMap((label, place) => (answer.includes(label) ? [place] : []));
    return found.length > 0 ? found : 'It names no label.';
  },
  percentages: () => (answer, cut) =>
    cut ? 'It was cut.' : Float64Array.from(answer.split(' '), (word) => Number(word) / 100),
};

/** Says these answers one after another; those that end in … were cut. */
function saying(
  answers: readonly string[],
  positions = 4096,
): CompletionModel & { grammars: (string | undefined)[] } {
  const left = [...answers];
  const grammars: (string | undefined)[] = [];
  return {
    grammars,
    identity: { model: 'test', revision: '1', dtype: 'Q4_1' },
    positions,
    renderChat: null,
    startsWithSpace: false,
    specialTokens: [],
    complete({ grammar }) {
      grammars.push(grammar);
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

  it('has the sets of labels of answers with all that apply, kept to JSON by a grammar', async () => {
    const asking: Asking = { ...SAMPLES, answers: 'all that apply', constrained: 'grammar' };
    const model = saying(['["joy", "fear"]', '["joy"]', '["joy", "fe…', 'joy']);
    const { answer, annotator, encode } = await askCompletions(model, prompt, asking, RULES);
    const [row] = await answer([encode('a text')]);
    expect(setsFromNumbers(row, LABELS.length)).toEqual([[0, 1], [0], [], []]);
    expect(annotator.method.parameters).toMatchObject({ answers: 'all that apply', constrained: 'grammar' });
    expect(model.grammars[0]).toBe(
      'root ::= "[" name (", " name){0,1} "]"\nname ::= "\\"joy\\"" | "\\"fear\\""',
    );
  });

  it('refuses a prompt that begins the JSON itself, and words that differ in case only', async () => {
    const asking: Asking = { ...SAMPLES, answers: 'all that apply', constrained: 'grammar' };
    const begun = (answer: string, words = prompt.words) =>
      definePrompt({ ...prompt, wording: { form: 'chat', user: '{text}', answer }, words });
    await expect(askCompletions(saying([]), await begun('["{label}'), asking, RULES)).rejects.toThrow(
      /begins again/,
    );
    const cased = await begun('{label}', { joy: ['US'], fear: ['us'] });
    await expect(askCompletions(saying([]), cased, asking, RULES)).rejects.toThrow(/but for its case/);
    // Freely, what was begun is read with what follows.
    const model = saying(['joy", "fear"]']);
    const free: Asking = { ...SAMPLES, samples: 1, answers: 'all that apply' };
    const { answer, encode } = await askCompletions(model, await begun('["{label}'), free, RULES);
    expect(setsFromNumbers((await answer([encode('a text')]))[0], LABELS.length)).toEqual([[0, 1]]);
  });

  it('has ratings with decimals as shares of the points beside them', async () => {
    const [, { wording }] = await shippedPrompts('chat', 'all that apply');
    const points = [1, 2, 3, 4, 5];
    const question: Question = {
      id: 'arousal',
      name: 'arousal',
      kind: 'ordinal',
      labels: points.map(String),
      points,
    };
    const words = Object.fromEntries(points.map((point) => [point, [String(point)]]));
    const rating = await definePrompt({ id: 'paper-arousal', question, wording, words });
    const asking: Asking = { ...SAMPLES, samples: 2, answers: 'all that apply', constrained: 'grammar' };
    const model = saying(['{"V": 2.0, "A": 3.5, "D": 1.0}', '{"V": 2.0, "A": 9.0, "D": 1.0}']);
    const { answer, encode } = await askCompletions(model, rating, asking, RULES);
    const [row] = await answer([encode('a text')]);
    expect([...row]).toEqual([0, 0, 0.25, 0.25, 0]);
    expect(model.grammars[0]).toContain(
      '"{" "\\"V\\": " rating ", " "\\"A\\": " rating ", " "\\"D\\": " rating "}"',
    );
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
    expect(answers!.map(({ given: [first], failure }) => first?.label ?? failure)).toEqual([
      0,
      'It names no label.',
      0,
      1,
    ]);
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
