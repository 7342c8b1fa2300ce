import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/judgments/question.ts';
import { ResponseParser } from '../../../src/readers/predictions/response-parser.ts';

const categorical = (labels: string[]): Question => ({ kind: 'categorical', id: 'q', name: 'q', labels });

function said(labels: string[], response: string, options = {}) {
  const found = new ResponseParser(categorical(labels), options).parse(response);
  return typeof found === 'string' ? found : found.map((place) => labels[place]);
}

const EMOTIONS = ['approval', 'disapproval', 'happy', 'very happy', 'other (please say)', '<b>', '😀'];

describe('ResponseParser', () => {
  it.each([
    ['Approval', ['approval']],
    ['  "approval".\n', ['approval']],
    ['**Very_Happy**', ['very happy']],
    ['The author shows disapproval.', ['disapproval']],
    ['{"label": "happy"}', ['happy']],
    ['Happy! Yes, happy.', ['happy']],
    ['I would say very happy', ['very happy']],
    ['Other (please say)', ['other (please say)']],
    ['<b>', ['<b>']],
    ['😀', ['😀']],
    ['<think>approval? disapproval?</think>\nhappy', ['happy']],
    ['<think>happy, because', 'The answer ends within its reasoning.'],
    ['unhappy', 'The answer names no label.'],
    ['approval, happy', 'The answer names 2 labels.'],
    ['', 'The answer is empty.'],
    ['__proto__', 'The answer names no label.'],
  ])('reads %j', (response, labels) => {
    expect(said(EMOTIONS, response)).toEqual(labels);
  });

  it.each([
    ['-', ['-']],
    ['"+"', ['+']],
    ['+, since it is a good day', ['+']],
    ['Sentiment: --', ['--']],
    ['joy - love', 'The answer names no label.'],
    ['0 rather than +', 'The answer names no label.'],
    ['+: 60%, -: 40%', 'The answer names no label.'],
  ])('reads signs in %j', (response, labels) => {
    expect(said(['+', '-', '--', '0'], response)).toEqual(labels);
  });

  it.each([
    ['a_b', ['a_b']],
    [' a b\n', ['a b']],
    ['Answer: a_b', ['a_b']],
    ['a-b', 'The answer names no label.'],
  ])(
    'tells labels apart that differ between words alone, where %j is written as one of them',
    (response, labels) => {
      expect(said(['a b', 'a_b', 'c'], response)).toEqual(labels);
    },
  );

  it('takes a list of labels and nothing else for all of them, if asked', () => {
    const several = { multiLabel: true };
    expect(said(EMOTIONS, '["happy", "approval"]', several)).toEqual(['approval', 'happy']);
    expect(said(EMOTIONS, 'happy and approval', several)).toEqual(['approval', 'happy']);
    expect(said(EMOTIONS, 'happy, not approval', several)).toBe('The answer names 2 labels.');
  });

  it.each([
    ['4', ['4']],
    ['4.0', ['4']],
    ['I rate this 4/5.', ['4']],
    ['Rating: 4 out of 5', ['4']],
    ['4.5', 'The answer names no label.'],
    ['3 or 4', 'The answer names 2 labels.'],
    ['14', 'The answer names no label.'],
    ['−1', ['-1']],
    ['Score: -1', ['-1']],
    ['**-1**', ['-1']],
    ['', 'The answer is empty.'],
    ['1-5 scale: 4', 'The answer names 3 labels.'],
  ])('compares numbers by value: %j', (response, labels) => {
    expect(said(['-1', '1', '2', '3', '4', '5'], response)).toEqual(labels);
  });

  it('reads scripts without spaces, and names that the caller maps', () => {
    expect(said(['喜び', '怒り'], '答えは喜びです')).toEqual(['喜び']);
    expect(said(['שמחה', 'פחד'], 'התשובה: שמחה.')).toEqual(['שמחה']);
    expect(said(['joy', 'fear'], 'It is Happiness', { labels: { happiness: 'joy' } })).toEqual(['joy']);
  });

  it.each([
    ['-1', ['bad']],
    ['−1', ['bad']],
    ['0', ['neither']],
    ['1', ['good']],
    ['+1', ['good']],
    ['**-1.0**', ['bad']],
    ['Score: -1', ['bad']],
    ['2', 'The answer names no label.'],
  ])('tells numbers that the caller maps by their signs: %j', (response, labels) => {
    const options = { labels: { '-1': 'bad', '0': 'neither', '1': 'good' } };
    expect(said(['bad', 'neither', 'good'], response, options)).toEqual(labels);
  });

  it('does not choose between labels that differ in punctuation alone', () => {
    expect(said(['a-b', 'a_b', '-', 'c'], 'a b')).toBe('The answer names no label.');
    expect(said(['a-b', 'a_b', '-', 'c'], '...')).toBe('The answer names no label.');
    expect(said(['a-b', 'a_b', '-', 'c'], 'c')).toEqual(['c']);
  });

  it('gives the same answer again', () => {
    const parser = new ResponseParser(categorical(['x', 'y']), {});
    expect([parser.parse('x'), parser.parse('y'), parser.parse('x'), parser.parse('z')]).toEqual([
      [0],
      [1],
      [0],
      'The answer names no label.',
    ]);
  });
});
