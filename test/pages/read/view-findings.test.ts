import { describe, expect, it } from 'vitest';
import type {
  CalibrationReport,
  GradientReport,
  LabelBudgetReport,
  ModelReport,
} from '../../../src/analysis/report.ts';
import {
  budgetFinding,
  calibrationFinding,
  scoreRows,
} from '../../../src/pages/read/calibration/calibration-findings.ts';
import {
  gradientFinding,
  gradientLine,
  gradientMarks,
  gradientsOf,
} from '../../../src/pages/read/transparency/gradient-findings.ts';

const gradient = (change: Partial<GradientReport>): GradientReport => ({
  model: 'm',
  method: 'samples',
  annotators: ['m by one prompt'],
  scope: 'emotion',
  spearman: 0.5,
  pearson: 0.6,
  raw: 0.7,
  partial: 0.4,
  slope: 1,
  slopeLo: 0.5,
  slopeHi: 1.5,
  p: 0.0001,
  points: Array.from({ length: 12 }, (_, c) => ({
    label: `c${c}`,
    transparency: c / 12,
    agreement: c / 12,
    raw: c / 24,
    reliability: 0.5,
    support: 30,
  })),
  reasons: {},
  ...change,
});

describe('a gradient in words', () => {
  it('rises only where the p-value says so', () => {
    expect(gradientFinding(gradient({}))).toBe(
      'Agreement rises with how transparent the words are over 12 categories: r = 0.60; permutation p < 0.001; 0.70 with raw agreement; 0.40 given reliability and support.',
    );
    expect(gradientFinding(gradient({ p: 0.3 }))).toMatch(/^Agreement is not shown to follow/);
  });

  it('says why there is none', () => {
    const reasons = { pearson: '6 categories have both figures; 10 are needed.', p: 'x' };
    expect(gradientFinding(gradient({ pearson: null, p: 0.2, reasons }))).toContain(
      'only the points are shown',
    );
    expect(gradientFinding(gradient({ pearson: null, p: null, reasons }))).toBe(
      'No trend estimated: 6 categories have both figures; 10 are needed.',
    );
  });

  it('has a line only where no category alone decides how steep it is', () => {
    expect(gradientLine(gradient({}))).toEqual({ mean: 1, lo: 0.5, hi: 1.5 });
    expect(gradientLine(gradient({ slope: null }))).toBe('');
    const points = gradient({}).points.map((point, c) => ({
      ...point,
      transparency: c === 3 ? 0.02 : c / 1e5,
    }));
    expect(gradientLine(gradient({ points }))).toBe(
      '“c3” alone is apart in transparency, so no line is drawn.',
    );
  });

  it('is that of the open question first, and its points are raw where asked', () => {
    const question = { question: 'valence-reader', group: 'EmoBank reader' } as Parameters<
      typeof gradientsOf
    >[2];
    const here = { scope: 'EmoBank reader' };
    const all = [
      gradient({}),
      gradient({ ...here, annotators: ['m by another prompt'] }),
      gradient({ ...here, annotators: ['m by one prompt', 'm about arousal'] }),
      gradient({ model: 'other', annotators: ['other'] }),
      gradient({ method: 'verbalised', annotators: ['m in another way'] }),
    ];
    const model = { model: 'm', method: 'samples', annotator: 'm by one prompt' } as ModelReport;
    expect(gradientsOf(all, model, question)).toEqual([all[2], all[0]]);
    const [, second] = gradientMarks(gradient({}), false, () => null);
    expect(second).toMatchObject({ label: 'c1', y: 1 / 24, markers: [] });
    expect(second).not.toHaveProperty('lo');
  });
});

describe('calibration in words', () => {
  const row = (method: string, after: number): CalibrationReport => ({
    method,
    score: 'crossEntropy',
    before: 4,
    after,
    reduction: 25 * (4 - after),
    lo: null,
    hi: null,
    over: 'items only',
  });

  it('names the method that takes off most, and says where none does', () => {
    const calibration = [row('isotonic', 4.5), row('temperature', 3.6)];
    expect(
      calibrationFinding({ calibration, reasons: {} } as unknown as ModelReport, 'crossEntropy', 'CE'),
    ).toBe('Temperature brings CE from 4.000 to 3.600 on texts it was not fitted to, 10.0% less.');
    const worse = { calibration: [row('isotonic', 4.5)], reasons: {} } as unknown as ModelReport;
    expect(calibrationFinding(worse, 'crossEntropy', 'CE')).toMatch(
      /^No calibrator brings CE below the 4.000/,
    );
    expect(scoreRows(calibration, 'crossEntropy').map(({ label }) => label)).toEqual([
      'without a calibrator',
      'temperature',
      'isotonic',
    ]);
  });

  it('says from how many labels on it is worth it', () => {
    const point = (labels: number, mean: number, hi: number): LabelBudgetReport => ({
      labels,
      method: 'temperature',
      score: 'crossEntropy',
      mean: 4 + mean,
      // The folds differ by more than any calibrator does.
      lo: 3 + mean,
      hi: 5 + hi,
      change: { mean, lo: mean - 0.1, hi },
    });
    expect(budgetFinding([point(10, 0.1, 1), point(20, -0.1, 0.2), point(50, -0.2, -0.1)])).toBe(
      'From 20 labelled texts (with all their raters) on a calibrator does better in the mean (temperature), and from 50 on in 95% of draws (temperature).',
    );
    expect(budgetFinding([point(10, 0.1, 1)])).toMatch(/^With no number of labelled texts/);
  });
});
