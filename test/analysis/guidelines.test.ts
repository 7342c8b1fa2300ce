import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import { categoryVerdict } from '../../src/analysis/guidelines/category-verdict.ts';
import { questionGrounds } from '../../src/analysis/guidelines/question-grounds.ts';
import { questionVerdict } from '../../src/analysis/guidelines/question-verdict.ts';
import { textsNeeded } from '../../src/analysis/guidelines/texts-needed.ts';
import { verdictAgain } from '../../src/analysis/guidelines/verdict-again.ts';
import { Random } from '../../src/analysis/random.ts';
import type { CategoryEvidence, GuidelineReport, QuestionEvidence } from '../../src/analysis/report.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { nightly } from '../nightly.ts';
import { datasetOf, judgments, lettered, randomRow, simulatePeople } from './simulated-annotators.ts';

const { thresholds } = DEFAULT_SETTINGS;

const range = (mean: number, by = 0.01) => ({ mean, lo: mean - by, hi: mean + by });

const GOOD: QuestionEvidence = {
  items: 400,
  coverage: 1,
  squared: { mean: 0.002, lo: -0.001, hi: 0.005, items: 400 },
  scale: null,
  references: [{ name: 'uniform', crossEntropy: range(-1), squared: range(-0.3) }],
  altTest: { passes: true, winningRate: 1, passesIfExact: true },
  worth: { k: 3, lo: 2, hi: 4, bound: null, ceiling: 4 },
  tooGood: 0.4,
};

