import { beforeAll, describe, expect, it } from 'vitest';
import { rowPrompt } from '../../../src/annotators/gguf-onnx/row-prompt.ts';
import { askRows, type RowModel } from '../../../src/annotators/gguf-onnx/row-model.ts';
import { logPartition } from '../../../src/annotators/language-model/log-probabilities.ts';
import type { Prompt } from '../../../src/annotators/language-model/prompt.ts';
import { seededDraws } from '../../../src/annotators/language-model/seeded-draws.ts';
import { ANSWER_RULES } from '../../../src/jobs/answer-rules.ts';
import { randomMergedBytesGguf } from '../../hub/random-gguf.ts';
import { rowModel } from './onnx-in-node.ts';
import { promptOf } from './prompt-of.ts';

const TEXTS = ['joy', '[joy] and hope, 1234 times', 'é 🥹', '', 'so much hope that it is joy. '.repeat(6)];
const SAMPLES = { method: 'samples', samples: 70, temperature: 1, seed: 3, tokens: 4 } as const;

/** An answer drawn from scores of passes over all that it has so far, each from the start. */
async function drawnAlone(model: RowModel, prompt: Prompt, text: string, answer: number): Promise<string> {
  const { encode } = rowPrompt(model, prompt, SAMPLES.tokens);
  const { tokens: own } = encode(text);
  const draw = await seededDraws(SAMPLES.seed);
  const prefix = await rowPrompt(model, prompt, SAMPLES.tokens).readBeginning();
  const answers: number[] = [];
  while (answers.length < SAMPLES.tokens) {
    const row = [...own, ...answers].map((token, at) => ({
      token,
      position: prefix.length + at,
      sees: (place: number) => place <= at,
    }));
    const [logits] = await model.decoder.scores([row], [row.length - 1], prefix);
    const partition = logPartition(logits, SAMPLES.temperature);
    let left = draw(own.join(), answer, 0, answers.length);
    const token = logits.findIndex((logit) => (left -= Math.exp(logit - partition)) < 0);
    if (model.endTokens.has(token)) break;
    answers.push(token);
  }
  return model.tokenizer.decode(answers);
}

describe('samples of a GGUF model of random weights in ONNX Runtime', () => {
  let model: RowModel;
  let prompt: Prompt;
  beforeAll(async () => {
    model = await rowModel(new Blob([randomMergedBytesGguf()]));
    prompt = await promptOf({ joy: ['joy'], hope: ['hope'], other: ['hopping', 'it is'] });
  });

  it('are those of whole passes, one for each token', async () => {
    const { explain } = await askRows(model, prompt, SAMPLES, ANSWER_RULES);
    for (const text of TEXTS.slice(0, 3)) {
      const { answers } = await explain(text);
      const alone = [];
      for (const answer of answers!.keys()) alone.push(await drawnAlone(model, prompt, text, answer));
      expect(answers!.map((each) => each.text)).toEqual(alone);
      expect(new Set(alone).size).toBeGreaterThan(2);
    }
  });

  it('are the same alone and among other texts', async () => {
    const asking = { ...SAMPLES, samples: 150, tokens: 12, constrained: 'labels' } as const;
    const { encode, answer } = await askRows(model, prompt, asking, ANSWER_RULES);
    const [together] = await answer(TEXTS.map(encode));
    for (const [place, text] of TEXTS.entries()) {
      const [alone] = await answer([encode(text)]);
      expect([...alone]).toEqual([...together.slice(place * alone.length, (place + 1) * alone.length)]);
      // Every answer found a word.
      expect(alone.reduce((sum, share) => sum + share)).toBeCloseTo(1, 9);
    }
  });

  it('name their engine, and leave percentages to llama.cpp', async () => {
    const asking = { ...SAMPLES, engine: 'ONNX Runtime' } as const;
    const { annotator } = await askRows(model, prompt, asking, ANSWER_RULES);
    expect(annotator.method.parameters).toMatchObject({ engine: 'ONNX Runtime', samples: 70 });
    await expect(askRows(model, prompt, { method: 'verbalised', tokens: 12 }, ANSWER_RULES)).rejects.toThrow(
      'no percentages',
    );
  });
});
