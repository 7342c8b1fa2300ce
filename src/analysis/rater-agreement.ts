import type { LabelledQuestion } from '../judgments/question.ts';
import type { Votes } from '../judgments/votes.ts';
import { forEachResample, percentileInterval } from './bootstrap.ts';
import { itemAnswers, type ItemAnswers } from './item-answers.ts';
import { voteAgreement } from './people-agreement.ts';
import type { Random } from './random.ts';

/** A figure with its percentile bootstrap interval over items. */
export interface AgreementFigure {
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
}

/** How far the raters of one item agree, by the field's coefficients; `null` where one does not apply. */
export interface RaterAgreement {
  /** Share of pairs of raters with the same answer, mean over items. */
  readonly percent: AgreementFigure | null;
  /** Krippendorff's alpha (Krippendorff 2004) by the distance of answers. */
  readonly alphaNominal: AgreementFigure | null;
  readonly alphaOrdinal: AgreementFigure | null;
  readonly alphaInterval: AgreementFigure | null;
  readonly alphaRatio: AgreementFigure | null;
  /** With 1 - MASI (Passonneau 2006) as the distance of label sets. */
  readonly alphaMasi: AgreementFigure | null;
  /** Fleiss (1971), Gwet's AC1 (2008) and Brennan & Prediger (1981), for any numbers of raters (Gwet 2014). */
  readonly fleissKappa: AgreementFigure | null;
  readonly gwetAc1: AgreementFigure | null;
  readonly brennanPrediger: AgreementFigure | null;
}

type Name = keyof RaterAgreement;
const NAMES: readonly Name[] = [
  'percent',
  'alphaNominal',
  'alphaOrdinal',
  'alphaInterval',
  'alphaRatio',
  'alphaMasi',
  'fleissKappa',
  'gwetAc1',
  'brennanPrediger',
];

/** Distance of two answers, by their places among the different answers. */
type Distance = (a: number, b: number) => number;
/** The distance once it is known how often each answer was given, which ordinal alpha's needs. */
type DistanceOf = (counts: Float64Array) => Distance;

/** So many different answers have their distances in a table, 8 MB of them at the most. */
const MOST_TABLED = 1000;

function always(size: number, distance: Distance): DistanceOf {
  if (size > MOST_TABLED) return () => distance;
  const table = new Float64Array(size * size);
  for (let a = 1; a < size; a++)
    for (let b = 0; b < a; b++) table[a * size + b] = table[b * size + a] = distance(a, b);
  return () => (a, b) => table[a * size + b];
}

/**
 * All coefficients over items with two raters or more, with intervals from the same resamples. A label set counts as one answer,
 * equal only to itself, but for MASI.
 */
export function raterAgreement(
  question: LabelledQuestion,
  votes: Votes,
  resamples: number,
  random: Random,
): RaterAgreement {
  const { sets, items } = itemAnswers(votes);
  const single = sets.every((set) => set.length === 1);
  const points = question.kind === 'ordinal' && single ? sets.map(([c]) => question.points[c]) : null;
  const distances: Partial<Record<Name, DistanceOf>> = {
    alphaNominal: () => (a, b) => (a === b ? 0 : 1),
    ...(points && {
      alphaOrdinal: ordinalDistance(points),
      alphaInterval: () => (a: number, b: number) => (points[a] - points[b]) ** 2,
      ...(points.every((point) => point >= 0) && {
        alphaRatio: () => (a: number, b: number) =>
          points[a] + points[b] === 0 ? 0 : ((points[a] - points[b]) / (points[a] + points[b])) ** 2,
      }),
    }),
    ...(!single && { alphaMasi: always(sets.length, (a, b) => 1 - masi(sets[a], sets[b])) }),
  };
  if (items.length === 0)
    return Object.fromEntries(NAMES.map((name) => [name, null])) as unknown as RaterAgreement;
  const labels = question.labels.length;
  const coefficients = (weights: ArrayLike<number>) =>
    coefficientsOf(items, sets, distances, single ? labels : null, weights);
  const observed = coefficients(new Uint16Array(items.length).fill(1));
  const found = NAMES.map(() => new Float64Array(resamples));
  forEachResample(items.length, resamples, random, (drawn, resample) => {
    const values = coefficients(drawn);
    for (const [place, name] of NAMES.entries()) found[place][resample] = values[name] ?? NaN;
  });
  return Object.fromEntries(
    NAMES.map((name, place) => {
      const value = observed[name];
      const values = found[place].filter(Number.isFinite);
      if (value === null || !Number.isFinite(value) || values.length === 0) return [name, null];
      return [name, { value, ...percentileInterval(values) }];
    }),
  ) as unknown as RaterAgreement;
}

