import { describe, expect, it } from 'vitest';
import type { GuidelineReport, ModelReport, Verdict } from '../../../../src/analysis/report.ts';
import { verdictSummary } from '../../../../src/pages/read/overview/verdict-summary.ts';

const VERDICTS: readonly Verdict[] = [
  'substitute',
  'substitute after calibration',
  'cannot tell yet',
  'do not substitute',
  'too little data',
];

function summary(
  verdict: Verdict,
  passes: boolean | null,
  passesIfExact: boolean | null,
  categories: readonly Verdict[] = [],
): string {
  const onQuestion = {
    scope: 'question',
    verdict,
    because: '',
    question: { own: { altTest: { passes, winningRate: null, passesIfExact } }, calibrated: null },
  } as unknown as GuidelineReport;
  const onCategories = categories.map((one) => ({ scope: 'c', verdict: one, because: '' }));
  const model = { guidelines: [onQuestion, ...onCategories], altTest: { passes } };
  return verdictSummary(model as unknown as ModelReport, 'Alpha', 'mood').join(' ');
}

describe('verdict, alt-test and categories in a sentence each', () => {
  it('is nothing before there is a verdict', () => {
    expect(verdictSummary({}, 'Alpha', 'mood')).toEqual([]);
  });

  it.each(VERDICTS)('says no more and no less than “%s”', (verdict) => {
    for (const passes of [true, false, null])
      for (const exact of [true, false, null]) {
        const words = summary(verdict, passes, exact, ['substitute', 'do not substitute', 'cannot tell yet']);
        const favours = /is near enough/.test(words);
        expect(favours).toBe(verdict.startsWith('substitute'));
        expect(/cannot replace/.test(words)).toBe(verdict === 'do not substitute');
        expect(words).toContain(
          'of 3, it can replace annotators on 1, cannot on 1, and on 1 these texts cannot tell.',
        );
        // A pass beside a refusal is explained, never left beside it.
        if (passes && !favours) expect(words).toContain('says only that');
        if (passes === null) expect(words).not.toContain('alt-test');
      }
  });

  it.each<[string, readonly Verdict[]]>([
    ['it can replace annotators on all 2', ['substitute', 'substitute after calibration']],
    ['it can replace annotators on none of 2', ['do not substitute', 'do not substitute']],
    ['on none of 2 can these texts tell', ['cannot tell yet', 'too little data']],
    ['of 2, it can replace annotators on 1, and cannot on 1', ['substitute', 'do not substitute']],
    [
      'of 2, it can replace annotators on 1, and on 1 these texts cannot tell',
      ['substitute', 'cannot tell yet'],
    ],
    [
      'of 3, it cannot replace annotators on 2, and on 1 these texts cannot tell',
      ['do not substitute', 'do not substitute', 'too little data'],
    ],
  ])('says “%s”, and nothing of kinds that no category is of', (words, categories) => {
    expect(summary('cannot tell yet', null, null, categories)).toMatch(new RegExp(`: ${words}\\.$`));
  });

  it('does not count a test that the truth fails too', () => {
    expect(summary('substitute', false, false)).toContain('says nothing here');
    expect(summary('do not substitute', false, true)).toContain('which an exactly right model would pass');
  });
});
