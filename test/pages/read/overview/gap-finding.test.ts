import { describe, expect, it } from 'vitest';
import type { ModelReport } from '../../../../src/analysis/report.ts';
import { gapFinding, gapRows } from '../../../../src/pages/read/overview/gap-finding.ts';
import { gapMeasures } from '../../../../src/pages/read/parts/gap-measures.ts';

const none = { mean: null, lo: null, hi: null, over: 'items only' as const };
const of = (mean: number, lo: number, hi: number) => ({ mean, lo, hi, over: 'items only' as const });

function model(gap: Partial<ModelReport['gap'] & object>, change: Partial<ModelReport> = {}): ModelReport {
  const measures = {
    squared: none,
    jsd: none,
    crossEntropy: none,
    tvd: none,
    hellinger: none,
    kl: none,
    emd: none,
  };
  const own = { model: 'm', gap: { ...measures, squaredItems: 0, ...gap }, seen: { items: 0 }, reasons: {} };
  return { ...own, ...change } as ModelReport;
}
const uniform = model({ squared: of(0.3, 0.28, 0.32), jsd: of(0.5, 0.4, 0.6) }, { model: 'uniform' });
const prior = model({ squared: of(0.1, 0.09, 0.11), jsd: of(0.2, 0.1, 0.3) }, { model: 'label marginal' });

describe('how far a model is from people', () => {
  it('is told by what verdicts rest on first', () => {
    expect(gapMeasures([model({ jsd: of(0.2, 0.1, 0.3), squared: of(0.1, 0, 0.2) })])).toEqual([
      'squared',
      'jsd',
    ]);
    expect(gapMeasures([model({ jsd: of(0.2, 0.1, 0.3) })])).toEqual(['jsd']);
  });

  it('by the squared gap says the distance and how many baselines are farther', () => {
    const found = gapFinding(model({ squared: of(0.16, 0.14, 0.18) }), [uniform, prior], 'squared');
    expect(found).toBe(
      'The squared gap D is 0.160 (95% interval 0.140 to 0.180), a distance of 0.40; an exactly right model has 0. It is closer than 1 of 2 baselines.',
    );
  });

  it('is not set beside baselines over other texts', () => {
    const all = { ...uniform, items: 40 };
    const found = gapFinding(model({ squared: of(0.16, 0.14, 0.18) }, { items: 2 }), [all], 'squared');
    expect(found).toMatch(
      /has 0\. It is not compared with the baselines: it was asked about 2 of 40 texts\.$/,
    );
  });

  it('below 0, where votes are few, is no distance at all', () => {
    expect(gapFinding(model({ squared: of(-0.004, -0.01, 0.002) }), [], 'squared')).toBe(
      'The squared gap D is −0.004 (95% interval −0.010 to 0.002), a distance of 0.00; an exactly right model has 0.',
    );
  });

  it('by the Jensen-Shannon divergence is set against people’s halves, and says what that does not mean', () => {
    const floor = { humanHuman: 0.3, modelGroup: 0.25 } as ModelReport['floor'];
    const one = model({ jsd: of(0.2, 0.1, 0.3) }, { floor });
    expect(gapFinding(one, [uniform], 'jsd')).toMatch(
      /^On average the model is 0\.20 away from people \(95% interval 0\.10 to 0\.30\)\. One half of the raters is 0\.30 away from the other half; the model is closer, at 0\.25 from a half\. .* not being as good as people\.$/,
    );
    expect(gapRows(one, [uniform], 'jsd').map(({ label, role, mean }) => [label, role, mean])).toEqual([
      ['model to all raters', 'model', 0.2],
      ['model to half of them', 'model', 0.25],
      ['human–human (split half)', 'people', 0.3],
      ['uniform', 'reference', 0.5],
    ]);
  });

  it('that cannot be had says why', () => {
    const reasons = { 'gap.jsd.mean': 'No text has two raters.' };
    expect(gapFinding(model({}, { reasons }), [], 'squared')).toMatch(/No text has two raters/);
  });
});
