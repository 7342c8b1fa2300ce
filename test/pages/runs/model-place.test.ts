import { expect, it } from 'vitest';
import { EMBEDDED_MODELS } from '../../../src/annotators/embedded-models.ts';
import type { AddedModel } from '../../../src/annotators/hub/added-model.ts';
import type { PlacementAdvice } from '../../../src/annotators/hub/placement.ts';
import { ModelPlace } from '../../../src/pages/runs/model-place.svelte.ts';
import { pending } from '../background/fake-workers.ts';

const added = (model: string) => ({ model, from: 'disk' }) as AddedModel;
const advice = (reason: string): PlacementAdvice => ({ device: 'wasm', possible: ['wasm'], reason });

it('a model chosen later is placed, though the advice for an earlier one comes last', async () => {
  const answers = { first: pending<PlacementAdvice>(), second: pending<PlacementAdvice>() };
  const place = new ModelPlace(({ model }) => answers[model as keyof typeof answers].promise);
  const settling = [place.settle(added('first')), place.settle(added('second'))];
  answers.second.resolve(advice('for the second'));
  answers.first.resolve(advice('for the first'));
  await Promise.all(settling);
  expect(place.advice?.reason).toBe('for the second');
});

it('a model that ships always runs on the processor', async () => {
  const late = pending<PlacementAdvice>();
  const place = new ModelPlace(() => late.promise);
  const settling = place.settle(added('first'));
  place.choose('webgpu');
  await place.settle(EMBEDDED_MODELS[0]);
  late.resolve({ device: 'webgpu', possible: ['wasm', 'webgpu'], reason: 'late' });
  await settling;
  expect([place.advice, place.placement.device]).toEqual([null, 'wasm']);
});
