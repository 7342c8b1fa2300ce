import { expect, it } from 'vitest';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { knownModel } from '../../src/annotators/known-models.ts';

it('knows the size of every model that ships, and what it has learnt of a question', () => {
  for (const { model } of EMBEDDED_MODELS)
    expect(knownModel(model, 'emotion')!.parameters).toBeGreaterThan(1e6);
  expect(knownModel('dissensus/minilm-reddit', 'emotion')!.tuning).toBe('people');
  expect(knownModel('dissensus/minilm-everyday', 'emotion')!.tuning).toBe('other texts');
  expect(knownModel('dissensus/minilm-everyday', 'valence-reader')!.tuning).toBe('people');
  expect(knownModel('dissensus/story-lm', 'emotion')!.tuning).toBe('none');
  expect(knownModel('Qwen/Qwen2.5-3B-Instruct', 'emotion')).toEqual({
    name: 'Qwen2.5-3B',
    parameters: 3085938688,
    tuning: 'none',
  });
  expect(knownModel('somebody/unheard-of', 'emotion')).toBeNull();
});
