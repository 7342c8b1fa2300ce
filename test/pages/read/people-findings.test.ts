import { describe, expect, it } from 'vitest';
import type { AmongPeopleReport, PeopleReport, QuestionReport } from '../../../src/analysis/report.ts';
import {
  amongFinding,
  coefficientRows,
  commonestFinding,
  confusionFinding,
  designFinding,
  doubtfulFinding,
  pairsFinding,
} from '../../../src/pages/read/parts/people-findings.ts';

const NONE = { value: null, lo: null, hi: null };
const of = (value: number) => ({ value, lo: value - 0.1, hi: value + 0.1 });
const rater = (name: string, kappa: number, doubtful = false) => ({
  rater: name,
  items: 40,
  shared: 40,
  kappa,
  lo: kappa - 0.1,
  hi: kappa + 0.1,
  commonest: 0.5,
  commonestLabel: 0,
  doubtful,
});
const pair = (first: number, second: number, kappa: number | null) => ({
  first,
  second,
  items: 40,
  kappa,
  lo: kappa === null ? null : kappa - 0.1,
  hi: kappa === null ? null : kappa + 0.1,
});

const among: AmongPeopleReport = {
  agreement: {
    percent: of(0.65),
    alphaNominal: of(0.4),
    alphaOrdinal: NONE,
    alphaInterval: NONE,
    alphaRatio: NONE,
    alphaMasi: NONE,
    fleissKappa: of(0.41),
    gwetAc1: of(0.45),
    brennanPrediger: of(0.44),
  },
  raters: [rater('Anna', 0.6), rater('Ben', 0.5), rater('Eve', 0.02, true)],
  pairs: [pair(0, 1, 0.6), pair(0, 2, 0.05), pair(1, 2, null)],
  cohenKappa: of(0.325),
  confusion: [
    [0.4, 0.1],
    [0.1, 0.4],
  ],
  times: null,
  ratersPerItem: [{ raters: 3, items: 40 }],
  reasons: {},
};

describe('people among themselves, in words', () => {
  it('have a row for each coefficient that applies, Cohen’s with its pairs', () => {
    expect(coefficientRows(among).map(({ label, mean }) => [label, mean])).toEqual([
      ['Percent agreement', 0.65],
      ['Krippendorff’s α, nominal', 0.4],
      ['Fleiss’ κ', 0.41],
      ['Gwet’s AC1', 0.45],
      ['Brennan-Prediger', 0.44],
      ['Cohen’s κ, mean of 2 pairs', 0.325],
    ]);
  });

  it('say the alpha that fits the answers', () => {
    expect(amongFinding(among)).toMatch(
      /same answer 65% of the time; .* α, nominal = 0.40 \(95% interval 0.30 to 0.50\)/,
    );
    const ofSets = { ...among, agreement: { ...among.agreement, alphaMasi: of(0.5) } };
    expect(amongFinding(ofSets)).toContain('label sets (MASI) = 0.50');
    const alone = { ...among, agreement: { ...among.agreement, percent: NONE } };
    expect(amongFinding(alone)).toBeNull();
  });

  it('name doubtful raters, the pairs that differ most and what is confused', () => {
    expect(doubtfulFinding(among.raters)).toContain('Doubtful: Eve (κ 0.02, −0.08 to 0.12)');
    expect(doubtfulFinding([rater('Anna', 0.6)])).toBeNull();
    expect(pairsFinding(among)).toMatch(/^Most alike: Anna and Ben .* Least alike: Anna and Eve/);
    expect(pairsFinding({ ...among, pairs: [pair(1, 2, null)] })).toContain('No two raters');
    expect(confusionFinding(among.confusion!, ['joy', 'fear'])).toContain(
      'where one rater says joy, another says fear in 20% of the pairs, and joy too in 80%',
    );
  });

  it('say who judged how much', () => {
    const people = { raters: 3, ratersPerItem: 3, abstentions: 2, items: 40 } as PeopleReport;
    expect(designFinding(people, among)).toBe(
      '3 raters judged 40 texts; 3.00 of them for each text on average, and 2 answers that no label was given in. Every two raters share texts.',
    );
    expect(designFinding({ ...people, raters: null }, { ...among, pairs: [] })).toMatch(
      /^Raters have no names here/,
    );
  });

  it('name the commonest label, and how far always saying it comes', () => {
    const people = { distribution: [0.7, 0.3] } as unknown as PeopleReport;
    const constant = { model: 'top label', labels: { top1: 0.72 } };
    const question = { labels: ['no', 'yes'], kind: 'categorical', people, models: [constant] };
    expect(commonestFinding(question as unknown as QuestionReport)).toMatch(
      /^no is given most, by 70% of a text’s raters on average. The majority baseline .* on 72% of the texts/,
    );
    expect(commonestFinding({ ...question, models: [] } as unknown as QuestionReport)).toBe(
      'no is given most, by 70% of a text’s raters on average.',
    );
  });

  it('name all labels that tie as the commonest', () => {
    const finding = (distribution: readonly number[]) =>
      commonestFinding({
        labels: ['a', 'b', 'c', 'd', 'e'].slice(0, distribution.length),
        kind: 'categorical',
        people: { distribution },
        models: [],
      } as unknown as QuestionReport);
    const each = 'of a text’s raters on average.';
    expect(finding([0.25, 0.25, 0.25, 0.25])).toBe(`The 4 labels tie: each is given by 25% ${each}`);
    expect(finding([0.4, 0.2, 0.4])).toBe(`a and c tie as the most given, each by 40% ${each}`);
    expect(finding([0.3, 0.1, 0.3, 0.3])).toBe(`a, c and d tie as the most given, each by 30% ${each}`);
    expect(finding([0.24, 0.04, 0.24, 0.24, 0.24])).toBe(
      `a, c, d and 1 more tie as the most given, each by 24% ${each}`,
    );
    expect(finding([0.41, 0.4, 0.19])).toBe(`a is given most, by 41% ${each}`);
  });
});
