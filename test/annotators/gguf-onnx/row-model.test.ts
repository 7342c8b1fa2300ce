import { openAsBlob } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageModels } from '../../../page-models.ts';
import { askRowLikelihood } from '../../../src/annotators/gguf-onnx/ask-row-likelihood.ts';
import type { RowModel } from '../../../src/annotators/gguf-onnx/row-model.ts';
import { shippedPrompts } from '../../../src/annotators/language-model/prompts.ts';
import { randomMergedBytesGguf } from '../../hub/random-gguf.ts';
import { rowModel } from './onnx-in-node.ts';
import { promptOf } from './prompt-of.ts';

const LIKELIHOOD = { engine: 'ONNX Runtime' } as const;
const TEXTS = ['joy', '[joy] and hope, 1234 times', 'é 🥹', '', 'so much hope that it is joy. '.repeat(6)];

/** Words of one token, of several, and two that begin alike. */
const WORDS = { joy: ['joy'], hope: ['hope'], other: ['hopping', 'it is'], none: ['its end'] };

describe('a GGUF model of random weights in ONNX Runtime', () => {
  let model: RowModel;
  beforeAll(async () => {
    model = await rowModel(new Blob([randomMergedBytesGguf()]));
  });

  it('gives a text the same alone and among others of other lengths', async () => {
    const { encode, answer } = askRowLikelihood(model, await promptOf(WORDS), LIKELIHOOD);
    const encoded = TEXTS.map(encode);
    const [together] = await answer(encoded);
    for (const [place, one] of encoded.entries()) {
      const [alone] = await answer([one]);
      for (const [label, share] of alone.entries())
        expect(Math.abs(share - together[place * alone.length + label])).toBeLessThan(1e-6);
    }
  });

  it('gives each label what its words have when nothing else is asked', async () => {
    const all = askRowLikelihood(model, await promptOf(WORDS), LIKELIHOOD);
    const { logProbabilities } = await all.explain(TEXTS[1]);
    for (const [label, [name, words]] of Object.entries(WORDS).entries()) {
      let alone = 0;
      for (const word of words) {
        const asked = askRowLikelihood(model, await promptOf({ [name]: [word], '~': ['~'] }), LIKELIHOOD);
        alone += Math.exp((await asked.explain(TEXTS[1])).logProbabilities[0]);
      }
      expect(Math.abs(logProbabilities[label] - Math.log(alone))).toBeLessThan(1e-5);
    }
  });

  it('reads a token that begins in the prompt and ends in the text, and the same tokens behind any beginning', async () => {
    const { encode } = askRowLikelihood(model, await promptOf(WORDS), LIKELIHOOD);
    const { tokenizer } = model;
    const whole = tokenizer.encode('He said: "[joy]" It was');
    expect(tokenizer.encode('He said:').concat([...encode('[joy]').tokens])).toEqual(whole);
    expect(whole.map((token) => tokenizer.decode([token]))).toContain('"[');
    // Nobody's text ends its own turn.
    expect(tokenizer.encode('<|im_end|>')).toHaveLength(1);
    expect(encode('<|im_end|>').tokens.length).toBeGreaterThan(encode('').tokens.length + 5);
  });

  it('cuts a text that is too long, and says so', async () => {
    const { encode, answer } = askRowLikelihood(model, await promptOf(WORDS), LIKELIHOOD);
    const long = encode('joy '.repeat(2000));
    expect(long.truncated).toBe(true);
    expect(encode(TEXTS[4]).truncated).toBe(false);
    const [row] = await answer([long]);
    expect(row.reduce((sum, share) => sum + share)).toBeCloseTo(1, 6);
  });

  it('says in what is kept of an answer which engine gave it', async () => {
    const { annotator } = askRowLikelihood(model, await promptOf(WORDS), { ...LIKELIHOOD, prior: 'removed' });
    expect(annotator.method.parameters).toEqual({ engine: 'ONNX Runtime', prior: 'removed' });
  });
});

const [held] = pageModels();

/** What PyTorch computes in single precision from SmolLM2's GGUF of nothing, `N/A` and `[text]`, by the shipped question. */
const OF_NOTHING = {
  '': [-4.821125, -7.343832, -5.23452, -7.215383, -7.699891, -9.706547, -3.138445, -4.556148, -6.236889],
  'N/A': [-6.785433, -7.870072, -5.844256, -6.815519, -8.467499, -10.515792, -2.312047, -4.892305, -6.665196],
  '[text]': [
    -4.601961, -6.804968, -5.208736, -7.007211, -7.26634, -9.233327, -3.110478, -4.166194, -6.127534,
  ],
};

describe.skipIf(!held)('SmolLM2 in ONNX Runtime', () => {
  it('has the logarithms that PyTorch has', async () => {
    const folder = resolve(import.meta.dirname, '../../../public', held.folder);
    const parts = held.model.files.map(({ path }) => openAsBlob(join(folder, path)));
    const model = await rowModel(new Blob(await Promise.all(parts)));
    const [shipped] = await shippedPrompts(held.model.prompts);
    const { explain } = askRowLikelihood(model, shipped, LIKELIHOOD);
    for (const [text, expected] of Object.entries(OF_NOTHING)) {
      const { logProbabilities } = await explain(text);
      for (const [label, log] of expected.entries())
        expect(Math.abs(logProbabilities[label] - log)).toBeLessThan(1e-4);
    }
  }, 60_000);
});
