import { describe, expect, it } from 'vitest';
import { labelAlignment, questionsAnswered, type Question } from '../../src/judgments/question.ts';

const feelings: Question = {
  kind: 'categorical',
  id: 'f',
  name: 'feeling',
  labels: ['joy', 'fear', 'anger'],
};
const scale = (name: string): Question => ({
  kind: 'ordinal',
  id: name,
  name,
  labels: ['1', '2', '3'],
  points: [1, 2, 3],
});

describe('labelAlignment', () => {
  it('finds the same labels in another order and spelling', () => {
    const other: Question = { ...feelings, id: 'g', name: 'emotion', labels: ['Anger ', 'JOY', 'fear'] };
    expect([...labelAlignment(feelings, other)!]).toEqual([2, 0, 1]);
  });

  it('refuses other labels, another number of them, and labels that differ in spelling only', () => {
    expect(labelAlignment(feelings, { ...feelings, labels: ['joy', 'fear', 'love'] })).toBeNull();
    expect(labelAlignment(feelings, { ...feelings, labels: ['joy', 'fear'] })).toBeNull();
    expect(
      labelAlignment({ ...feelings, labels: ['a', 'A', 'b'] }, { ...feelings, labels: ['a', 'b', 'b'] }),
    ).toBeNull();
  });

  it('takes scales for the same only if they measure the same', () => {
    expect(labelAlignment(scale('valence'), scale('Valence'))).not.toBeNull();
    expect(labelAlignment(scale('valence'), scale('arousal'))).toBeNull();
    expect(labelAlignment(scale('valence'), { ...feelings, labels: ['1', '2', '3'] })).toBeNull();
  });
});

describe('questionsAnswered', () => {
  const yesOrNo = (id: string, name = id): Question => ({
    kind: 'categorical',
    id,
    name,
    labels: ['yes', 'no'],
  });
  const humorous = yesOrNo('humorous');
  const sarcastic = yesOrNo('sarcastic');

  it('keeps questions with equal labels apart, by id, then by name', () => {
    expect(questionsAnswered(humorous, [humorous, sarcastic], { prompt: {}, questions: [] })).toEqual([
      humorous,
    ]);
    expect(questionsAnswered(yesOrNo('q1', 'Sarcastic'), [humorous, sarcastic], { questions: [] })).toEqual([
      sarcastic,
    ]);
  });

  it('takes an answer of another name for the only question with its labels, and for none of two', () => {
    expect(questionsAnswered(yesOrNo('label'), [humorous, feelings], { questions: [] })).toEqual([humorous]);
    expect(questionsAnswered(yesOrNo('label'), [humorous, sarcastic], { questions: [] })).toEqual([]);
  });

  it('takes none of several answers of one annotator that have the labels and other names', () => {
    const [first, second] = [yesOrNo('q1'), yesOrNo('q2')];
    expect(questionsAnswered(first, [humorous, feelings], { questions: [first, feelings] })).toEqual([
      humorous,
    ]);
    expect(questionsAnswered(first, [humorous, feelings], { questions: [first, second] })).toEqual([]);
    expect(questionsAnswered(second, [humorous], { questions: [first, second] })).toEqual([]);
    expect(questionsAnswered(humorous, [humorous], { questions: [humorous, sarcastic] })).toEqual([humorous]);
    expect(questionsAnswered(sarcastic, [humorous], { questions: [humorous, sarcastic] })).toEqual([]);
  });

  it('takes a scale from every perspective, unless it was asked about one in words', () => {
    const reader = { ...scale('valence'), id: 'reader' };
    const writer = { ...scale('valence'), id: 'writer' };
    expect(questionsAnswered(reader, [reader, writer], { questions: [] })).toEqual([reader, writer]);
    expect(questionsAnswered(reader, [reader, writer], { prompt: {}, questions: [] })).toEqual([reader]);
    expect(
      questionsAnswered({ ...reader, id: 'valence' }, [reader, writer], { prompt: {}, questions: [] }),
    ).toEqual([reader, writer]);
  });
});
