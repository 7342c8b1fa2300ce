import { expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import { Random } from '../../src/analysis/random.ts';
import { FEW_DRAWS } from './few-draws.ts';
import {
  datasetOf,
  drawLabel,
  judgments,
  lettered,
  randomRow,
  simulatePeople,
} from './simulated-annotators.ts';

const JUDGED = 60;
const question = lettered(3);

it('leaves every figure of judged texts as it is when texts that nobody judged are put before them', async () => {
  const before = await figuresOfJudged(0);
  const after = await figuresOfJudged(25);
  expect(after.models.length).toBeGreaterThan(5);
  expect(after.models).toEqual(before.models);
  expect(after.among).toEqual(before.among);
});

/** The same people and models whatever is put before: one model gives one sample of each text, the other several. */
async function figuresOfJudged(unjudged: number) {
  const random = new Random(1, 'judged texts');
  const truth = Array.from({ length: JUDGED }, () => randomRow(3, random, 2));
  const sampled = (count: number) => {
    // Answers that are not drawn as the others are: the model's prior must not learn from them.
    return [
      ...Array.from({ length: unjudged }, () => [0, 0, 1]),
      ...truth.map((row) => samplesOf(row, count, random)),
    ];
  };
  const models = [judgments(question, sampled(1), 'once', 1), judgments(question, sampled(4), 'often', 4)];
  const voting = new Random(1, 'votes');
  const people = simulatePeople(
    question,
    [...Array.from({ length: unjudged }, () => [1, 0, 0]), ...truth],
    // The last rater is there now and then: two raters share some of the texts.
    (item) => (item < unjudged ? [] : (item - unjudged) % 3 === 0 ? [1, 1, 1] : [1, 1]),
    voting,
  );
  const texts = Array.from({ length: unjudged + JUDGED }, (_, item) =>
    item < unjudged ? `nobody judged ${item}` : `judged ${item - unjudged}`,
  );
  const report = await analyse({ ...datasetOf(people, texts), ids: texts }, models, FEW_DRAWS);
  const [{ models: found, people: ofPeople }] = report.questions;
  return {
    // What a model said of all its texts is over all of them.
    models: found.map(({ outputs: _, ...figures }) => rounded(figures)),
    among: rounded({ ...ofPeople!.among, ratersPerItem: undefined }),
  };
}

function samplesOf(row: readonly number[], count: number, random: Random): number[] {
  const shares = [0, 0, 0];
  for (let sample = 0; sample < count; sample++) shares[drawLabel(row, random)] += 1 / count;
  return shares;
}

/** Sums over the same numbers in another order differ in their last digits. */
function rounded(figures: object): unknown {
  return JSON.parse(
    JSON.stringify(figures, (_, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(9)) : value,
    ),
  );
}
