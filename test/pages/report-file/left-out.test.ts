import { describe, expect, it } from 'vitest';
import type { AnswersFile, PeopleFile, SkippedRow } from '../../../src/judgments/source-file.ts';
import { inputsOf } from '../../../src/analysis/report-inputs.ts';
import { DEFAULT_SETTINGS } from '../../../src/analysis/settings.ts';
import { rowsLeftOut } from '../../../src/judgments/rows-left-out.ts';
import { reasonsLeftOut } from '../../../src/pages/report-file/left-out.ts';

const file = { name: 'a.csv', bytes: 1, sha256: '', layout: '', rowsRead: 400 };
const refusal = (line: number): SkippedRow => ({
  line,
  reason: `The answer is a refusal. (llama, t${line})`,
  content: '',
  lost: 'answer',
});
const answers: AnswersFile = {
  ...file,
  kind: 'answers',
  rowsUsed: 240,
  rowsFailed: 150,
  rowsUnmatched: 9,
  renormalised: 0,
  skipped: [
    { line: 3, reason: 'Too few cells.', content: '' },
    ...Array.from({ length: 100 }, (_, row) => refusal(row + 10)),
    { line: 0, reason: '50 more answers could not be understood.', content: '', lost: 'answer', times: 50 },
    { line: 0, reason: 'No text has this id.', content: 'x', lost: 'id' },
  ],
};

describe('what a report says was left out', () => {
  it('counts each row once, listed or not', () => {
    expect(rowsLeftOut(answers)).toBe(1 + 150 + 9);
    expect(rowsLeftOut(answers)).toBe(answers.rowsRead - answers.rowsUsed);
    const skipped = [{ line: 2, reason: 'Answered twice.', content: '' }];
    const people: PeopleFile = { ...file, kind: 'people', mappable: true, skipped };
    expect(rowsLeftOut(people)).toBe(1);
  });

  it('counts apart what cannot be used, what could not be understood and what belongs to no item', () => {
    const { files } = inputsOf({ name: '', ids: [], sources: [answers] }, DEFAULT_SETTINGS);
    expect(files[0]).toMatchObject({ rowsRead: 400, skipped: 1, failed: 150, unmatched: 9 });
    expect(files[0].skippedRows).toHaveLength(100);
  });

  it('says each reason once, the commonest first, with the lines of the first rows', () => {
    expect(reasonsLeftOut(answers, 3)).toEqual([
      { reason: 'The answer is a refusal.', rows: 100, lines: [10, 11, 12] },
      { reason: '50 more answers could not be understood.', rows: 50, lines: [] },
      { reason: 'Too few cells.', rows: 1, lines: [3] },
      { reason: 'No text has this id.', rows: 1, lines: [] },
    ]);
  });
});
