import { describe, expect, it } from 'vitest';
import { makeFinding } from '../../cli/benchmarks/make-finding.ts';
import { SHIPPED_BENCHMARKS } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { FINDINGS, SIZES } from '../../src/pages/finding/finding.ts';
import { knownModel } from '../../src/annotators/known-models.ts';

describe('the start page’s finding', () => {
  it('is what the benchmarks that ship give', async () => {
    expect({ sizes: SIZES, halves: FINDINGS }, 'run npx tsx cli/benchmarks/build-finding.ts').toEqual(
      await makeFinding(),
    );
  });

  it('has every model that answers its question but the toy, each in one way, on files that ship', () => {
    for (const finding of [...FINDINGS, SIZES]) {
      const benchmark = SHIPPED_BENCHMARKS.find(({ sha256 }) => sha256 === finding.sha256)!;
      const answering = benchmark.models.filter(({ question }) => question === finding.question);
      const models = new Set(answering.map(({ model }) => model));
      models.delete('dissensus/story-lm');
      expect(finding.models.map(({ model }) => model)).toEqual([...models]);
    }
  });

  it('has sizes of models of every kind, with what they are held against', () => {
    expect(SIZES.models.map(({ tuning }) => tuning)).toEqual(
      expect.arrayContaining(['none', 'people', 'other texts']),
    );
    for (const { model, parameters, gap } of SIZES.models) {
      expect(parameters).toBe(knownModel(model, SIZES.question)!.parameters);
      expect(gap.lo).toBeLessThan(gap.mean);
      expect(gap.mean).toBeLessThan(gap.hi);
    }
    expect(SIZES.threePeople.mean * 3).toBeCloseTo(SIZES.onePerson.mean, 3);
    expect(SIZES.majority.mean).toBeGreaterThan(SIZES.marginal.mean);
  });

  it('has figures with intervals around them', () => {
    for (const finding of FINDINGS) {
      for (const { labels, uncertainty } of [finding.people, ...finding.models]) {
        expect(labels.lo).toBeLessThan(labels.mean);
        expect(labels.mean).toBeLessThan(labels.hi);
        expect(uncertainty.lo).toBeLessThan(uncertainty.mean);
        expect(uncertainty.mean).toBeLessThan(uncertainty.hi);
      }
    }
  });
});
