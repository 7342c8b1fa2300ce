import { pearson } from '../../src/analysis/correlation.ts';
import { distances, type Row } from '../../src/analysis/divergence.ts';
import { Random } from '../../src/analysis/random.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { Predictions } from '../../src/judgments/predictions.ts';
import { humanDistributions, ratersPerItem } from '../../src/judgments/votes.ts';
import type { Score } from './bars.ts';
import { bestThresholds, f1, type LabelColumn } from './label-thresholds.ts';
import type { ModelBars } from './model-bars.ts';
import type { OfficialSplits } from './official-splits.ts';

const DIMENSIONS = ['valence', 'arousal', 'dominance'] as const;
/** Draws of the simulated oracle. */
const ORACLE_DRAWS = 20;
const POINTS = 5;

/** A data set with what a model said of it. */
export interface Judged {
  readonly dataset: Dataset;
  readonly predictions: readonly Predictions[];
}

/** GoEmotions test against its consensus labels; thresholds of macro-F1 come from dev. */
export function emotionScores(dev: Judged, test: Judged, bars: ModelBars['emotion']): Score[] {
  const labels = test.dataset.questions[0].question.labels.length;
  const [devColumns, columns] = [dev, test].map((judged) => labelColumns(judged, labels));
  const thresholds = bestThresholds(devColumns);
  const scores = columns.map((column, label) => f1(column, thresholds[label]));
  const q = answers(test, test.dataset.questions[0].question.id);
  const people = humanDistributions(test.dataset.questions[0].votes, labels);
  let loss = 0;
  let top = 0;
  const items = test.dataset.ids.length;
  for (let item = 0; item < items; item++) {
    let best = item * labels;
    for (let at = item * labels; at < (item + 1) * labels; at++) {
      if (people[at] > 0) loss -= people[at] * Math.log(q[at]);
      if (q[at] > q[best]) best = at;
    }
    if (people[best] > 0) top++;
  }
  return [
    { name: 'GoEmotions soft NLL (nats)', value: loss / items, bar: bars?.nll, atMost: true },
    { name: 'GoEmotions macro-F1, thresholds from dev', value: mean(scores), bar: bars?.macroF1 },
    { name: 'GoEmotions top label among the consensus', value: top / items },
  ];
}

/** EmoBank's test sentences against their valid reader ratings. */
export function ratingScores(
  { dataset, predictions }: Judged,
  rows: OfficialSplits['emoBankRows'],
  bars: ModelBars['ratings'],
): Score[] {
  const items = (split: string) =>
    dataset.ids.flatMap((id, item) => (rows.get(id)?.split === split ? [item] : []));
  const [train, test] = [items('train'), items('test')];
  return DIMENSIONS.flatMap((name, dimension) => {
    const { question, votes } = dataset.questions[dimension];
    const people = humanDistributions(votes, POINTS);
    const raters = ratersPerItem(votes);
    const q = answers({ dataset, predictions }, question.id);
    const marginal = meanRow(people, train);
    const expected = test.map((item) => expectation(q, item * POINTS));
    const means = test.map((item) => rows.get(dataset.ids[item])!.means[dimension]);
    const oracle = oracleCut(q, test, raters, marginal);
    return [
      { name: `EmoBank r, ${name}`, value: pearson(expected, means) ?? 0, bar: bars?.[name].r },
      {
        name: `EmoBank JSD below the marginal's, ${name}`,
        value: jsdCut(people, q, test, marginal),
        bar: bars?.[name].cut,
        beside: `an exact model: ${oracle.toFixed(3)}`,
      },
    ];
  });
}

function answers({ predictions }: Judged, question: string): Float32Array {
  const found = predictions.find((each) => each.question.id === question);
  if (!found) throw new RangeError(`The model does not answer ${question}.`);
  return found.distributions;
}

function labelColumns(judged: Judged, labels: number): LabelColumn[] {
  const { question, votes } = judged.dataset.questions[0];
  const people = humanDistributions(votes, labels);
  const q = answers(judged, question.id);
  const items = judged.dataset.ids.length;
  return Array.from({ length: labels }, (_, label) => ({
    scores: Float64Array.from({ length: items }, (_, item) => q[item * labels + label]),
    truth: Uint8Array.from({ length: items }, (_, item) => (people[item * labels + label] > 0 ? 1 : 0)),
  }));
}

function jsdCut(people: Row, q: Row, items: readonly number[], marginal: Row): number {
  const of = (item: number) => item * POINTS;
  const model = mean(items.map((item) => distances(people, of(item), q, of(item), POINTS).jsd));
  return 1 - model / mean(items.map((item) => distances(people, of(item), marginal, 0, POINTS).jsd));
}

/** What the cut would be if the model were exactly right: each item's raters are drawn anew from its answer. */
function oracleCut(q: Row, items: readonly number[], raters: Row, marginal: Row): number {
  const random = new Random(0, 'oracle');
  const cuts = Array.from({ length: ORACLE_DRAWS }, () => {
    const drawn = new Float64Array(q.length);
    for (const item of items)
      for (let rater = 0; rater < raters[item]; rater++) {
        let left = random.uniform();
        let point = 0;
        while (point < POINTS - 1 && (left -= q[item * POINTS + point]) >= 0) point++;
        drawn[item * POINTS + point] += 1 / raters[item];
      }
    return jsdCut(drawn, q, items, marginal);
  });
  return mean(cuts);
}

function expectation(q: Row, at: number): number {
  let sum = 0;
  for (let point = 0; point < POINTS; point++) sum += (point + 1) * q[at + point];
  return sum;
}

function meanRow(rows: Row, items: readonly number[]): number[] {
  return Array.from({ length: POINTS }, (_, point) => mean(items.map((item) => rows[item * POINTS + point])));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
