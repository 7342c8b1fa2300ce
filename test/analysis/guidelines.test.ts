import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import { categoryVerdict, questionVerdict, verdictAgain } from '../../src/analysis/guidelines.ts';
import type { QuestionEvidence } from '../../src/analysis/report.ts';
import { Random } from '../../src/analysis/random.ts';
import type { GuidelineReport } from '../../src/analysis/report.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { datasetOf, judgments, lettered, randomRow, simulatePeople } from './simulated-annotators.ts';

const { thresholds } = DEFAULT_SETTINGS;

const GOOD: QuestionEvidence = {
  items: 400,
  crossEntropy: 1,
  squared: 0.002,
  references: [{ name: 'uniform', crossEntropy: 2, squared: 0.3 }],
  altTest: { passes: true, winningRate: 1 },
  worth: { k: 3, lo: 2, hi: 4, bound: null },
  distance: 0.08,
};

describe('a question', () => {
  const verdict = (change: Partial<QuestionEvidence>, calibrated: QuestionEvidence | null = null) =>
    questionVerdict({ ...GOOD, ...change }, calibrated && { ...calibrated, method: 'isotonic' }, thresholds);

  it('needs items', () => {
    expect(verdict({ items: 49 }).verdict).toBe('too little data');
    expect(verdict({ items: 50 }).verdict).toBe('substitute');
    expect(questionVerdict(null, null, thresholds).because).toContain('0 items');
  });

  it('lets a model substitute that meets every line, alt-test or none', () => {
    expect(verdict({}).verdict).toBe('substitute');
    expect(verdict({ altTest: { passes: null, winningRate: null } }).verdict).toBe('substitute');
    expect(verdict({}).because).toContain('0.080');
  });

  it.each([
    [
      'a reference annotator in cross-entropy',
      { references: [{ name: 'uniform', crossEntropy: 1, squared: 0.3 }] },
      'uniform',
    ],
    [
      'a reference annotator in squared gap',
      { references: [{ name: 'uniform', crossEntropy: 2, squared: 0.002 }] },
      'uniform',
    ],
    ['the alt-test', { altTest: { passes: false, winningRate: 0.2 } }, '0.20'],
    ['an annotator', { worth: { k: 1.5, lo: 0.9, hi: 2, bound: null } }, '0.90'],
    ['the distance', { distance: 0.11 }, '0.11'],
    ['an unknown distance', { distance: null, squared: null }, 'unknown'],
  ] as const)('stops at %s', (_, change, number) => {
    const own = verdict(change);
    expect(own.verdict).toBe('use beside people');
    expect(own.because).toContain(number);
    const mended = verdict(change, GOOD);
    expect(mended.verdict).toBe('substitute after calibration');
    expect(mended.because).toContain('isotonic');
    expect(mended.because).toContain(number);
    expect(verdict(change, { ...GOOD, distance: 0.5 }).verdict).toBe('use beside people');
  });

  it('does without a model that is worth nothing', () => {
    expect(verdict({ worth: { k: 0.1, lo: 0, hi: 0.3, bound: null } }).verdict).toBe('do not substitute');
    expect(verdict({ worth: { k: null, lo: null, hi: null, bound: null } }).verdict).toBe(
      'do not substitute',
    );
  });
});

describe('a category', () => {
  const verdict = (lo: number | null, calibrated: number | null, support = 20) =>
    categoryVerdict(
      'joy',
      support,
      { agreement: lo, lo },
      calibrated === null ? null : { agreement: calibrated, lo: calibrated, method: 'temperature' },
      'No agreement.',
      thresholds,
    ).verdict;

  it.each([
    [0.9, 0.95, 19, 'too little data'],
    [0.8, null, 20, 'substitute'],
    [0.79, 0.8, 20, 'substitute after calibration'],
    [0.5, 0.7, 20, 'use beside people'],
    [0.49, 0.7, 20, 'do not substitute'],
    [null, null, 20, 'do not substitute'],
  ] as const)(
    'with agreement of at least %d, %d calibrated, and %i items: %s',
    (lo, calibrated, support, wanted) => {
      expect(verdict(lo, calibrated, support)).toBe(wanted);
    },
  );
});

describe('on simulated annotators', () => {
  const question = lettered(3);
  const random = new Random(5, 'guidelines');
  const truth = Array.from({ length: 2500 }, () => randomRow(3, random, 2.5));
  const annotated = simulatePeople(question, truth, () => [1, 1, 1, 1, 1], random);
  const powered = (power: number) =>
    truth.map((row) => {
      const raised = row.map((share) => share ** power);
      const sum = raised.reduce((a, b) => a + b, 0);
      return raised.map((share) => share / sum);
    });
  const nothing = truth.map(() => randomRow(3, random));
  const settings = {
    ...DEFAULT_SETTINGS,
    resamples: 400,
    exactDraws: 50,
    groupDraws: 5,
    flips: 200,
    budgetDraws: 5,
  };

  const onQuestion = async (rows: number[][]): Promise<GuidelineReport> => {
    const report = await analyse(datasetOf(annotated), [judgments(question, rows)], settings);
    return report.questions[0].models[0].guidelines![0];
  };

  it('the truth may substitute, a sharpened truth after calibration, noise may not', async () => {
    expect((await onQuestion(truth)).verdict).toBe('substitute');
    expect((await onQuestion(powered(4))).verdict).toBe('substitute after calibration');
    expect((await onQuestion(nothing)).verdict).toBe('do not substitute');
  });

  it('are reached again from what the report says they rest on', async () => {
    const report = await analyse(datasetOf(annotated), [judgments(question, powered(2))], settings);
    const { guidelines } = JSON.parse(JSON.stringify(report)).questions[0].models[0];
    expect(guidelines).toHaveLength(4);
    for (const one of guidelines) expect(verdictAgain(one, settings.thresholds)).toEqual(one);
    const [onAll, ...onCategories] = guidelines;
    expect(verdictAgain(onAll, { ...settings.thresholds, distance: 1, worth: 0 }).verdict).toBe('substitute');
    expect(verdictAgain(onAll, { ...settings.thresholds, fewestItems: 1e6 }).verdict).toBe('too little data');
    for (const one of onCategories)
      expect(verdictAgain(one, { ...settings.thresholds, agreement: 0 }).verdict).toBe('substitute');
  });
});
