import { describe, expect, it } from 'vitest';
import { readLabelNames } from '../../src/readers/label-names.ts';
import { UnreadableFileError } from '../../src/readers/unreadable-file.ts';
import { file } from './files.ts';

const names = (content: string) => readLabelNames(file('names.csv', content));

describe('readLabelNames', () => {
  it.each([
    ['an object', '{"0": "joy", "1": 2}', { 0: 'joy', 1: '2' }],
    ['a list', '["joy", "fear"]', { 0: 'joy', 1: 'fear' }],
    ['a table', 'code,label\nJ,joy\nF,fear\n', { J: 'joy', F: 'fear' }],
    ['lines', 'joy\nfear\n', { 0: 'joy', 1: 'fear' }],
  ])('reads %s', async (_, content, expected) => {
    expect(await names(content)).toEqual(expected);
  });

  it.each([
    ['a list in JSON that is cut off', '["joy", "fe', 'is damaged'],
    ['a label that is a list', '["joy", ["fear"]]', 'What "1" stands for is no label'],
    ['a label that is an object', '{"0": {"name": "joy"}}', 'What "0" stands for is no label'],
    ['a row that is cut off', 'code,label\nJ,joy\nF\nC,calm\n', 'names.csv, line 3: '],
    ['an open quote', 'code,label\nJ,joy\nF,"fear\n', 'names.csv, line 3: '],
  ])('refuses %s and says where', async (_, content, message) => {
    const refused = expect(names(content)).rejects;
    await refused.toThrow(UnreadableFileError);
    await refused.toThrow(message);
  });
});
