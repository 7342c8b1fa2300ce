import type { LabelledAnswers } from '../judgments/dataset.ts';
import type { LabelledQuestion } from '../judgments/question.ts';
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
 * mean (the lower of two). A failed answer agrees with nobody. Raters are tested together by Benjamini & Yekutieli (2001).
 * @returns `null` if no rater has {@link FEWEST_ITEMS} items with another rater and a prediction
 */
export function altTest(
  { question, votes }: LabelledAnswers,
  figures: ItemFigures,
  items: Uint32Array,
  epsilon: number,
): AltTest | null {
  if (!votes.raters) return null;
  const tallies = new RaterTallies(question, votes);
  for (const item of items) {
    const from = votes.voteStart[item];
    const sets = Array.from({ length: votes.voteStart[item + 1] - from }, (_, rater) =>
      votesLabels(votes, from + rater),
    );
    tallies.add(item, sets, answersOf(question, figures, item));
  }
  return altTestOf(tallies, epsilon);
}

/** What the tests are made of, rater by rater, as items are added. */
export class RaterTallies {
  readonly raterIds: readonly string[];
  readonly items: Uint32Array;
  /** Sums of the indicators that the model and that the rater is at least as good, of their difference and its square. */
  readonly model: Float64Array;
  readonly human: Float64Array;
  readonly difference: Float64Array;
  readonly squared: Float64Array;
  readonly #votes: Votes;
  readonly #score: Score;
  /** Of no agreement with anybody, or farther off than any answer. */
  readonly #worst: number;
  /** Votes for each label, where each rater chose one: what agreement is counted from. */
  readonly #counts: Uint32Array | null;

  /** @param votes with raters */
  constructor(question: LabelledQuestion, votes: Votes) {
    const column = () => new Float64Array(votes.raterIds!.length);
    this.raterIds = votes.raterIds!;
    this.items = new Uint32Array(this.raterIds.length);
    this.model = column();
    this.human = column();
    this.difference = column();
    this.squared = column();
    this.#votes = votes;
    this.#score = question.kind === 'ordinal' ? scaleScore(question.points) : labelScore;
    this.#worst = question.kind === 'ordinal' ? -Infinity : 0;
    this.#counts = question.kind === 'ordinal' ? null : new Uint32Array(question.labels.length);
  }

  /**
   * @param sets what the item's raters chose, in the order of its votes
   * @param answers the model's labels, which share the score; none of a failed answer
   */
  add(item: number, sets: readonly (readonly number[])[], answers: readonly number[]): void {
    if (sets.length < 2) return;
    const from = this.#votes.voteStart[item];
    if (this.#counts && sets.every((set) => set.length === 1)) {
      this.#addCounted(this.#counts, from, sets, answers);
      return;
    }
    for (let place = 0; place < sets.length; place++) {
      const own = this.#score(sets[place], sets, place);
      let models = this.#worst;
      if (answers.length > 0) {
        models = 0;
        for (const answer of answers) models += this.#score([answer], sets, place) / answers.length;
      }
      this.#note(this.#votes.raters![from + place], models, own);
    }
  }

  /** One label each: a label's agreement with the others is how many of them chose it. */
  #addCounted(
    counts: Uint32Array,
    from: number,
    sets: readonly (readonly number[])[],
    answers: readonly number[],
  ): void {
    for (let place = 0; place < sets.length; place++) counts[sets[place][0]]++;
    let agreeing = 0;
    for (let at = 0; at < answers.length; at++) agreeing += counts[answers[at]];
    for (let place = 0; place < sets.length; place++) {
      const label = sets[place][0];
      const models =
        answers.length === 0 ? 0 : (agreeing - (answers.includes(label) ? 1 : 0)) / answers.length;
      this.#note(this.#votes.raters![from + place], models, counts[label] - 1);
    }
    for (let place = 0; place < sets.length; place++) counts[sets[place][0]] = 0;
  }

  #note(rater: number, models: number, own: number): void {
    const model = models >= own - TIE ? 1 : 0;
    const human = own >= models - TIE ? 1 : 0;
    this.items[rater]++;
    this.model[rater] += model;
    this.human[rater] += human;
    this.difference[rater] += human - model;
    this.squared[rater] += (human - model) ** 2;
  }
}

/** The test of what was tallied; `null` if no rater has {@link FEWEST_ITEMS} items. */
export function altTestOf(tallies: RaterTallies, epsilon: number): AltTest | null {
  const { items, model, human, difference, squared, raterIds } = tallies;
  const tested = [...items.keys()].filter((rater) => items[rater] >= FEWEST_ITEMS);
  if (tested.length === 0) return null;
  const ps = tested.map((rater) => oneSidedP(difference[rater], squared[rater], items[rater], epsilon));
  const rejected = benjaminiYekutieli(ps, DISCOVERY_RATE);
  const winningRate = rejected.filter(Boolean).length / tested.length;
  return {
    winningRate,
    advantageProbability: tested.reduce((sum, rater) => sum + model[rater] / items[rater], 0) / tested.length,
    passes: tested.length < FEWEST_RATERS ? null : winningRate >= PASSING_RATE,
    raters: tested.map((rater, place) => ({
      rater: raterIds[rater],
      items: items[rater],
      model: model[rater] / items[rater],
      human: human[rater] / items[rater],
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

/** The model's answers that share the score; none where its answer failed. */
function answersOf(
  question: LabelledQuestion,
  { model, labels, answered }: ItemFigures,
  item: number,
): number[] {
  if (answered[item] === 0) return [];
  if (question.kind === 'ordinal') return [nearestPoint(model, item * labels, question.points)];
  return topLabels(model, item * labels, labels);
}

function votesLabels(votes: Votes, vote: number): number[] {
  return [...votes.labels.subarray(votes.labelStart[vote], votes.labelStart[vote + 1])];
}

/** The place of the scale's point nearest to the mean of the row from `at`, the lower of two. */
export function nearestPoint(model: Float64Array, at: number, points: readonly number[]): number {
  let mean = 0;
  for (let c = 0; c < points.length; c++) mean += points[c] * model[at + c];
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
