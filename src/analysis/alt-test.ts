import type { AnnotatedQuestion } from '../judgments/dataset.ts';
import type { Votes } from '../judgments/votes.ts';
import { studentCumulative } from './gamma.ts';
import type { ItemFigures } from './item-figures.ts';
import { voteAgreement } from './people-agreement.ts';
import { topLabels } from './top-labels.ts';

/** Items a rater needs to be tested. */
export const FEWEST_ITEMS = 30;
/** Tested raters without which no pass is claimed. */
export const FEWEST_RATERS = 3;
/** Share of raters the model must be able to stand in for. */
export const PASSING_RATE = 0.5;
/** False discovery rate over raters. */
const DISCOVERY_RATE = 0.05;
/** Scores this close are as good as each other. */
const TIE = 1e-12;

/** One rater against the model, both judged by the item's other raters. */
export interface RaterTest {
  readonly rater: string;
  readonly items: number;
  /** Share of the rater's items where the model is at least as good as the rater, and the other way round. */
  readonly model: number;
  readonly human: number;
  /** Of the one-sided t-test that `human` - `model` is below ε. */
  readonly p: number;
  readonly rejected: boolean;
}

export interface AltTest {
  /** Share of tested raters whose test is rejected: the model may stand in for them. */
  readonly winningRate: number;
  /** Mean over tested raters of `model`. */
  readonly advantageProbability: number;
  /** `null` with fewer than {@link FEWEST_RATERS} tested raters. */
  readonly passes: boolean | null;
  readonly raters: readonly RaterTest[];
}

/**
 * The alternative annotator test (Calderon, Reichart & Dror 2025, arXiv 2501.10970). Each rater is left out in turn; on their
 * items the model's label and theirs are scored against the remaining raters: by mean agreement, on a scale by minus the root
 * mean square difference. The model's label is its most probable (tied ones share the score), on a scale the point nearest to its
 * mean (the lower of two). Raters are tested together by Benjamini & Yekutieli (2001).
 * @returns `null` if no rater has {@link FEWEST_ITEMS} items with another rater and a prediction
 */
export function altTest(
  { question, votes }: AnnotatedQuestion,
  figures: ItemFigures,
  items: Uint32Array,
  epsilon: number,
): AltTest | null {
  if (!votes.raters || !votes.raterIds) return null;
  const score = question.kind === 'ordinal' ? scaleScore(question.points) : labelScore;
  const tallies = votes.raterIds.map(() => ({ model: 0, human: 0, difference: 0, squared: 0, items: 0 }));
  for (const item of items) {
    const from = votes.voteStart[item];
    const to = votes.voteStart[item + 1];
    if (to - from < 2) continue;
    const answers =
      question.kind === 'ordinal'
        ? [[nearestPoint(figures, item, question.points)]]
        : topLabels(figures.model, item * figures.labels, figures.labels).map((c) => [c]);
    const sets = Array.from({ length: to - from }, (_, rater) => votesLabels(votes, from + rater));
    for (const [rater, set] of sets.entries()) {
      const own = score(set, sets, rater);
      const models = answers.reduce((sum, answer) => sum + score(answer, sets, rater), 0) / answers.length;
      const model = models >= own - TIE ? 1 : 0;
      const human = own >= models - TIE ? 1 : 0;
      const tally = tallies[votes.raters[from + rater]];
      tally.items++;
      tally.model += model;
      tally.human += human;
      tally.difference += human - model;
      tally.squared += (human - model) ** 2;
    }
  }
  const tested = tallies
    .map((tally, rater) => ({ ...tally, rater: votes.raterIds![rater] }))
    .filter((tally) => tally.items >= FEWEST_ITEMS);
  if (tested.length === 0) return null;
  const ps = tested.map((tally) => oneSidedP(tally.difference, tally.squared, tally.items, epsilon));
  const rejected = benjaminiYekutieli(ps, DISCOVERY_RATE);
  const winningRate = rejected.filter(Boolean).length / tested.length;
  return {
    winningRate,
    advantageProbability: tested.reduce((sum, tally) => sum + tally.model / tally.items, 0) / tested.length,
    passes: tested.length < FEWEST_RATERS ? null : winningRate >= PASSING_RATE,
    raters: tested.map((tally, place) => ({
      rater: tally.rater,
      items: tally.items,
      model: tally.model / tally.items,
      human: tally.human / tally.items,
      p: ps[place],
      rejected: rejected[place],
    })),
  };
}

/** Which of the tests with these p-values are rejected at a false discovery rate under any dependence (Benjamini & Yekutieli 2001). */
export function benjaminiYekutieli(ps: readonly number[], rate: number): boolean[] {
  const sorted = [...ps].sort((a, b) => a - b);
  const harmonic = sorted.reduce((sum, _, place) => sum + 1 / (place + 1), 0);
  const last = sorted.findLastIndex((p, place) => p <= ((place + 1) * rate) / (sorted.length * harmonic));
  return ps.map((p) => last >= 0 && p <= sorted[last]);
}

/** Scores an answer against all of an item's votes but one. */
type Score = (answer: readonly number[], sets: readonly (readonly number[])[], without: number) => number;

const labelScore: Score = (answer, sets, without) => {
  let sum = 0;
  for (let vote = 0; vote < sets.length; vote++) {
    if (vote !== without) sum += voteAgreement(answer, sets[vote]);
  }
  return sum / (sets.length - 1);
};

function scaleScore(points: readonly number[]): Score {
  const value = (set: readonly number[]) => set.reduce((sum, c) => sum + points[c], 0) / set.length;
  return (answer, sets, without) => {
    const own = value(answer);
    let sum = 0;
    for (let vote = 0; vote < sets.length; vote++) {
      if (vote !== without) sum += (own - value(sets[vote])) ** 2;
    }
    return -Math.sqrt(sum / (sets.length - 1));
  };
}

function votesLabels(votes: Votes, vote: number): number[] {
  return [...votes.labels.subarray(votes.labelStart[vote], votes.labelStart[vote + 1])];
}

function nearestPoint({ model, labels }: ItemFigures, item: number, points: readonly number[]): number {
  const mean = points.reduce((sum, point, c) => sum + point * model[item * labels + c], 0);
  let nearest = 0;
  for (let c = 1; c < points.length; c++) {
    if (Math.abs(points[c] - mean) < Math.abs(points[nearest] - mean) - TIE) nearest = c;
  }
  return nearest;
}

/** p-value of the t-test that the mean of differences with this sum and sum of squares is below `epsilon`. */
function oneSidedP(sum: number, squared: number, count: number, epsilon: number): number {
  const mean = sum / count;
  const variance = (squared - count * mean * mean) / (count - 1);
  if (variance <= TIE) return mean < epsilon ? 0 : 1;
  return studentCumulative((mean - epsilon) / Math.sqrt(variance / count), count - 1);
}
