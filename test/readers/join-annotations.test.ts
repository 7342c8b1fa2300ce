import { describe, expect, it } from 'vitest';
import type { Annotator } from '../../src/judgments/annotator.ts';
import type { Question } from '../../src/judgments/question.ts';
import type { ImportedAnnotations } from '../../src/readers/annotations/imported-annotations.ts';
import { joinAnnotations } from '../../src/readers/annotations/join-annotations.ts';

const question: Question = { kind: 'categorical', id: 'q', name: 'q', labels: ['x', 'y'] };
const annotator: Annotator = {
  model: 'm',
  revision: '1',
  dtype: 'fp32',
  method: { name: 'imported' },
  questions: [question],
};
const imported: ImportedAnnotations = {
  annotator,
  question,
  ids: ['c', 'z', 'a', 'd'],
  texts: ['C', 'Z', 'A', 'another text'],
  answered: Uint8Array.of(1, 1, 0, 1),
  distributions: Float32Array.of(0.25, 0.75, 1, 0, 0, 0, 0.5, 0.5),
  source: {
    kind: 'annotations',
    withTexts: true,
    name: 'f',
    bytes: 0,
    sha256: '',
    layout: '',
    rowsRead: 4,
    skipped: [],
  },
};
const dataset = { ids: ['a', 'b', 'c', 'd'], texts: ['A', 'B', 'C', 'D'] };

describe('joinAnnotations', () => {
  it('puts answers in the order of the items and lists what matches none', () => {
    expect(joinAnnotations(dataset, imported)).toEqual({
      predictions: {
        annotator,
        question,
        answered: Uint8Array.of(0, 0, 1, 0),
        missing: Uint8Array.of(0, 1, 0, 1),
        distributions: Float32Array.of(0, 0, 0, 0, 0.25, 0.75, 0, 0),
      },
      unmatched: ['z', 'd'],
    });
  });

  it('keeps apart what was not asked and what failed', () => {
    const missing = Uint8Array.of(0, 0, 1, 0);
    expect([...joinAnnotations(dataset, { ...imported, missing }).predictions.missing!]).toEqual([
      1, 1, 0, 1,
    ]);
    expect([...joinAnnotations(dataset, imported).predictions.missing!]).toEqual([0, 1, 0, 1]);
  });

  it('goes by the id alone where the file has no texts', () => {
    const { predictions, unmatched } = joinAnnotations(dataset, { ...imported, texts: null });
    expect(unmatched).toEqual(['z']);
    expect([...predictions.answered]).toEqual([0, 0, 1, 1]);
  });
});
