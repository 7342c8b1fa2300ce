import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import { Random } from '../../src/analysis/random.ts';
import { samplePrior, smoothedSamples } from '../../src/analysis/sampled-answers.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { expectSound } from './sound-report.ts';
import {
  datasetOf,
  drawLabel,
  judgments,
  lettered,
  randomRow,
  simulatePeople,
} from './simulated-annotators.ts';

const settings = {
  ...DEFAULT_SETTINGS,
  resamples: 100,
  groupDraws: 2,
  exactDraws: 50,
  ceilingDraws: 10,
  worthDraws: 10,
  budgetDraws: 2,
};

describe('samples with a prior', () => {
  it('have at least half a sample for each label ever seen', () => {
    const model = Float64Array.of(1, 0, 0, 0, 1, 0);
    const prior = samplePrior({ model, samples: Uint32Array.of(1, 1) })!;
    expect(prior).toEqual({ strength: 1, mean: [0.5, 0.5, 0] });
    const smoothed = smoothedSamples({ model, samples: Uint32Array.of(1, 1) }, prior);
    expect([...smoothed]).toEqual([0.75, 0.25, 0, 0.25, 0.75, 0]);
  });

  it('are as strong as the samples are alike', () => {
    const random = new Random(1, 'samples');
    const rows = Array.from({ length: 2000 }, () => randomRow(3, random));
    const model = new Float64Array(rows.length * 3);
    for (const [item, row] of rows.entries())
      for (let k = 0; k < 10; k++) model[item * 3 + drawLabel(row, random)] += 0.1;
    // Rows are drawn evenly over the simplex, which is Dirichlet(1, 1, 1).
    const { strength } = samplePrior({ model, samples: new Uint32Array(rows.length).fill(10) })!;
    expect(Math.abs(strength - 3)).toBeLessThan(0.3);
  });

  it('leave a model alone that was not sampled', () => {
    const model = Float64Array.of(0.5, 0.5);
    expect(samplePrior({ model, samples: Uint32Array.of(0) })).toBeNull();
    expect(smoothedSamples({ model, samples: Uint32Array.of(0) }, null)).toBe(model);
  });
});

describe('an exactly right model', () => {
  const random = new Random(2, 'right samples');
  const question = lettered(5);
  const truth = Array.from({ length: 600 }, () => randomRow(5, random, 2.5));
  const annotated = simulatePeople(question, truth, () => [1, 1, 1], random);
  const sampled = (count: number) =>
    truth.map((row) => {
      const share = row.map(() => 0);
      for (let sample = 0; sample < count; sample++) share[drawLabel(row, random)] += 1 / count;
      return share;
    });

  it.each([3, 10])('does not lose to “uniform” with %i samples', async (count) => {
    const report = await analyse(
      datasetOf(annotated),
      [judgments(question, sampled(count), 'model', count)],
      settings,
    );
    const [{ references }] = [report.questions[0].models[0].guidelines![0].question!.own!];
    for (const { name, crossEntropy } of references)
      expect(crossEntropy.hi, `${name} with ${count} samples`).toBeLessThan(0);
  });

  it('has a D although one text has a single readable sample', async () => {
    const rows = sampled(10);
    const one = judgments(question, rows, 'model', 10);
    one.samples![0] = 1;
    one.distributions.set([0, 1, 0, 0, 0], 0);
    const report = await analyse(datasetOf(annotated), [one], settings);
    expectSound(report);
    const [model] = report.questions[0].models;
    expect(model.items).toBe(600);
    expect(model.gap!.squaredItems).toBe(599);
    expect(model.gap!.squared.mean).not.toBeNull();
    expect(model.floor!.p).not.toBeNull();
    expect(model.disagreement!.difference.mean).not.toBeNull();
  });
});

describe('a model that has seen the votes', () => {
  it('is closer to them than an exactly right one could be, and may not substitute', async () => {
    const random = new Random(4, 'leak');
    const question = lettered(5);
    const truth = Array.from({ length: 600 }, () => randomRow(5, random, 2.5));
    const annotated = simulatePeople(question, truth, () => [1, 1, 1], random);
    const votesOf = (item: number) => {
      const share = [0, 0, 0, 0, 0];
      for (let vote = annotated.votes.voteStart[item]; vote < annotated.votes.voteStart[item + 1]; vote++)
        share[annotated.votes.labels[vote]] += 1 / 3;
      return share;
    };
    const leaked = truth.map((row, item) => row.map((share, c) => 0.8 * share + 0.2 * votesOf(item)[c]));
    const report = await analyse(
      datasetOf(annotated),
      [judgments(question, leaked), judgments(question, truth, 'right')],
      { ...settings, exactDraws: 500 },
    );
    const [model, right] = report.questions[0].models;
    expect(model.floor!.pLow).toBeLessThan(0.01);
    expect(model.guidelines![0].verdict).toBe('cannot tell yet');
    expect(model.guidelines![0].because).toContain('has it seen them?');
    expect(right.floor!.pLow).toBeGreaterThan(0.01);
  });
});

describe('a model that is one of the raters', () => {
  it('is named so, and the verdict stands once more without raters who guess', async () => {
    const random = new Random(9, 'copy');
    const question = lettered(4);
    const truth = Array.from({ length: 200 }, () => randomRow(4, random, 3));
    const votes = new VotesBuilder();
    const copied = truth.map((row, item) => {
      for (let rater = 0; rater < 4; rater++) votes.add(item, `good ${rater}`, [drawLabel(row, random)]);
      const guess = random.below(4);
      votes.add(item, 'guesser', [guess]);
      return row.map((_, c) => (c === guess ? 1 : 0));
    });
    const annotated = { question, votes: votes.build(truth.length), origin: 'raters' as const };
    const report = await analyse(
      datasetOf(annotated),
      [judgments(question, copied), judgments(question, truth, 'right')],
      settings,
    );
    expectSound(report);
    const [{ people, models }] = report.questions;
    expect(models[0].labels!.copies).toEqual([{ rater: 'guesser', items: 200, share: 1 }]);
    expect(models[1].labels!.copies).toEqual([]);
    expect(people!.among!.raters.filter(({ doubtful }) => doubtful).map(({ rater }) => rater)).toEqual([
      'guesser',
    ]);
    const again = models[1].guidelinesWithoutDoubtful!;
    expect(again).toHaveLength(models[1].guidelines!.length);
    // The truth of those who do not guess is nearer to them than to all.
    expect(again[0].question!.own!.squared!.mean).toBeLessThan(
      models[1].guidelines![0].question!.own!.squared!.mean,
    );
  });
});