describe('a question', () => {
  it('is no better than baselines in a figure that the model does not have', () => {
    const words = (change: Partial<QuestionEvidence>) =>
      questionGrounds({ ...GOOD, ...change }, thresholds).find(({ name }) => name === 'References')?.words;
    expect(words({})).toBe('better than the baseline in cross-entropy and squared gap');
    const single = { name: 'uniform', crossEntropy: range(-1), squared: null };
    expect(words({ squared: null, references: [single] })).toBe('better than the baseline in cross-entropy');
  });

  const verdict = (change: Partial<QuestionEvidence>, calibrated: QuestionEvidence | null = null) =>
    questionVerdict(
      {
        own: { ...GOOD, ...change },
        calibrated: calibrated && { ...calibrated, method: 'isotonic' },
        seen: 0,
      },
      thresholds,
    );

  it('needs items', () => {
    expect(verdict({ items: 49 }).verdict).toBe('too little data');
    expect(verdict({ items: 50 }).verdict).toBe('substitute');
    const none = { own: null, calibrated: null };
    expect(questionVerdict({ ...none, seen: 0 }, thresholds).because).toBe(
      '0 items have enough raters and were asked; 50 are needed.',
    );
    expect(questionVerdict({ ...none, seen: 1600 }, thresholds).because).toBe(
      '0 items have enough raters and were asked, and were not in its training as 1,600 others were; 50 are needed.',
    );
    expect(verdict({ items: 1 }).because).toBe('1 item has enough raters and was asked; 50 are needed.');
    const own = { ...GOOD, items: 1 };
    expect(questionVerdict({ own, calibrated: null, seen: 1 }, thresholds).because).toBe(
      '1 item has enough raters and was asked, and was not in its training as 1 other was; 50 are needed.',
    );
  });

  it('gives nothing for a distance below zero: texts too few to show it of a right model show it of none', () => {
    // 200 texts of three raters: a model that was trained on the votes comes here, a right one by luck.
    const squared = { mean: -0.023, lo: -0.055, hi: 0.009, items: 200 };
    const { verdict: name, because } = verdict({ squared, tooGood: 0.08 });
    expect(name).toBe('cannot tell yet');
    expect(because).toContain('0 to 0.18 (√D) from the people’s distribution, allowed 0.1');
    expect(verdict({ squared: { mean: -0.001, lo: -0.009, hi: 0.007, items: 2000 } }).verdict).toBe(
      'substitute',
    );
  });

  it('lets a model substitute that meets every line, alt-test or none', () => {
    expect(verdict({}).verdict).toBe('substitute');
    expect(verdict({ altTest: { passes: null, winningRate: null, passesIfExact: null } }).verdict).toBe(
      'substitute',
    );
    expect(verdict({}).because).toContain('0.071');
  });

  it.each([
    [
      'a reference that may be ahead',
      { references: [{ name: 'uniform', crossEntropy: range(0), squared: null }] },
      'uniform',
    ],
    ['the alt-test', { altTest: { passes: false, winningRate: 0.2, passesIfExact: true } }, '0.20'],
    ['an annotator', { worth: { k: 1.5, lo: 0.9, hi: 2, bound: null, ceiling: 2 } }, '0.90'],
    [
      'a distance that may be too far',
      { squared: { mean: 0.004, lo: -0.01, hi: 0.018, items: 400 } },
      'texts',
    ],
    ['an unknown distance', { squared: null }, 'unknown'],
    ['answers that failed', { coverage: 0.94 }, '94%'],
    ['votes that it has seen', { tooGood: 0.001 }, 'has it seen them?'],
  ] as const)('cannot be told yet with %s', (_, change, words) => {
    const own = verdict(change);
    expect(own.verdict).toBe('cannot tell yet');
    expect(own.because).toContain(words);
    const mended = verdict(change, GOOD);
    expect(mended.verdict).toBe('substitute after calibration');
    expect(mended.because).toContain('isotonic');
    expect(mended.because).toContain(words);
    expect(verdict(change, { ...GOOD, ...change }).verdict).toBe('cannot tell yet');
  });

  it.each([
    [
      'a reference that beats it',
      { references: [{ name: 'uniform', crossEntropy: range(0.1), squared: null }] },
      'uniform',
    ],
    ['the distance', { squared: { mean: 0.04, lo: 0.03, hi: 0.05, items: 400 } }, '0.17'],
    ['what it is worth', { worth: { k: 0.1, lo: 0, hi: 0.3, bound: null, ceiling: 3 } }, '0.30'],
    [
      'the mean rating',
      { scale: { range: 4, bias: { mean: 0.6, lo: 0.5, hi: 0.7 }, wasserstein: range(0.1) } },
      'mean rating',
    ],
  ] as const)('is refused for certain by %s', (_, change, words) => {
    const own = verdict(change);
    expect(own.verdict).toBe('do not substitute');
    expect(own.because).toContain(words);
    expect(verdict(change, GOOD).verdict).toBe('substitute after calibration');
    expect(verdict(change, { ...GOOD, coverage: 0.5 }).verdict).toBe('cannot tell yet');
  });

  it('does not hold the alt-test against it where the truth would fail too', () => {
    const { verdict: name, because } = verdict({
      altTest: { passes: false, winningRate: 0, passesIfExact: false },
    });
    expect(name).toBe('substitute');
    expect(because).toContain('as an exactly right model would');
  });

  it('rests on no line that the data cannot reach', () => {
    const worth = { k: 1, lo: 1, hi: 1, bound: '>', ceiling: 1 } as const;
    const strict = { ...thresholds, worth: 2 };
    const verdictOf = (own: QuestionEvidence) =>
      questionVerdict({ own, calibrated: null, seen: 0 }, strict).verdict;
    expect(verdictOf({ ...GOOD, worth })).toBe('substitute');
    expect(verdictOf({ ...GOOD, worth: { ...worth, lo: 0.8 } })).toBe('substitute');
  });

  it('is all of its grounds: each on one side of its line, in the verdict’s own words', () => {
    const distance = { squared: { mean: 0.04, lo: 0.03, hi: 0.05, items: 400 } };
    const grounds = questionGrounds({ ...GOOD, ...distance, coverage: 0.9 }, thresholds);
    expect(grounds.map(({ name, side }) => [name, side])).toEqual([
      ['Distance', 'too far'],
      ['References', 'near enough'],
      ['Worth', 'near enough'],
      ['Alt-test', 'near enough'],
      ['Answered', 'cannot tell'],
    ]);
    const { because } = verdict({ ...distance, coverage: 0.9 });
    for (const { side, words } of grounds)
      expect(because.toLowerCase().includes(words.toLowerCase()), words).toBe(side === 'too far');
  });

  it('says how many texts would decide', () => {
    // h = 0.014 at 1,000 texts and the line 0.01: 1000 · 1.4² · 2.04.
    expect(textsNeeded({ mean: 0, hi: 0.014, items: 1000 }, 0.1)).toEqual({ ifRight: 3999, asItIs: 3999 });
    expect(textsNeeded({ mean: 0.005, hi: 0.019, items: 1000 }, 0.1).asItIs).toBe(15994);
    expect(textsNeeded({ mean: 0.02, hi: 0.03, items: 1000 }, 0.1).asItIs).toBeNull();
  });

  it('names no number of texts that nobody could annotate', () => {
    const { because } = verdict({ squared: { mean: 0.0099, lo: -0.009, hi: 0.031, items: 120 } });
    expect(because).toContain('more than 100,000 texts would decide if it is as near as it looks');
  });
});

