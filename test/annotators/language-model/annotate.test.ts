import { expect, test } from 'vitest';
import { annotate } from '../../../src/annotators/annotate.ts';
import { ask, type Asking } from '../../../src/annotators/language-model/ask.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { MemoryOutputStore } from '../../../src/annotators/memory-output-store.ts';
import { loadPredictions } from '../../../src/annotators/stored-predictions.ts';
import { loadDecoder } from '../models.ts';
import { TEXTS } from '../texts.ts';
import { ANSWER_RULES } from '../../../src/jobs/answer-rules.ts';

const WAYS: Asking[] = [
  { method: 'label likelihood' },
  { method: 'samples', samples: 10, temperature: 1, seed: 1, tokens: 4 },
  { method: 'verbalised', tokens: 12 },
];

test.each(WAYS)(
  '$method: a run that is cut off goes on where it stopped, to the same figures',
  async (asking) => {
    const [, valence] = await shippedPrompts('story');
    const asked = await ask(await loadDecoder('last'), valence, asking, ANSWER_RULES);
    const annotator = { ...asked, batchTokens: 200 };
    const store = new MemoryOutputStore();
    const cancelling = new AbortController();
    const batches = {
      ...annotator,
      answer: (batch: Parameters<typeof asked.answer>[0]) => {
        if (batch.every(({ tokens }) => tokens.length < 60)) cancelling.abort();
        return asked.answer(batch);
      },
    };
    const cut = await annotate(batches, TEXTS, store, { project: 1, signal: cancelling.signal });
    expect(cut.state).toBe('cancelled');
    expect(cut.done).toBeGreaterThan(0);
    expect(cut.done).toBeLessThan(TEXTS.length);
    const resumed = await annotate(annotator, TEXTS, store, { project: 1 });
    expect(resumed).toMatchObject({ state: 'finished', fromStore: cut.done, done: TEXTS.length });

    const whole = new MemoryOutputStore();
    await annotate(asked, TEXTS, whole, { project: 1 });
    const [inTwo] = await loadPredictions({ texts: TEXTS }, asked.annotator, store);
    const [inOne] = await loadPredictions({ texts: TEXTS }, asked.annotator, whole);
    expect(inTwo.answered).toEqual(inOne.answered);
    expect(inTwo.samples).toEqual(inOne.samples);
    for (const [at, p] of inOne.distributions.entries())
      expect(Math.abs(inTwo.distributions[at] - p)).toBeLessThanOrEqual(1e-5 + p * 2 ** -10);
  },
);

test('another prompt, another way or other parameters never take over stored answers', async () => {
  const model = await loadDecoder('last');
  const [emotion, valence] = await shippedPrompts('story');
  const store = new MemoryOutputStore();
  const askings: Asking[] = [
    ...WAYS,
    { method: 'samples', samples: 10, temperature: 0.5, seed: 1, tokens: 4 },
    { method: 'verbalised', tokens: 13 },
  ];
  for (const prompt of [emotion, valence])
    for (const asking of askings) {
      const asked = await ask(model, prompt, asking, ANSWER_RULES);
      const run = await annotate(asked, TEXTS.slice(0, 2), store, { project: 1 });
      expect(run).toMatchObject({ fromStore: 0, done: 2 });
    }
});
