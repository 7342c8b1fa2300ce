import { describe, expect, it } from 'vitest';
import { annotatorKey, type Annotator } from '../../src/judgments/annotator.ts';

const annotator: Annotator = {
  model: 'a/b',
  revision: '1',
  dtype: 'int8',
  method: { name: 'softmax', parameters: { b: 1, a: 2 } },
  questions: [{ kind: 'categorical', id: 'emotion', name: 'emotion', labels: ['joy', 'fear'] }],
};

describe('annotatorKey', () => {
  it('does not depend on the order in which parameters were written', () => {
    expect(annotatorKey({ ...annotator, method: { name: 'softmax', parameters: { a: 2, b: 1 } } })).toBe(
      annotatorKey(annotator),
    );
  });

  it('changes with everything an output depends on', () => {
    const others: Annotator[] = [
      { ...annotator, model: 'a/c' },
      { ...annotator, revision: '2' },
      { ...annotator, dtype: 'fp32' },
      { ...annotator, method: { name: 'normalised sigmoids', parameters: { b: 1, a: 2 } } },
      { ...annotator, method: { name: 'softmax', parameters: { a: 3, b: 1 } } },
      { ...annotator, origin: { file: 'gift.dissensus' } },
      { ...annotator, prompt: { id: 'p', version: '1' } },
      {
        ...annotator,
        questions: [{ id: 'emotion', name: 'emotion', kind: 'categorical', labels: ['joy', 'anger'] }],
      },
      ...[1, 2].map((highest): Annotator => ({
        ...annotator,
        questions: [
          { id: 'emotion', name: 'emotion', kind: 'continuous', labels: [], range: { lowest: 0, highest } },
        ],
      })),
    ];
    expect(new Set([annotator, ...others].map(annotatorKey)).size).toBe(others.length + 1);
  });
});
