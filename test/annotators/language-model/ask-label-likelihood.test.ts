import { beforeAll, describe, expect, test } from 'vitest';
import {
  askLabelLikelihood,
  EMPTY_TEXTS,
} from '../../../src/annotators/language-model/ask-label-likelihood.ts';
import { ask } from '../../../src/annotators/language-model/ask.ts';
import { distributions } from '../../../src/annotators/distributions.ts';
import type { LanguageModel } from '../../../src/annotators/language-model/language-model.ts';
import type { Prompt } from '../../../src/annotators/language-model/prompt.ts';
import { ANSWER_RULES } from '../../../src/jobs/answer-rules.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { LANGUAGE_MODELS, loadDecoder, type DecoderLayout } from '../models.ts';
import { LONG_TEXT, TEXTS } from '../texts.ts';
import { naiveLogProbabilities } from './naive-likelihood.ts';

/** Tokens that the longest instruction takes in the smallest vocabulary, and a text. */
const ROOM_FOR_CHAT = 512;

const FEW = [TEXTS[0], TEXTS[2], TEXTS[11], TEXTS[15], ''];

describe.each(LANGUAGE_MODELS)('$name', ({ present, load, tolerance }) => {
  describe.runIf(present)('where it is present', () => {
    let model: LanguageModel;
    let prompts: Prompt[];
    beforeAll(async () => {
      model = await load();
      const [emotion, valence] = await shippedPrompts('story');
      prompts = [emotion, valence];
      if (model.positions >= ROOM_FOR_CHAT) prompts.push((await shippedPrompts('chat'))[1]);
    });

    test('gives each label the probability that reading every word from the start gives it', async () => {
      for (const prompt of prompts) {
        const { explain } = askLabelLikelihood(model, prompt);
        for (const text of prompt.question.kind === 'ordinal' ? FEW : FEW.slice(1, 2)) {
          const { logProbabilities } = await explain(text);
          const naive = await naiveLogProbabilities(model, prompt, text);
          for (const [label, log] of naive.entries())
            expect(Math.abs(logProbabilities[label] - log)).toBeLessThan(tolerance.log);
        }
      }
    });

    test('answers about a text alone as in a batch', async () => {
      for (const prompt of prompts) {
        const annotator = askLabelLikelihood(model, prompt);
        const texts = [...TEXTS.slice(0, 8), TEXTS[4], LONG_TEXT];
        const labels = prompt.question.labels.length;
        const [together] = await annotator.answer(texts.map(annotator.encode));
        for (const [place, text] of texts.entries()) {
          const [alone] = await annotator.answer([annotator.encode(text)]);
          for (const [label, p] of alone.entries())
            expect(Math.abs(p - together[place * labels + label])).toBeLessThan(tolerance.probability);
        }
      }
    });
  });
});

describe('the layouts of one model', () => {
  const texts = [TEXTS[0], TEXTS[4], TEXTS[2]];

  async function logsOf(layout: DecoderLayout): Promise<Float64Array[]> {
    const [prompt] = await shippedPrompts('story');
    const { explain } = askLabelLikelihood(await loadDecoder(layout), prompt);
    const logs: Float64Array[] = [];
    for (const text of texts) logs.push((await explain(text)).logProbabilities);
    return logs;
  }

  test.each([
    ['bare', 1e-4],
    ['last', 1e-4],
    ['grouped', 1e-4],
    ['half', 2e-2],
  ] as const)('%s gives what plain gives', async (layout, tolerance) => {
    const expected = await logsOf('plain');
    for (const [text, logs] of (await logsOf(layout)).entries())
      for (const [label, log] of logs.entries())
        expect(Math.abs(log - expected[text][label])).toBeLessThan(tolerance);
  });
});

test('a model without sense for the labels still gives a distribution for each text', async () => {
  const [prompt] = await shippedPrompts('story');
  const annotator = askLabelLikelihood(await loadDecoder('plain'), prompt);
  const { distributions: rows, truncated } = await distributions(annotator, [...TEXTS, LONG_TEXT]);
  for (let start = 0; start < rows[0].length; start += 28) {
    const row = rows[0].subarray(start, start + 28);
    expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  }
  expect(truncated).toBeGreaterThan(0);
});

test('the annotator names the model, the way of asking and the prompt', async () => {
  const [prompt] = await shippedPrompts('story');
  expect(askLabelLikelihood(await loadDecoder('plain'), prompt).annotator).toEqual({
    model: 'decoder-plain',
    revision: '1',
    dtype: 'fp32',
    method: { name: 'label likelihood' },
    prompt: { id: prompt.id, version: prompt.version },
    questions: [prompt.question],
  });
});

test('explains with the prompt as the model reads it', async () => {
  const [prompt] = await shippedPrompts('story');
  const { explain } = askLabelLikelihood(await loadDecoder('plain'), {
    ...prompt,
    wording: { form: 'story', template: '“{text}” she said, full of {label}' },
  });
  expect((await explain('No.')).prompt).toBe('“No.” she said, full of');
});

test('a removed prior is the mean over empty texts, taken off, and another annotator', async () => {
  const [prompt] = await shippedPrompts('story');
  const model = await loadDecoder('plain');
  const kept = askLabelLikelihood(model, prompt);
  const removed = askLabelLikelihood(model, prompt, { prior: 'removed' });
  expect(removed.annotator.method).toEqual({ name: 'label likelihood', parameters: { prior: 'removed' } });
  const about = async (text: string) => (await kept.explain(text)).logProbabilities;
  const empty = await Promise.all(EMPTY_TEXTS.map(about));
  const logs = await about(TEXTS[0]);
  const expected = logs.map(
    (log, label) => log - empty.reduce((sum, each) => sum + each[label] / empty.length, 0),
  );
  const { logProbabilities } = await removed.explain(TEXTS[0]);
  for (const [label, log] of expected.entries()) expect(logProbabilities[label]).toBeCloseTo(log, 4);
  const [row] = await removed.answer([removed.encode(TEXTS[0])]);
  const whole = expected.reduce((sum, log) => sum + Math.exp(log), 0);
  for (const [label, log] of expected.entries()) expect(row[label]).toBeCloseTo(Math.exp(log) / whole, 4);
});

test('an engine without a grammar refuses what needs one', async () => {
  const [prompt] = await shippedPrompts('story');
  const asking = {
    method: 'samples',
    samples: 2,
    temperature: 1,
    seed: 1,
    tokens: 3,
    constrained: 'grammar',
  } as const;
  await expect(ask(await loadDecoder('plain'), prompt, asking, ANSWER_RULES)).rejects.toThrow(
    /only llama\.cpp/,
  );
});