function coefficientsOf(
  items: readonly ItemAnswers[],
  sets: readonly (readonly number[])[],
  distances: Partial<Record<Name, DistanceOf>>,
  labels: number | null,
  weights: ArrayLike<number>,
): Record<Name, number | null> {
  const values: Record<Name, number | null> = Object.fromEntries(NAMES.map((name) => [name, null])) as Record<
    Name,
    null
  >;
  const counts = new Float64Array(sets.length);
  const shares = new Float64Array(sets.length);
  let drawn = 0;
  let agreeing = 0;
  let pairable = 0;
  for (const [place, { answers, times, raters }] of items.entries()) {
    const weight = weights[place];
    if (weight === 0) continue;
    drawn += weight;
    pairable += weight * raters;
    let pairs = 0;
    for (const [at, answer] of answers.entries()) {
      counts[answer] += weight * times[at];
      shares[answer] += (weight * times[at]) / raters;
      pairs += times[at] * (times[at] - 1);
    }
    agreeing += (weight * pairs) / (raters * (raters - 1));
  }
  const percent = agreeing / drawn;
  values.percent = percent;
  for (const [name, distanceOf] of Object.entries(distances) as [Name, DistanceOf][]) {
    const distance = distanceOf(counts);
    let apart = 0;
    for (const [place, { answers, times, raters }] of items.entries()) {
      if (weights[place] === 0 || answers.length < 2) continue;
      let within = 0;
      for (let a = 1; a < answers.length; a++)
        for (let b = 0; b < a; b++) within += 2 * times[a] * times[b] * distance(answers[a], answers[b]);
      apart += (weights[place] * within) / (raters - 1);
    }
    let expected = 0;
    for (let a = 1; a < counts.length; a++) {
      if (counts[a] === 0) continue;
      for (let b = 0; b < a; b++) {
        if (counts[b] > 0) expected += 2 * counts[a] * counts[b] * distance(a, b);
      }
    }
    values[name] = expected === 0 ? null : 1 - (apart * (pairable - 1)) / expected;
  }
  if (labels !== null && labels > 1) {
    let squares = 0;
    for (const sum of shares) squares += (sum / drawn) ** 2;
    const beyond = (chance: number) => (chance === 1 ? null : (percent - chance) / (1 - chance));
    values.fleissKappa = beyond(squares);
    values.gwetAc1 = beyond((1 - squares) / (labels - 1));
    values.brennanPrediger = beyond(1 / labels);
  }
  return values;
}

/** Krippendorff's ordinal distance: answers between two, and half of each, squared. */
function ordinalDistance(points: readonly number[]): DistanceOf {
  const order = [...points.keys()].sort((a, b) => points[a] - points[b]);
  return (counts) => {
    // How often an answer or one below it was given: counts are whole, so that differences are exact.
    const upTo = new Float64Array(points.length);
    let sum = 0;
    for (const answer of order) upTo[answer] = sum += counts[answer];
    return (a, b) =>
      (Math.abs(upTo[a] - upTo[b]) +
        (points[a] < points[b] ? counts[a] : counts[b]) -
        (counts[a] + counts[b]) / 2) **
      2;
  };
}

/** Jaccard times monotonicity (Passonneau 2006): 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0. */
export function masi(a: readonly number[], b: readonly number[]): number {
  const shared = a.filter((label) => b.includes(label)).length;
  if (shared === 0) return 0;
  const union = a.length + b.length - shared;
  const monotonicity =
    shared === a.length && shared === b.length ? 1 : shared === Math.min(a.length, b.length) ? 2 / 3 : 1 / 3;
  return (shared / union) * monotonicity;
}

/**
 * How often pairs of different raters of an item gave which two labels, in parts where they gave several: K x K, symmetric, each
 * item's pairs summing to 1. `null` without such items.
 */
export function confusionOfPeople(votes: Votes, labels: number): number[][] | null {
  const matrix = Array.from({ length: labels }, () => new Array<number>(labels).fill(0));
  const { sets, items } = itemAnswers(votes);
  for (const { answers, times, raters } of items)
    for (const [a, first] of answers.entries())
      for (const [b, second] of answers.entries()) {
        const pairs = times[a] * (a === b ? times[a] - 1 : times[b]);
        const [one, other] = [sets[first], sets[second]];
        const weight = pairs / (raters * (raters - 1) * one.length * other.length);
        for (const c of one) for (const d of other) matrix[c][d] += weight;
      }
  return items.length === 0 ? null : matrix.map((row) => row.map((sum) => sum / items.length));
}

/** Agreement of two answers of an item, 0 to 1: shared labels, on a scale 1 - (difference / range)². */
export function answerAgreement(
  question: LabelledQuestion,
): (a: readonly number[], b: readonly number[]) => number {
  if (question.kind === 'categorical') return voteAgreement;
  const { points } = question;
  const range = points[points.length - 1] - points[0];
  const mean = (set: readonly number[]) => set.reduce((sum, c) => sum + points[c], 0) / set.length;
  return (a, b) => (range === 0 ? 1 : 1 - ((mean(a) - mean(b)) / range) ** 2);
}
