import { expect, test } from 'vitest';
import { EMBEDDED_MODELS, embeddedModel } from '../../src/annotators/embedded-models.ts';

test('finds each model by its id', () => {
  for (const model of EMBEDDED_MODELS) expect(embeddedModel(model.model)).toBe(model);
});

test('names what there is where there is no such model', () => {
  expect(() => embeddedModel('dissensus/none')).toThrow(`there is ${EMBEDDED_MODELS[0].model}`);
});

test('a folder carries the revision in its name, so that a new model never meets an old cache', () => {
  for (const { folder, revision } of EMBEDDED_MODELS) expect(folder.endsWith(`-${revision}`)).toBe(true);
});
