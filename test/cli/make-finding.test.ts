import { describe, expect, it } from 'vitest';
import { makeFinding } from '../../cli/benchmarks/make-finding.ts';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { SHIPPED_BENCHMARKS } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { FINDINGS } from '../../src/pages/finding/finding.ts';

describe('the start page’s finding', () => {
  it('is what the benchmarks that ship give', async () => {
    expect(FINDINGS, 'run npx tsx cli/benchmarks/build-finding.ts').toEqual(await makeFinding());
  });

  it('has every model that ships, on files that ship', () => {
    for (const finding of FINDINGS) {
      expect(SHIPPED_BENCHMARKS.map(({ sha256 }) => sha256)).toContain(finding.sha256);
      expect(finding.models.map(({ model }) => model)).toEqual(EMBEDDED_MODELS.map(({ model }) => model));
      for (const { labels, uncertainty } of [finding.people, ...finding.models]) {
        expect(labels.lo).toBeLessThan(labels.mean);
        expect(labels.mean).toBeLessThan(labels.hi);
        expect(uncertainty.lo).toBeLessThan(uncertainty.mean);
        expect(uncertainty.mean).toBeLessThan(uncertainty.hi);
      }
    }
  });
});
