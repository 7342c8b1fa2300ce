import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import type { Report } from '../../src/analysis/report.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import { numbersInWords, raterNumbers, withNumberedRaters } from '../../src/project-files/numbered-raters.ts';
import { withNumberedReport } from '../../src/pages/names/numbered-report.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { FEW_DRAWS } from '../analysis/few-draws.ts';

const NAMES = ['Kim Sørensen', 'Lee', 'Anna-Maria von und zu Hohenlohe-Langenburg-Schillingsfürst'];

async function survey(): Promise<Dataset> {
  const rows = Array.from({ length: 60 }, (_, item) =>
    NAMES.map(
      (name, rater) =>
        `t${item},text ${item} of ours,${name},${(item + (item % 3 === rater ? 1 : 0)) % 2 ? 'calm' : 'tense'},${20 + rater}`,
    ),
  ).flat();
  // A second answer is named with its rater in why it was left out.
  rows.push(...NAMES.map((name) => `t0,text 0 of ours,${name},calm,30`));
  const csv = ['id,text,rater,mood,age', ...rows].join('\n');
  const { dataset } = await readFiles([{ name: 'survey.csv', blob: new Blob([csv]) }]);
  return dataset!;
}

describe('raters by number', () => {
  it('have the same votes, and their names stand nowhere', async () => {
    const dataset = await survey();
    const words = JSON.stringify(dataset);
    for (const name of NAMES) expect(words).toContain(name);
    const numbered = withNumberedRaters(dataset);
    const without = JSON.stringify(numbered);
    for (const name of NAMES) expect(without).not.toContain(name.slice(0, 12));
    expect(numbered.questions[0].votes.raterIds).toEqual(['rater 1', 'rater 2', 'rater 3']);
    expect({ ...numbered.questions[0].votes, raterIds: null }).toEqual({
      ...dataset.questions[0].votes,
      raterIds: null,
    });
    expect(numbered.sources[0].skipped.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([expect.stringMatching(/"rater 3" answered about this text again/)]),
    );
  });

  it('have the same figures in a report, under their numbers', async () => {
    const dataset = await survey();
    const report: Report = await analyse(dataset, [], FEW_DRAWS);
    const numbers = raterNumbers(dataset);
    const numbered = withNumberedReport(report, numbers);
    const among = numbered.questions[0].people!.among!;
    expect(among.raters.map(({ rater }) => rater)).toEqual(['rater 1', 'rater 2', 'rater 3']);
    expect(among.raters.map((one) => ({ ...one, rater: '' }))).toEqual(
      report.questions[0].people!.among!.raters.map((one) => ({ ...one, rater: '' })),
    );
    for (const name of NAMES) expect(JSON.stringify(numbered)).not.toContain(name.slice(0, 12));
    expect(numbered.questions[0].labels).toEqual(report.questions[0].labels);
  });

  it('are found in quotation marks and in names of columns, and leave other words alone', () => {
    const words = numbersInWords(
      new Map([
        ['a', 'rater 1'],
        ['Lee', 'rater 2'],
      ]),
    );
    expect(words('A row of a text: "a", "Lee_mood", “Lee” and all by Lee, id = "id"')).toBe(
      'A row of a text: "rater 1", "rater 2_mood", “rater 2” and all by rater 2, id = "id"',
    );
  });
});
