import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/judgments/dataset.ts';
import { ProjectSlices } from '../../../src/pages/project/project-slices.svelte.ts';

const DATASET: Dataset = {
  name: 'Texts',
  ids: ['1', '2', '3'],
  texts: ['A', 'Be', 'See'],
  questions: [],
  sources: [],
  attributes: [
    { name: 'source', of: 'items', kind: 'text', values: ['news', 'blog', 'news'] },
    { name: 'split', of: 'items', kind: 'text', values: ['test', 'test', 'test'] },
  ],
};

function slices(slice: string | null, compare: string | null, dataset: Dataset | null = DATASET) {
  return new ProjectSlices(() => dataset, { address: () => ({ slice, compare }) });
}

describe('the slices of a project', () => {
  it('are those that the address names', () => {
    const { chosen, other, unknown, choices } = slices('source=news', 'source=blog');
    expect([chosen, other, unknown]).toEqual([
      { attribute: 'source', value: 'news' },
      { attribute: 'source', value: 'blog' },
      [],
    ]);
    expect(choices.map(({ attribute }) => attribute)).toEqual(['source', 'split', 'length in characters']);
  });

  it('are none where the address names none', () => {
    expect([slices(null, null).chosen, slices(null, 'source=blog').other]).toEqual([null, null]);
    expect(slices('source=news', 'source=news').other).toBeNull();
    expect([slices('source=news', null, null).chosen, slices('a=b', null, null).choices]).toEqual([null, []]);
  });

  it('are said where the project has no such, and everything is shown', () => {
    const { chosen, unknown } = slices('source=book', 'sauce=blog');
    expect([chosen, unknown]).toEqual([null, ['source=book', 'sauce=blog']]);
    expect(slices('a=b', null, null).unknown).toEqual([]);
    // It divides nothing.
    expect(slices('split=test', null).unknown).toEqual(['split=test']);
  });
});
