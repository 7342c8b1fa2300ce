import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import { reasonFor } from '../../src/analysis/reasons.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { file } from '../readers/files.ts';
import { FEW_DRAWS } from './few-draws.ts';
import { expectWhole } from './sound-report.ts';

/** What a report says of the people in a file. */
async function peopleIn(...rows: readonly string[]) {
  const { dataset } = await readFiles([file('answers.csv', `${rows.join('\n')}\n`)]);
  const report = await analyse(dataset!, [], FEW_DRAWS);
  expectWhole(report);
  return report.questions[0].people!.among!;
}

describe('a report on people whose file says how long answers took', () => {
  it('has each rater’s median, and why one has none', async () => {
    const among = await peopleIn(
      'id,text,rater,label,seconds',
      'a,One text,ann,joy,3',
      'a,One text,bob,fear,',
      'b,Two texts,ann,joy,9',
      'b,Two texts,bob,joy,',
    );
    expect(among.times).toBe('stated');
    expect(among.raters.map(({ rater, seconds }) => [rater, seconds])).toEqual([
      ['ann', 6],
      ['bob', null],
    ]);
    expect(reasonFor(among.reasons, 'raters.1.seconds')).toBe('None of the rater’s answers has a time.');
  });

  it('has none where it does not, and says so', async () => {
    const among = await peopleIn('id,text,rater,label', 'a,One text,ann,joy', 'a,One text,bob,fear');
    expect(among.times).toBeNull();
    expect(among.raters[0]).not.toHaveProperty('seconds');
    expect(reasonFor(among.reasons, 'times')).toMatch(/neither how long answers took nor/);
  });
});
