import { describe, expect, it } from 'vitest';
import { makeFinding } from '../../cli/benchmarks/make-finding.ts';
import { SHIPPED_BENCHMARKS } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { FINDINGS } from '../../src/pages/finding/finding.ts';

describe('the start page’s finding', () => {
  it('is what the benchmarks that ship give', async () => {
    expect(FINDINGS, 'run npx tsx cli/benchmarks/build-finding.ts').toEqual(await makeFinding());
  });

  it('has every model that answers its question, on files that ship', () => {
    for (const finding of FINDINGS) {
      const benchmark = SHIPPED_BENCHMARKS.find(({ sha256 }) => sha256 === finding.sha256)!;
      const answering = benchmark.models.filter(({ question }) => question === finding.question);
      expect(finding.models.map(({ model }) => model)).toEqual(answering.map(({ model }) => model));
      for (const { labels, uncertainty } of [finding.people, ...finding.models]) {
        expect(labels.lo).toBeLessThan(labels.mean);
        expect(labels.mean).toBeLessThan(labels.hi);
        expect(uncertainty.lo).toBeLessThan(uncertainty.mean);
        expect(uncertainty.mean).toBeLessThan(uncertainty.hi);
      }
    }
  });
});
