import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chartCsv } from '../../src/charts/chart-table.ts';
import type { Question } from '../../src/judgments/question.ts';
import { leftOutCsv } from '../../src/pages/open/left-out.ts';
import { writeAnnotations } from '../../src/writers/write-annotations.ts';
import { readFiles } from '../../src/readers/read-files.ts';

/** What a spreadsheet would run, a browser would follow or an object would trip over. */
const HOSTILE = [
  '=HYPERLINK("https://example.org";"x")',
  '=1+1,=2+2',
  '=1+1;=2+2',
  '+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '＝1+1',
  'a;=1+1',
  'a\t=1+1',
  '"=1+1"',
  '",=1+1,"',
  "'=1+1",
  'javascript:alert(1)',
  '<img src=x onerror=alert(1)>',
  '__proto__',
  'constructor',
  'well-being, low; tired-out',
];
const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '"', ',', ';', ' ', 'a', '＝', '1'),
  }),
);
const RUN = /^[=+\-@\t\r\n＝＋－＠]/;

/** The cells of a CSV as programs take them apart: those that know commas only, and those that take other separators too. */
function cellsOf(csv: string): string[] {
  const options = { relax_quotes: true, relax_column_count: true, record_delimiter: ['\r\n', '\n'] };
  return [[','], [',', ';', '\t']].flatMap((delimiter) =>
    (parse(csv, { ...options, delimiter }) as string[][]).flat(),
  );
}

function expectNothingToRun(csv: string): void {
  // A number is no formula; nor are one or two signs, with nothing to compute.
  for (const cell of cellsOf(csv))
    if (!/^(-\d+(\.\d+)?(e-?\d+)?[\]}]*|[+-]{1,2})$/.test(cell)) expect(cell).not.toMatch(RUN);
}

it('annotations: neither a cell nor the header is run, and both come back as they were', async () => {
  const names = fc.uniqueArray(hostile, { minLength: 2, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(names, names, hostile, hostile, async (labels, texts, name, model) => {
      const question: Question = { kind: 'categorical', id: 'q', name, labels };
      const annotator = {
        model,
        revision: '=r',
        dtype: 'fp32',
        method: { name: 'softmax' as const, parameters: { note: name, at: -1 } },
        questions: [question],
      };
      const answered = new Uint8Array(texts.length).fill(1);
      const distributions = new Float32Array(texts.length * labels.length);
      for (let row = 0; row < texts.length; row++) distributions[row * labels.length] = 1;
      const predictions = [{ annotator, question, answered, distributions }];
      const blob = await writeAnnotations('csv', { ids: texts, texts, predictions });
      expectNothingToRun(await blob.text());
      const { annotations } = await readFiles([{ name: 'back.csv', blob }]);
      expect(annotations).toMatchObject([{ ids: texts, texts, annotator, question, distributions }]);
      expect(annotations[0].source.skipped).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it('charts and rows left out: no cell is run', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (names) => {
      expectNothingToRun(chartCsv({ columns: names, rows: [names, names.map(() => -0.5)] }));
      const row = (text: string) => ({ file: text, row: { line: 1, reason: text, content: text } });
      expectNothingToRun(leftOutCsv({ what: 'row', count: names.length, rows: names.map(row) }));
    }),
  );
});
