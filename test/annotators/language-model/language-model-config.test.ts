import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ModelFileError } from '../../../src/annotators/model-files.ts';
import { edited, edits } from '../../edits/json-edits.ts';
import { attempts, tally } from '../../edits/tally.ts';
import { readLanguageModelConfig } from '../../../src/annotators/language-model/language-model-config.ts';

const LLAMA = {
  model_type: 'llama',
  max_position_embeddings: 512,
  eos_token_id: 1,
  num_attention_heads: 8,
  num_key_value_heads: 4,
  hidden_size: 64,
};

test('reads a Llama', () => {
  expect(readLanguageModelConfig(LLAMA, {})).toEqual({
    positions: 512,
    firstPosition: 0,
    endTokens: new Set([1]),
    cacheHeads: 4,
    headWidth: 8,
  });
});

test('the ends of an answer are those of generation_config.json, one or several', () => {
  expect(readLanguageModelConfig(LLAMA, { eos_token_id: [7, 9] }).endTokens).toEqual(new Set([7, 9]));
  expect(readLanguageModelConfig({ ...LLAMA, eos_token_id: undefined }, {}).endTokens).toEqual(new Set());
});

test('Gemma 3 counts its positions from 1, and its text model may stand in a part of the config', () => {
  const { model_type: _, ...text } = LLAMA;
  const gemma = { model_type: 'gemma3', text_config: { ...text, model_type: 'gemma3_text', head_dim: 256 } };
  expect(readLanguageModelConfig(gemma, {})).toMatchObject({
    positions: 512,
    firstPosition: 1,
    headWidth: 256,
  });
});

test('a config that does not say how much the model reads is refused', () => {
  expect(() => readLanguageModelConfig({ model_type: 'llama' }, {})).toThrow(/max_position_embeddings/);
});

const configs = tally('edited configs of language models');

test('a config that somebody edited is refused in our words or says how much the model reads', () => {
  const config = { ...LLAMA, text_config: { head_dim: 8, eos_token_id: [1, 2] } };
  fc.assert(
    fc.property(edits, (changes) => {
      const json: unknown = JSON.parse(edited([config, { eos_token_id: 3 }], changes));
      const [own, generation] = Array.isArray(json) ? (json as unknown[]) : [json, json];
      try {
        const { positions, endTokens } = readLanguageModelConfig(own, generation);
        expect(positions).toBeGreaterThan(0);
        for (const token of endTokens) expect(token).toBeTypeOf('number');
        configs.survived();
      } catch (error) {
        expect(error).toBeInstanceOf(ModelFileError);
        configs.refused();
      }
    }),
    { numRuns: attempts(10_000) },
  );
});
