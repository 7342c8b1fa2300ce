import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/analysis/report.ts';
import { SHIPPED_BENCHMARKS } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { readServedFile } from '../../cli/embedded-annotators.ts';
import { REPORT_SCHEMA_FILE, reportSchema } from '../../package/report-schema.ts';

describe('the JSON Schema of a report', () => {
  let valid: ReturnType<Ajv['compile']>;
  let schema: string;

  beforeAll(async () => {
    schema = await readFile(REPORT_SCHEMA_FILE, 'utf8');
    valid = new Ajv({ strict: false }).compile(JSON.parse(schema) as object);
  });

  it('is that of the types', async () => {
    expect(await reportSchema(), 'out of date: run `npm run schema`').toBe(schema);
  });

  it.each(SHIPPED_BENCHMARKS)('is kept to by the report that ships for $id', async ({ report }) => {
    const content: unknown = JSON.parse(new TextDecoder().decode(await readServedFile(report!.path)));
    expect(valid(content), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true);
  });

  it('is not kept to by a report with a figure as a word, another version or no questions', async () => {
    const content = await readServedFile(SHIPPED_BENCHMARKS[0].report!.path);
    const report = JSON.parse(new TextDecoder().decode(content)) as Report;
    const [question, ...others] = report.questions;
    const worded = { ...question, people: { ...question.people, alpha: 'high' } };
    expect(valid({ ...report, questions: [worded, ...others] })).toBe(false);
    expect(valid({ ...report, version: 2 })).toBe(false);
    const { questions: _, ...without } = report;
    expect(valid(without)).toBe(false);
  });
});
