import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { studyQuestion } from '../../src/analysis/study.ts';
import { CASES } from '../reference/case.ts';

const { dataset, annotated, models } = CASES[0];
const items = dataset.ids.length;

/** A model that has seen every item of which `seen` says so. */
function withSeen(seen: (item: number) => boolean) {
  return { ...models[0], seen: Uint8Array.from({ length: items }, (_, item) => (seen(item) ? 1 : 0)) };
}

describe('baselines', () => {
  it('stand on the items that no model has seen, as the model beside them does', () => {
    const study = studyQuestion(dataset, annotated, [withSeen((item) => item % 2 === 0)], DEFAULT_SETTINGS);
    const [model, ...references] = study.models;
    expect(references.length).toBeGreaterThan(3);
    expect(model.items.length).toBeGreaterThan(0);
    for (const reference of references) {
      expect([...reference.items].filter((item) => model.figures.answered[item])).toEqual([...model.items]);
    }
  });

  it('stand on all rated items where every one was seen', () => {
    const study = studyQuestion(dataset, annotated, [withSeen(() => true)], DEFAULT_SETTINGS);
    const [model, ...references] = study.models;
    expect(model.items.length).toBe(0);
    expect(references[0].items).toEqual(study.rated);
  });
});
