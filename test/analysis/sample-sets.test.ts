import { f16round } from '@petamoriken/float16';
import { describe, expect, it } from 'vitest';
import { itemFigures } from '../../src/analysis/item-figures.ts';
import { Random } from '../../src/analysis/random.ts';
import { sampleSets } from '../../src/analysis/sample-sets.ts';
import { ceilingSection } from '../../src/analysis/sections/ceiling.ts';
import { floorSection } from '../../src/analysis/sections/floor.ts';
import { gapSection } from '../../src/analysis/sections/gap.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { studyQuestion } from '../../src/analysis/study.ts';
import type { ModelJudgments } from '../../src/analysis/model-judgments.ts';
import type { LabelledQuestion } from '../../src/judgments/question.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { datasetOf, drawSet, judgments, lettered, randomRow } from './simulated-annotators.ts';

type Sets = readonly (readonly number[])[];

/** What a model's file would come to whose samples named these labels. */
function sampled(question: LabelledQuestion, items: readonly Sets[]): ModelJudgments {
  const several = new VotesBuilder();
  const rows = items.map((sets, item) => {
    const row = question.labels.map(() => 0);
    for (const set of sets) {
      for (const c of set) row[c] += 1 / (set.length * sets.length);
      if (set.length > 1) several.add(item, null, set);
    }
    return row.map(f16round);
  });
  return {
    ...judgments(question, rows),
    samples: Uint32Array.from(items, ({ length }) => length),
    several: several.build(items.length),
  };
}

function peopleWho(question: LabelledQuestion, items: readonly Sets[]) {
  const votes = new VotesBuilder();
  for (const [item, sets] of items.entries())
    for (const [rater, set] of sets.entries()) votes.add(item, `r${rater}`, set);
  return { question, votes: votes.build(items.length), origin: 'raters' as const };
}

describe('samples that name several labels', () => {
  const question = lettered(3);
  const people = peopleWho(question, [[[0], [1]]]);

  it('weigh 1 / their number for each label, and no whole answer', () => {
    const figures = itemFigures(people, sampled(question, [[[0, 1], [0], [0, 1, 2]]]));
    const [a, b, c] = figures.model;
    expect(a).toBeCloseTo((1 / 2 + 1 + 1 / 3) / 3, 12);
    expect(b).toBeCloseTo((1 / 2 + 1 / 3) / 3, 12);
    expect(c).toBeCloseTo(1 / 9, 12);
    // Pairs of different samples: (0 1).(0) = 1/2, (0 1).(0 1 2) = 1/3, (0).(0 1 2) = 1/3.
    expect(figures.modelProduct[0]).toBeCloseTo((1 / 2 + 1 / 3 + 1 / 3) / 3, 12);
    expect(sampleSets(figures, 0)).toEqual([[0, 1], [0, 1, 2], [0]]);
  });

  it('are told in the order of the people’s labels', () => {
    const turned: LabelledQuestion = { ...question, labels: ['c', 'a', 'b'] };
    const figures = itemFigures(people, sampled(turned, [[[0, 1], [1]]]));
    expect([...figures.model]).toEqual([0.75, 0, 0.25]);
    expect(sampleSets(figures, 0).map((set) => set.sort())).toEqual([[0, 2], [0]]);
  });

  it('leave an exactly right model a D of 0 and no excess over its floor', () => {
    const [distances, excesses] = [[] as number[], [] as number[]];
    const ps: number[] = [];
    for (let run = 0; run < 40; run++) {
      const random = new Random(run, 'several sampled');
      const truth = Array.from({ length: 100 }, () => randomRow(5, random, 2));
      const draw = (row: readonly number[], count: number) =>
        Array.from({ length: count }, () => drawSet(row, random.uniform() < 0.5 ? 2 : 1, random));
      const given = peopleWho(
        lettered(5),
        truth.map((row) => draw(row, 3)),
      );
      const answers = sampled(
        lettered(5),
        truth.map((row) => draw(row, 4)),
      );
      const settings = {
        ...DEFAULT_SETTINGS,
        resamples: 20,
        exactDraws: 40,
        groupDraws: 2,
        ceilingDraws: 20,
      };
      const study = studyQuestion(datasetOf(given), given, [answers], settings);
      const [model] = study.models;
      distances.push(gapSection(study, model).figures.squared.mean!);
      const { floor } = floorSection(study, model).figures;
      excesses.push(floor.excess!);
      ps.push(floor.p!);
      if (run === 0) {
        const { tvd } = ceilingSection(study, model).figures;
        const own = gapSection(study, model).figures.tvd.mean!;
        expect(own).toBeGreaterThan(tvd.lo! - 0.01);
        expect(own).toBeLessThan(tvd.hi! + 0.01);
      }
    }
    for (const values of [distances, excesses]) {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      expect(Math.abs(mean)).toBeLessThan(2.5 * Math.sqrt(variance / values.length));
    }
    expect(ps.filter((p) => p <= 0.1).length).toBeLessThan(10);
  });
});
