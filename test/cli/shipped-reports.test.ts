import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/analysis/report.ts';
import { SHIPPED_BENCHMARKS } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { benchmarkInputs, reportSignature } from '../../cli/benchmarks/benchmark-inputs.ts';
import { readServedFile } from '../../cli/embedded-annotators.ts';

describe.each(SHIPPED_BENCHMARKS)('the report that ships for $id', (shipped) => {
  it('is of these figures and of this version of the analysis', async () => {
    const inputs = await benchmarkInputs(shipped);
    expect(shipped.report?.signature, 'out of date: run `npm run benchmarks:reports`').toBe(
      await reportSignature(inputs),
    );
  });

  it('is there, whole, with every section', async () => {
    const content = await readServedFile(shipped.report!.path);
    expect(content.byteLength).toBe(shipped.report!.bytes);
    const report = JSON.parse(new TextDecoder().decode(content)) as Report;
    expect(report.gradients).toBeDefined();
    const people = report.questions.filter((question) => question.people !== null);
    expect(people.length).toBeGreaterThan(0);
    for (const { models, halves } of people) {
      expect(halves).toBeDefined();
      for (const model of models.filter(({ reference }) => !reference))
        expect(Object.keys(model)).toEqual(
          expect.arrayContaining(['gap', 'floor', 'calibration', 'guidelines']),
        );
    }
  });
});