describe('a category', () => {
  const evidence = (lo: number | null, left = 0.1): CategoryEvidence => ({
    agreement: lo,
    lo,
    hi: lo,
    bias: 0.01,
    unexplained: { mean: left, lo: left, hi: left },
  });
  const verdict = (own: CategoryEvidence, calibrated: CategoryEvidence | null, support = 20) =>
    categoryVerdict(
      'joy',
      {
        support,
        own,
        calibrated: calibrated && { ...calibrated, method: 'temperature' },
        why: 'No agreement.',
      },
      thresholds,
    );

  it.each([
    [0.9, 0.95, 19, 'too little data'],
    [0.8, null, 20, 'substitute'],
    [0.79, 0.8, 20, 'substitute after calibration'],
    [0.49, 0.7, 20, 'do not substitute'],
    [null, null, 20, 'cannot tell yet'],
  ] as const)('with agreement of %d, %d calibrated, and %i items: %s', (lo, calibrated, support, wanted) => {
    expect(verdict(evidence(lo), calibrated === null ? null : evidence(calibrated), support).verdict).toBe(
      wanted,
    );
  });

  it('needs level and spread, not correlation alone', () => {
    expect(verdict(evidence(1, 0.8), null).verdict).toBe('do not substitute');
    const wide = { ...evidence(1), unexplained: { mean: 0.3, lo: 0.1, hi: 0.5 } };
    expect(verdict(wide, null).verdict).toBe('cannot tell yet');
    expect(verdict({ ...evidence(0.7), hi: 0.9 }, null).verdict).toBe('cannot tell yet');
  });

  it('writes a minus as a minus, and shares of nothing and of more than all without decimals', () => {
    const unsure = { agreement: 0.5, lo: -0.18, hi: 0.84, bias: -0.0049 };
    expect(verdict({ ...unsure, unexplained: { mean: 0.7, lo: 0, hi: 1.811 } }, null).because).toBe(
      'Agreement 0.50 (−0.18 to 0.84), needed 0.8; its share is off by −0.005; ' +
        'it leaves 70% of what differs from text to text (0% to 181%), allowed 36%.',
    );
    expect(verdict({ ...unsure, unexplained: { mean: 0.9, lo: 0.04, hi: 0.998 } }, null).because).toContain(
      'it leaves 90% of what differs from text to text (4.0% to 99.8%)',
    );
  });
});

describe('on simulated annotators', () => {
  const question = lettered(3);
  const random = new Random(5, 'guidelines');
  const truth = Array.from({ length: nightly ? 1200 : 600 }, () => randomRow(3, random, 2.5));
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
    resamples: 200,
    exactDraws: 50,
    ceilingDraws: 20,
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
    // What they rest on does not depend on the thresholds that they were reached with.
    const other = { ...settings, thresholds: { ...settings.thresholds, fewestItems: 1e6, distance: 0.01 } };
    const again = await analyse(datasetOf(annotated), [judgments(question, powered(2))], other);
    expect(again.questions[0].models[0].guidelines![0].question).toEqual(onAll.question);
    expect(verdictAgain(onAll, { ...settings.thresholds, fewestItems: 1e6 }).verdict).toBe('too little data');
    for (const one of onCategories)
      expect(verdictAgain(one, { ...settings.thresholds, agreement: 0 }).verdict).toBe('substitute');
  });
});
