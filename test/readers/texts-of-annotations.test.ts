import { expect, it } from 'vitest';
import type { ImportedAnnotations } from '../../src/readers/annotations/imported-annotations.ts';
import { textsOfAnnotations } from '../../src/readers/annotations/texts-of-annotations.ts';

const question = { kind: 'categorical', id: 'mood', name: 'mood', labels: ['up', 'down'] } as const;
const annotations: ImportedAnnotations = {
  annotator: { model: 'm', revision: '1', dtype: 'int8', method: { name: 'softmax' }, questions: [question] },
  question,
  ids: ['a', 'b'],
  texts: ['A good day', 'A long night'],
  answered: Uint8Array.of(1, 0),
  distributions: Float32Array.of(0.5, 0.5, 0, 0),
  source: {
    kind: 'annotations',
    withTexts: true,
    name: 'mine.csv',
    bytes: 1,
    sha256: '',
    layout: '',
    rowsRead: 2,
    skipped: [],
  },
};

it('makes a data set of the texts, unanswered ones too, that nobody has judged', () => {
  const dataset = textsOfAnnotations([annotations]);
  expect(dataset.texts).toEqual(['A good day', 'A long night']);
  expect(dataset.questions).toEqual([]);
});

it('asks for the texts where the file has none', () => {
  expect(() => textsOfAnnotations([{ ...annotations, texts: null }])).toThrow(
    /together with the file that holds the texts/,
  );
});

it('takes the texts of every file, and of one id the first', () => {
  const other = { ...annotations, ids: ['b', 'c'], texts: ['Another night', 'A slow evening'] };
  const none = { ...annotations, texts: null };
  const { name, ids, texts } = textsOfAnnotations([none, annotations, other]);
  expect([name, ids]).toEqual(['mine.csv', ['a', 'b', 'c']]);
  expect(texts).toEqual(['A good day', 'A long night', 'A slow evening']);
});
