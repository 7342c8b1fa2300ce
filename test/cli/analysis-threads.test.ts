import { expect, it } from 'vitest';
import { analyseOnThreads } from '../../cli/analysis-threads.ts';
import { analyse } from '../../src/analysis/analyse.ts';
import { Random } from '../../src/analysis/random.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import {
  datasetOf,
  judgments,
  lettered,
  randomRow,
  simulatePeople,
} from '../analysis/simulated-annotators.ts';

const settings = {
  ...DEFAULT_SETTINGS,
  resamples: 40,
  groupDraws: 4,
  exactDraws: 20,
  worthDraws: 4,
  flips: 100,
  permutations: 100,
  budgetDraws: 2,
};
const LABELS = 4;
const ITEMS = 120;

it('gives the report of one thread, byte by byte, on two and on three', async () => {
  const random = new Random(1, 'threads');
  const question = lettered(LABELS);
  const truth = Array.from({ length: ITEMS }, () => randomRow(LABELS, random, 2));
  const annotated = simulatePeople(question, truth, (item) => [1, 1, 1 + (item % 2)], random);
  const dataset = datasetOf(
    annotated,
    truth.map((_, item) => `word${item % 7} word${item % 50}`),
  );
  const predictions = ['one', 'two', 'three'].map((name) =>
    judgments(
      question,
      truth.map((row) => {
        const changed = row.map((share) => share * random.uniform() + 0.01);
        const sum = changed.reduce((a, b) => a + b, 0);
        return changed.map((share) => share / sum);
      }),
      name,
    ),
  );
  const inputs = { dataset, predictions, settings };
  const alone = JSON.stringify(await analyse(dataset, predictions, settings));
  for (const threads of [2, 3])
    expect(JSON.stringify(await analyseOnThreads(inputs, undefined, threads))).toBe(alone);
});
