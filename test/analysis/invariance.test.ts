import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import type { ModelReport, QuestionReport } from '../../src/analysis/report.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import type { LabelledQuestion } from '../../src/judgments/question.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { datasetOf, judgments, lettered } from './simulated-annotators.ts';

const LABELS = 4;
const settings = {
  ...DEFAULT_SETTINGS,
  resamples: 20,
  groupDraws: 2,
  exactDraws: 5,
  ceilingDraws: 2,
  worthDraws: 5,
  flips: 20,
  budgetDraws: 1,
};

interface Item {
  /** Label sets by rater. */
  votes: number[][];
  row: number[];
}

const items = fc.array(
  fc.record({
    votes: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: LABELS - 1 }), { minLength: 1, maxLength: 2 }), {
      minLength: 1,
      maxLength: 4,
    }),
    row: fc
      .array(fc.integer({ min: 0, max: 16 }), { minLength: LABELS, maxLength: LABELS })
      .filter((counts) => counts.some((count) => count > 0))
      .map((counts) => counts.map((count) => count / counts.reduce((a, b) => a + b, 0))),
  }),
  { minLength: 12, maxLength: 25 },
);

async function reportOf(
  given: readonly Item[],
  question: LabelledQuestion,
  rename = (rater: number) => `r${rater}`,
): Promise<QuestionReport> {
  const votes = new VotesBuilder();
  for (const [item, { votes: sets }] of given.entries()) {
    for (const [rater, set] of sets.entries()) votes.add(item, rename(rater), set);
  }
  const annotated = { question, votes: votes.build(given.length), origin: 'raters' as const };
  const rows = given.map(({ row }) => row);
  return (await analyse(datasetOf(annotated), [judgments(question, rows)], settings)).questions[0];
}

/** What no order and no name may change; figures that draw at random are left out. */
function essence({ people, models }: QuestionReport, labels: readonly string[]): unknown[] {
  const model: ModelReport = models[0];
  const byLabel = labels.map((label) => model.categories!.find((category) => category.label === label)!);
  const figures = [
    people!.alpha,
    people!.pairwise,
    ...Object.values(model.gap!).map((value) => (typeof value === 'number' ? value : value.mean)),
    model.labels!.top1,
    model.labels!.macroF1,
    model.uncertainty!.spearman,
    model.uncertainty!.entropyDifference,
    model.disagreement!.people,
    model.disagreement!.model,
    model.altTest!.winningRate,
    ...byLabel.flatMap((row) => [
      row.support,
      row.meanHuman,
      row.meanModel,
      row.pearson,
      row.spearman,
      row.auc,
      row.jsdShare,
      row.reliability,
    ]),
  ];
  return figures;
}

/** Equal up to the rounding of sums that are taken in another order. */
function expectSame(given: readonly unknown[], expected: readonly unknown[]): void {
  expect(given.length).toBe(expected.length);
  for (const [place, figure] of given.entries()) {
    const other = expected[place];
    if (typeof figure === 'number' && typeof other === 'number') expect(figure).toBeCloseTo(other, 7);
    else expect(figure, `figure ${place}`).toEqual(other);
  }
}

const question = lettered(LABELS);

it('the order of items changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(items, fc.infiniteStream(fc.nat()), async (given, keys) => {
      const order = given
        .map((item) => ({ item, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key);
      const shuffled = order.map(({ item }) => item);
      expectSame(
        essence(await reportOf(shuffled, question), question.labels),
        essence(await reportOf(given, question), question.labels),
      );
    }),
    { numRuns: 25 },
  );
});

it('the order of labels changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(items, fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (given, order) => {
      const moved: LabelledQuestion = { ...question, labels: order.map((c) => question.labels[c]) };
      const relabelled = given.map(({ votes, row }) => ({
        votes: votes.map((set) => set.map((c) => order.indexOf(c))),
        row: order.map((c) => row[c]),
      }));
      expectSame(
        essence(await reportOf(relabelled, moved), question.labels),
        essence(await reportOf(given, question), question.labels),
      );
    }),
    { numRuns: 25 },
  );
});

it('the names of raters change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(items, async (given) => {
      const renamed = await reportOf(given, question, (rater) => `other ${9 - rater}`);
      expectSame(
        essence(renamed, question.labels),
        essence(await reportOf(given, question), question.labels),
      );
    }),
    { numRuns: 15 },
  );
});

it('a seed gives the same report again, byte by byte', async () => {
  const [given] = fc.sample(items, { numRuns: 1, seed: 3 });
  expect(JSON.stringify(await reportOf(given, question))).toBe(
    JSON.stringify(await reportOf(given, question)),
  );
});
