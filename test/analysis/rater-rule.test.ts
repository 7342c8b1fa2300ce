import { describe, expect, it } from 'vitest';
import { nightly } from '../nightly.ts';
import { meanOf, pick } from '../../src/analysis/intervals.ts';
import { Random } from '../../src/analysis/random.ts';
import { agreementByRaters, FALLS_AT } from '../../src/analysis/rater-numbers.ts';
import { firstVotes, ruledVotes, sendsOn } from '../../src/analysis/rater-rule.ts';
import { floorSection } from '../../src/analysis/sections/floor.ts';
import { worthSection } from '../../src/analysis/sections/worth.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { studyQuestion } from '../../src/analysis/study.ts';
import type { LabelledAnswers, RaterRule } from '../../src/judgments/dataset.ts';
import { setsOf, VotesBuilder } from '../../src/judgments/votes.ts';
import { datasetOf, drawLabel, judgments, lettered, randomRow } from './simulated-annotators.ts';

const RULE: RaterRule = { first: 3, more: 2, unless: 'two agree' };
const LABELS = 8;
const question = lettered(LABELS);

/** Three raters a text, and two more where the rule sends it on; or always three, or five at random. */
function people(
  truth: readonly number[][],
  random: Random,
  rule: RaterRule | null,
  few = 1,
): LabelledAnswers {
  const votes = new VotesBuilder();
  for (const [item, row] of truth.entries()) {
    const sets = Array.from({ length: 5 }, () => [drawLabel(row, random)]);
    const more = rule ? sendsOn(rule, sets.slice(0, 3)) : random.uniform() > few;
    for (const [rater, set] of sets.slice(0, more ? 5 : 3).entries())
      votes.add(item, `r${(item * 7 + rater * 13) % 60}`, set);
  }
  return { question, votes: votes.build(truth.length), origin: 'raters' };
}

describe('a rule for more raters', () => {
  it('sends on where no two share a label, or where not all chose the same', () => {
    const all = { ...RULE, unless: 'all agree' as const };
    expect(sendsOn(RULE, [[0], [1], [2]])).toBe(true);
    expect(sendsOn(RULE, [[0, 3], [1], [3]])).toBe(false);
    expect(sendsOn(all, [[0], [0], [0, 1]])).toBe(true);
    expect(sendsOn(all, [[0], [0], [0]])).toBe(false);
  });

  it('takes the mean of the three-rater figures over the sets that it would have sent on', () => {
    // Of ten threes of a a b c d, those with both a do not disagree: seven are left, and no pair of theirs agrees.
    const found = ruledVotes(RULE, [[0], [0], [1], [2], [3]], 4)!;
    expect(found.pairProduct).toBeCloseTo(0, 12);
    // Threes without a: 1; with one of two a: 2 · 3.
    expect([...found.human].map((share) => share * 21)).toEqual([
      expect.closeTo(6, 9),
      expect.closeTo(5, 9),
      expect.closeTo(5, 9),
      expect.closeTo(5, 9),
    ]);
    expect(ruledVotes(RULE, [[0], [1], [2]], 4)).toBeNull();
  });

  it('makes D of an exactly right model 0 again, and its p-value uniform', () => {
    const runs = nightly ? 60 : 20;
    const [biased, mended] = [null, RULE].map((known) => {
      const found = Array.from({ length: runs }, (_, run) => {
        const random = new Random(run, 'adaptive');
        const truth = Array.from({ length: 300 }, () => randomRow(LABELS, random, 1.5));
        const annotated = { ...people(truth, random, RULE), ...(known && { moreRaters: known }) };
        const settings = { ...DEFAULT_SETTINGS, seed: run, exactDraws: 99, groupDraws: 2 };
        const study = studyQuestion(datasetOf(annotated), annotated, [judgments(question, truth)], settings);
        const [model] = study.models;
        return {
          d: meanOf(pick(model.figures.squared, model.squaredItems)),
          p: floorSection(study, model).figures.floor.p!,
        };
      });
      const mean = found.reduce((sum, { d }) => sum + d, 0) / runs;
      const error = Math.sqrt(found.reduce((sum, { d }) => sum + (d - mean) ** 2, 0) / (runs * (runs - 1)));
      return { mean, error, rejected: found.filter(({ p }) => p <= 0.05).length / runs };
    });
    expect(biased.mean).toBeGreaterThan(10 * biased.error);
    expect(biased.rejected).toBeGreaterThan(0.5);
    expect(Math.abs(mended.mean)).toBeLessThan(3 * mended.error);
    expect(mended.rejected).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / runs));
  });
});

describe('what a model is worth where more raters were asked because the first disagreed', () => {
  const random = new Random(5, 'worth by a rule');
  const truth = Array.from({ length: 3000 }, () => randomRow(LABELS, random, 1.5));
  const annotated = people(truth, random, RULE);
  // One more rater, who is worth one.
  const rows = truth.map((row) => {
    const label = drawLabel(row, random);
    return row.map((_, c) => (c === label ? 1 : 0));
  });
  const worth = (moreRaters: RaterRule | null) => {
    const asked = { ...annotated, ...(moreRaters && { moreRaters }) };
    const settings = { ...DEFAULT_SETTINGS, resamples: 200, worthDraws: 20 };
    const study = studyQuestion(datasetOf(asked), asked, [judgments(question, rows)], settings);
    return worthSection(study, study.models[0]).figures;
  };

  it('is what it is by a known rule, over the first raters', () => {
    expect(worth(null).k).toBeLessThan(0.85);
    const { k, lo, hi, curve } = worth(RULE);
    expect(lo).toBeLessThan(1);
    expect(hi).toBeGreaterThan(1);
    expect(Math.abs(k! - 1)).toBeLessThan(0.15);
    expect(curve.map(({ items }) => items)).toEqual([3000, 3000, 3000]);
  });

  it('leaves texts alone of which the rule tells nothing', () => {
    const random = new Random(6, 'first votes');
    const { votes } = annotated;
    const first = firstVotes(RULE, votes, random);
    for (let item = 0; item < truth.length; item++) {
      const [all, some] = [setsOf(votes, item), setsOf(first, item)];
      expect(some).toHaveLength(3);
      if (all.length === 3) expect(some).toEqual(all);
      else expect(sendsOn(RULE, some)).toBe(true);
    }
  });
});

describe('agreement by numbers of raters', () => {
  const random = new Random(3, 'numbers');
  const truth = Array.from({ length: 600 }, () => randomRow(LABELS, random, 1.5));

  it('falls where more were asked because the first disagreed', () => {
    expect(agreementByRaters(people(truth, random, RULE).votes)!.p).toBeLessThan(FALLS_AT);
  });

  it('does not where numbers have nothing to do with answers', () => {
    const ps = Array.from(
      { length: 100 },
      () => agreementByRaters(people(truth, random, null, 0.7).votes)!.p,
    );
    expect(ps.filter((p) => p <= FALLS_AT).length).toBeLessThan(6);
    expect(agreementByRaters(people(truth, random, null).votes)).toBeNull();
  });
});
