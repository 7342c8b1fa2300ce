import { dirname } from 'node:path';
import { AutoModelForCausalLM, AutoTokenizer, env } from '@huggingface/transformers';
import { beforeAll, describe, expect, test } from 'vitest';
import { distributions } from '../../../src/annotators/distributions.ts';
import { askLabelLikelihood } from '../../../src/annotators/language-model/ask-label-likelihood.ts';
import type { LanguageModel } from '../../../src/annotators/language-model/language-model.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { fromTransformers } from '../../../src/annotators/language-model/transformers-model.ts';
import { hasStories, loadStories, storiesFolder } from '../models.ts';
import { TEXTS } from '../texts.ts';
import { naiveLogProbabilities } from './naive-likelihood.ts';

describe.runIf(hasStories)('a model that transformers.js has loaded', () => {
  let model: LanguageModel;
  let plain: LanguageModel;
  beforeAll(async () => {
    env.allowRemoteModels = false;
    env.localModelPath = `${dirname(storiesFolder!)}/`;
    const [tokenizer, decoder] = await Promise.all([
      AutoTokenizer.from_pretrained('stories260K'),
      AutoModelForCausalLM.from_pretrained('stories260K', { dtype: 'fp32' }),
    ]);
    plain = await loadStories();
    model = fromTransformers(plain.identity, tokenizer, decoder);
  });

  test('answers as the same files do without transformers.js', async () => {
    const [emotion] = await shippedPrompts('story');
    const texts = TEXTS.slice(0, 6);
    const expected = (await distributions(askLabelLikelihood(plain, emotion), texts)).distributions[0];
    const found = (await distributions(askLabelLikelihood(model, emotion), texts)).distributions[0];
    for (const [at, p] of expected.entries()) expect(Math.abs(found[at] - p)).toBeLessThan(1e-6);
    expect(model).toMatchObject({ positions: plain.positions, endTokens: plain.endTokens });
  });

  test('is asked by its own chat template, with the same result as reading every word from the start', async () => {
    const [, valence] = await shippedPrompts('chat');
    const { explain } = askLabelLikelihood(model, valence);
    const { prompt, logProbabilities } = await explain(TEXTS[0]);
    // Its template puts a space between messages; a model without one would read blank lines.
    expect(prompt).toMatch(
      /^You rate .*\. How pleasant .*\n\nText: Thank you so much, you saved my weekend\.$/s,
    );
    const naive = await naiveLogProbabilities(model, valence, TEXTS[0]);
    for (const [label, log] of naive.entries())
      expect(Math.abs(logProbabilities[label] - log)).toBeLessThan(1e-4);
  });
});
