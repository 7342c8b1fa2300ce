import { describe, expect, it } from 'vitest';
import { resultTable } from '../../../src/jobs/result-table.ts';
import { DEFAULT_SETTINGS } from '../../../src/analysis/settings.ts';
import { readAll } from '../../../src/readers/read-all.ts';
import { writeTable } from '../../../src/writers/write-table.ts';
import { CASES } from '../../reference/case.ts';
import { file as textFile } from '../files.ts';

const PEOPLE = textFile(
  'people.csv',
  'id,text,rater,label\n1,a,kim,joy\n1,a,lee,fear\n2,b,kim,joy\n2,b,lee,joy\n',
);

/** Its columns of shares look like votes, and its texts like those of a data set. */
describe('a table of results that Dissensus wrote', () => {
  const { dataset, annotated, models } = CASES[0];
  const choices = [
    { what: 'with people’s votes', questions: [annotated], withTexts: true, calibrated: true },
    { what: 'of texts that nobody judged', questions: [], withTexts: false, calibrated: false },
  ];
  const cases = choices.flatMap((choice) =>
    (['csv', 'jsonl', 'parquet', 'xlsx'] as const).map((format) => ({ ...choice, format })),
  );

  it.each(cases)(
    '$what is not read as answers again, as $format',
    async ({ format, questions, ...choice }) => {
      const table = resultTable({ ...dataset, questions }, models, DEFAULT_SETTINGS, choice);
      const blob = await writeTable(format, table);
      const written = { name: `results.${format}`, blob };
      const said = /a table of results that Dissensus wrote.*annotations that are downloaded/s;
      await expect(readAll([written], [])).rejects.toThrow(said);
      await expect(readAll([PEOPLE], [written])).rejects.toThrow(said);
    },
  );
});
