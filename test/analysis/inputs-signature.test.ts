import { describe, expect, it } from 'vitest';
import { inputsSignature } from '../../src/analysis/inputs-signature.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import type { AnalysisInputs } from '../../src/analysis/tasks.ts';
import { CASES } from '../reference/case.ts';

const [{ dataset, models }] = CASES;
const inputs: AnalysisInputs = { dataset, predictions: models, settings: DEFAULT_SETTINGS };
const signature = await inputsSignature(inputs, 'one');

describe('the signature of what an analysis depends on', () => {
  it('is the same for a copy, and under another name', async () => {
    const copy = structuredClone(inputs);
    expect(await inputsSignature(copy, 'one')).toBe(signature);
    expect(await inputsSignature({ ...copy, dataset: { ...copy.dataset, name: 'renamed' } }, 'one')).toBe(
      signature,
    );
  });

  it('does not depend on the order in which a browser gives properties back', async () => {
    const turned = Object.fromEntries(Object.entries(dataset).reverse()) as unknown as typeof dataset;
    expect(await inputsSignature({ ...inputs, dataset: turned }, 'one')).toBe(signature);
  });

  const changes: [string, (inputs: AnalysisInputs) => unknown][] = [
    ['a probability', ({ predictions: [one] }) => (one.distributions[0] += 2 ** -12)],
    ['a vote', ({ dataset }) => (dataset.questions[0].votes.labels[0] ^= 1)],
    ['a text', ({ dataset }) => ((dataset.texts as string[])[0] += ' ')],
    ['a label', ({ dataset }) => ((dataset.questions[0].question.labels as string[])[0] += ' ')],
    ['a seed', ({ settings }) => ((settings as { seed: number }).seed += 1)],
    ['a model', ({ predictions }) => (predictions as unknown[]).pop()],
    ['an unanswered item', ({ predictions: [one] }) => (one.answered[0] ^= 1)],
  ];
  it.each(changes)('changes with %s', async (_, change) => {
    const copy = structuredClone(inputs);
    change(copy);
    expect(await inputsSignature(copy, 'one')).not.toBe(signature);
  });

  it('changes with the version of the analysis', async () => {
    expect(await inputsSignature(inputs, 'two')).not.toBe(signature);
  });

  it('tells values apart that look alike', async () => {
    const alike: unknown[] = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['1'],
      [1],
      [true],
      ['true'],
      [null],
      ['null'],
      [[]],
      [{}],
    ];
    const all = await Promise.all(
      alike.map((ids) =>
        inputsSignature({ ...inputs, dataset: { ...dataset, ids: ids as string[] } }, 'one'),
      ),
    );
    expect(new Set(all).size).toBe(alike.length);
  });
});
