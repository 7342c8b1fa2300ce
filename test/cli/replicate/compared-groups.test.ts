import { describe, expect, it } from 'vitest';
import { checkGroups } from '../../../cli/replicate/compared-groups.ts';
import type { PaperInput } from '../../../src/analysis/paper/paper-input.ts';

const labelled = (...answers: readonly (readonly [string, string])[]): PaperInput => ({
  labels: {
    labels: ['a', 'b'],
    people: {
      ids: ['1'],
      rates: Float64Array.of(1, 0),
      levels: ['full'],
      entropies: Float64Array.of(0),
      texts: [null],
    },
    answers: answers.map(([model, temperature]) => ({
      model,
      temperature,
      places: Uint32Array.of(0),
      rates: Float64Array.of(1, 0),
    })),
    raters: null,
  },
  ratings: null,
});
const group = (name: string, ...models: readonly string[]) => ({ name, models });
const input = labelled(['gpt', '0'], ['gpt', 'all'], ['qwen', 'all'], ['roberta', '']);
const models = ['gpt', 'qwen', 'roberta', 'elsewhere'];

describe('groups of models', () => {
  it('are taken where all of their models are compared', () => {
    expect(() => checkGroups([group('api', 'gpt'), group('open', 'qwen')], models, input)).not.toThrow();
    expect(() => checkGroups([], models, input)).not.toThrow();
  });

  it.each([
    [
      'a model that is not there',
      [group('api', 'gpt-9'), group('open', 'qwen')],
      '"gpt-9"; there are gpt, qwen',
    ],
    [
      'a model without temperatures beside those that have them',
      [group('api', 'gpt'), group('tuned', 'roberta')],
      'no temperatures',
    ],
    ['it among others too', [group('api', 'gpt'), group('open', 'qwen', 'roberta')], 'no temperatures'],
    [
      'a model whose texts nobody judged',
      [group('api', 'gpt'), group('x', 'elsewhere')],
      'no answers to texts that people judged',
    ],
    ['one group alone', [group('api', 'gpt', 'qwen')], 'compared with no other group'],
  ])('refuse %s', (_, groups, words) => {
    expect(() => checkGroups(groups, models, input)).toThrow(words);
  });

  it('are refused where one has labels and the other ratings', () => {
    const means = { V: Float64Array.of(1), A: Float64Array.of(1), D: Float64Array.of(1) };
    const both: PaperInput = {
      ...labelled(['gpt', 'all']),
      ratings: {
        dimensions: ['V', 'A', 'D'],
        people: { ids: ['1'], means, levels: ['high'] },
        answers: [{ model: 'qwen', temperature: 'all', places: Uint32Array.of(0), means, variances: means }],
      },
    };
    expect(() => checkGroups([group('api', 'gpt'), group('open', 'qwen')], models, both)).toThrow(
      'compared with no other group',
    );
  });
});
