import { ratersPerItem, setsOf } from '../judgments/votes.ts';
import type { Votes } from '../judgments/votes.ts';
import { forEachResample, percentileInterval } from './bootstrap.ts';
import type { Random } from './random.ts';
import type { AgreementFigure } from './rater-agreement.ts';

/** Items that two raters must share for a kappa of the pair, and most raters whose pairs are looked at. */
const FEWEST_SHARED = 10;
const MOST_PAIRED = 40;

const NOTHING = { value: null, lo: null, hi: null };

/** Cohen's kappa (1960) of two raters over the items that both answered with one label, with its bootstrap interval over items. */
export interface RaterPair {
  readonly first: number;
  readonly second: number;
  readonly items: number;
  /** `null` under 10 items, and where chance alone would agree wholly. */
  readonly kappa: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}

/** Pairs of raters, and the mean of their kappas (Light 1971), `null` where no pair has one. */
export interface PairsOfRaters {
  readonly pairs: readonly RaterPair[];
  readonly mean: AgreementFigure | null;
}

/** Two raters' answers to the items that they share. */
interface SharedAnswers {
  readonly first: number;
  readonly second: number;
  /** Places among the items that somebody judged. */
  readonly items: number[];
  readonly answers: number[];
  readonly others: number[];
}

/** Every two raters with an item in common; none where raters have no ids or are many. */
export function raterPairs(votes: Votes, labels: number, resamples: number, random: Random): PairsOfRaters {
  const raters = ratersPerItem(votes);
  const judged = [...raters.keys()].filter((item) => raters[item] > 0);
  const shared = sharedAnswers(votes, judged);
  const enough = shared.filter(({ items }) => items.length >= FEWEST_SHARED);
  const observed = enough.map((pair) => kappaOf(pair, labels, null));
  const drawnKappas = enough.map((): number[] => []);
  const drawnMeans: number[] = [];
  forEachResample(judged.length, enough.length === 0 ? 0 : resamples, random, (drawn) => {
    const kappas = enough.map((pair) => kappaOf(pair, labels, drawn));
    for (const [place, kappa] of kappas.entries()) if (kappa !== null) drawnKappas[place].push(kappa);
    const mean = meanOfKnown(kappas);
    if (mean !== null) drawnMeans.push(mean);
  });
  const known = new Map(
    enough.map((pair, place) => [pair, withInterval(observed[place], drawnKappas[place])]),
  );
  return {
    pairs: shared.map((pair) => {
      const { value: kappa, lo, hi } = known.get(pair) ?? NOTHING;
      return { first: pair.first, second: pair.second, items: pair.items.length, kappa, lo, hi };
    }),
    mean: withInterval(meanOfKnown(observed), drawnMeans),
  };
}

function sharedAnswers(votes: Votes, judged: readonly number[]): SharedAnswers[] {
  const { raters, raterIds, voteStart } = votes;
  if (!raters || !raterIds || raterIds.length > MOST_PAIRED) return [];
  const pairs = new Map<number, SharedAnswers>();
  for (const [place, item] of judged.entries()) {
    const sets = setsOf(votes, item);
    for (let a = 0; a < sets.length; a++)
      for (let b = 0; b < sets.length; b++) {
        const [first, second] = [raters[voteStart[item] + a], raters[voteStart[item] + b]];
        if (first >= second || sets[a].length > 1 || sets[b].length > 1) continue;
        const key = first * raterIds.length + second;
        const pair = pairs.get(key) ?? { first, second, items: [], answers: [], others: [] };
        pairs.set(key, pair);
        pair.items.push(place);
        pair.answers.push(sets[a][0]);
        pair.others.push(sets[b][0]);
      }
  }
  return [...pairs.values()].sort((a, b) => a.first - b.first || a.second - b.second);
}

/** @param drawn how often each item that somebody judged counts; `null`: once */
function kappaOf(
  { items, answers, others }: SharedAnswers,
  labels: number,
  drawn: Uint16Array | null,
): number | null {
  const own = new Float64Array(labels);
  const other = new Float64Array(labels);
  let n = 0;
  let same = 0;
  for (const [place, item] of items.entries()) {
    const weight = drawn ? drawn[item] : 1;
    n += weight;
    own[answers[place]] += weight;
    other[others[place]] += weight;
    if (answers[place] === others[place]) same += weight;
  }
  if (n === 0) return null;
  const chance = own.reduce((sum, times, c) => sum + (times * other[c]) / (n * n), 0);
  return chance >= 1 ? null : (same / n - chance) / (1 - chance);
}

function meanOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function withInterval(value: number | null, drawn: readonly number[]): AgreementFigure | null {
  return value === null || drawn.length === 0
    ? null
    : { value, ...percentileInterval(Float64Array.from(drawn)) };
}
