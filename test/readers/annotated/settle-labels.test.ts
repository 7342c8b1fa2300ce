import { describe, expect, it } from 'vitest';
import { settleLabels } from '../../../src/readers/annotated/settle-labels.ts';

const settle = (
  names: string[],
  kind: Parameters<typeof settleLabels>[1] = 'by labels',
  declared = false,
) => {
  const settled = settleLabels(names, kind, declared);
  return settled && { ...settled, places: [...settled.places] };
};

describe('settleLabels', () => {
  it('makes three or more whole numbers within ten a scale, gaps filled', () => {
    expect(settle(['5', '1', '2'])).toEqual({
      labels: ['1', '2', '3', '4', '5'],
      points: [1, 2, 3, 4, 5],
      places: [4, 0, 1],
    });
    expect(settle(['-1', '+1', '0', '-0'])).toMatchObject({ points: [-1, 0, 1], places: [0, 2, 1, 1] });
    expect(settle(['0', '4', '10'])?.points).toHaveLength(11);
  });

  it.each([
    ['two values', ['0', '1'], ['0', '1']],
    ['codes of classes', ['27', '0', '3'], ['0', '3', '27']],
    ['fractions', ['1.5', '1', '2'], ['1', '1.5', '2']],
    ['words among them', ['1', '2', '3', 'x'], ['1', '2', '3', 'x']],
  ])('leaves %s categorical, sorted', (_, names, labels) => {
    expect(settle(names)).toMatchObject({ labels, points: null });
  });

  it('takes a declared scale at its word, and says where it is none', () => {
    expect(settle(['1.5', '1', '3'], 'ordinal')).toMatchObject({ points: [1, 1.5, 3], places: [1, 0, 2] });
    expect(settle(['0', '100'], 'ordinal')?.points).toHaveLength(101);
    expect(settle(['0', '100000'], 'ordinal')?.points).toEqual([0, 100000]);
    expect(settle(['1', 'x'], 'ordinal')).toBeNull();
    expect(settle(['3', '1', '2'], 'categorical')).toMatchObject({ labels: ['1', '2', '3'], points: null });
  });

  it('keeps the order of columns for categories', () => {
    expect(settle(['joy', 'anger'], 'by labels', true)?.labels).toEqual(['joy', 'anger']);
    expect(settle(['joy', 'anger'])?.labels).toEqual(['anger', 'joy']);
  });
});
