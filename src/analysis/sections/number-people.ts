import { withoutRaters, type Votes } from '../../judgments/votes.ts';
import { forEachResample } from '../bootstrap.ts';
import { pearson } from '../correlation.ts';
import { intervalOf, meanIntervals, meanOf, NO_INTERVAL, varianceOf } from '../intervals.ts';
import { crpsOfSamples } from '../numbers/crps.ts';
import { numbersOf } from '../numbers/item-numbers.ts';
import { numberStream, type NumberStudy } from '../numbers/number-study.ts';
import { AMONG, AmongRaters, type AmongFigure } from '../numbers/among-raters.ts';
import { fewRaters, type RaterSpread } from '../rater-spread.ts';
import type { AmongNumbersReport, Interval, PeopleNumbersReport, RaterNumbers } from '../report.ts';
import { figure, Section, sectionOf, sectionWithout, type FiguresOf } from '../section.ts';
import { placesWhere } from '../study.ts';

/** Parts of the range in which numbers are counted. */
const PARTS = 20;

/** What people said. */
export function numberPeopleSection(study: NumberStudy): Section<FiguresOf<PeopleNumbersReport>> {
  const { annotated, people, settings } = study;
  const { votes, origin, question } = annotated;
  const numbers = numbersOf(votes);
  const voted = placesWhere(people.raters, (n) => n > 0);
  const none = 'No text has a number.';
  return sectionOf<FiguresOf<PeopleNumbersReport>>({
    origin,
    raters: figure(votes.raterIds?.length, 'The source does not name its raters.'),
    ratersPerItem: figure(numbers.length / voted.length, none),
    votes: numbers.length,
    items: voted.length,
    itemsBelowMinimum: voted.filter((item) => people.raters[item] < settings.minimumRaters).length,
    abstentions: votes.abstentions.reduce((sum, count) => sum + count, 0),
    mean: figure(meanOf(numbers), none),
    sd: figure(numbers.length > 1 ? Math.sqrt(varianceOf(numbers)) : NaN, 'It needs two numbers.'),
    histogram: histogram(numbers, question.range),
  });
}

function histogram(
  numbers: Float64Array,
  { lowest, highest }: { readonly lowest: number; readonly highest: number },
): number[] {
  const shares = new Array<number>(PARTS).fill(0);
  for (const number of numbers) {
    const part = Math.floor(((number - lowest) / (highest - lowest)) * PARTS);
    shares[Math.min(part, PARTS - 1)] += 1 / numbers.length;
  }
  return shares;
}

const WHY: Readonly<Record<AmongFigure, string>> = {
  icc1: 'It needs named raters, several of whom judge the same texts.',
  iccK: 'It needs named raters, several of whom judge the same texts.',
  alpha: 'All raters gave the same number everywhere.',
  withinVariance: 'No text has two raters.',
  reliability: 'It needs two texts whose means differ.',
};

/** How people agree; `null` where the numbers are not single raters'. */
export function amongNumbersSection(study: NumberStudy): Section<AmongNumbersReport> | null {
  const { annotated, people, settings } = study;
  const { votes, origin } = annotated;
  if (origin !== 'raters') return null;
  const items = placesWhere(people.raters, (n) => n > 1);
  const all = new AmongRaters(votes, items);
  const found = all.figures(null);
  const resampled = AMONG.map(() => [] as number[]);
  if (items.length > 0)
    forEachResample(items.length, settings.resamples, numberStream(study, 'bootstrap'), (drawn) => {
      const again = all.figures(drawn);
      for (const [at, name] of AMONG.entries()) if (again[name] !== null) resampled[at].push(again[name]);
    });
  const spreads = spreadsOf(votes, items);
  const among = Object.fromEntries(
    AMONG.map((name, at) => {
      const value = found[name];
      return [
        name,
        value === null || resampled[at].length === 0
          ? sectionWithout(NO_INTERVAL, WHY[name])
          : new Section(
              atMostOne(name, intervalOf(value, Float64Array.from(resampled[at]), spreads?.[at] ?? null)),
            ),
      ];
    }),
  ) as Record<AmongFigure, Section<Interval>>;
  const noPairs = WHY.withinVariance;
  const { reliability } = found;
  return sectionOf<AmongNumbersReport>({
    items: items.length,
    ...among,
    k: figure(all.k, noPairs),
    ceiling: sectionOf<AmongNumbersReport['ceiling']>({
      pearson: figure(
        reliability === null || reliability < 0 ? NaN : Math.sqrt(reliability),
        'Texts differ no more than raters of one text do.',
      ),
      rmse: figure(Math.sqrt(all.noise), noPairs),
    }),
    oneRater: oneRaterSection(study, items),
    raters: raterRows(study, items),
  });
}

/** Coefficients are no greater than 1, however wide their interval. */
function atMostOne(name: AmongFigure, interval: Interval): Interval {
  if (name === 'withinVariance') return { ...interval, lo: Math.max(interval.lo!, 0) };
  return { ...interval, hi: Math.min(interval.hi!, 1) };
}

/**
 * What few raters add to each, by deleting one at a time (Tukey 1958). What single numbers add is in it and in the resampled items,
 * so that these intervals are a little wide.
 */
function spreadsOf(votes: Votes, items: Uint32Array): (RaterSpread | null)[] | null {
  if (!fewRaters(votes)) return null;
  const without = votes.raterIds!.map((_, rater) => {
    const others = withoutRaters(votes, [rater]);
    const left = items.filter((item) => others.voteStart[item + 1] - others.voteStart[item] > 1);
    return new AmongRaters(others, left).figures(null);
  });
  return AMONG.map((name) => {
    const values = without.flatMap((one) => (one[name] === null ? [] : [one[name]]));
    if (values.length < without.length || values.length < 2) return null;
    const own = Float64Array.from(values);
    const count = own.length;
    return { variance: ((count - 1) ** 2 / count) * varianceOf(own), degrees: count - 1 };
  });
}

/** Each rater beside the others of the same items. */
function oneRaterSection(study: NumberStudy, items: Uint32Array): Section<AmongNumbersReport['oneRater']> {
  const { annotated, people, settings } = study;
  const { votes } = annotated;
  const numbers = numbersOf(votes);
  const [own, others]: [number[], number[]] = [[], []];
  const distance = new Float64Array(items.length);
  const scored: number[] = [];
  for (const [place, item] of items.entries()) {
    const n = people.raters[item];
    const all = numbers.subarray(votes.voteStart[item], votes.voteStart[item + 1]);
    let score = 0;
    for (const [at, y] of all.entries()) {
      const mean = (people.mean[item] * n - y) / (n - 1);
      own.push(y);
      others.push(mean);
      distance[place] += Math.abs(y - mean) / n;
      if (n > 2) score += crpsOfSamples(all.filter((_, other) => other !== at).sort(), y) / n;
    }
    if (n > 2) scored.push(score);
  }
  const random = () => numberStream(study, 'bootstrap');
  const none = 'No text has two raters.';
  const meanInterval = (values: Float64Array) =>
    meanIntervals({ mean: values }, settings.resamples, random()).mean;
  const squares = own.reduce((sum, y, at) => sum + (y - others[at]) ** 2, 0) / own.length;
  return sectionOf<AmongNumbersReport['oneRater']>({
    pearson: figure(pearson(own, others), 'The numbers are all alike, or there are too few.'),
    mae: items.length === 0 ? sectionWithout(NO_INTERVAL, none) : meanInterval(distance),
    rmse: figure(Math.sqrt(squares), none),
    crps:
      scored.length === 0
        ? sectionWithout(NO_INTERVAL, 'No text has three raters.')
        : meanInterval(Float64Array.from(scored)),
  });
}

function raterRows({ annotated, people }: NumberStudy, items: Uint32Array): Section<readonly RaterNumbers[]> {
  const { votes } = annotated;
  const { raters, raterIds } = votes;
  if (raters === null || raterIds === null) return new Section<readonly RaterNumbers[]>([]);
  const numbers = numbersOf(votes);
  const given: [number, number][][] = raterIds.map(() => []);
  for (const item of items)
    for (let vote = votes.voteStart[item]; vote < votes.voteStart[item + 1]; vote++) {
      const n = people.raters[item];
      given[raters[vote]].push([numbers[vote], (people.mean[item] * n - numbers[vote]) / (n - 1)]);
    }
  const rows = raterIds.flatMap((rater, at): Section<RaterNumbers>[] => {
    const own = Float64Array.from(given[at], ([y]) => y);
    const others = Float64Array.from(given[at], ([, mean]) => mean);
    if (own.length === 0) return [];
    const difference = own.map((y, place) => y - others[place]);
    return [
      sectionOf<RaterNumbers>({
        rater,
        items: own.length,
        mean: meanOf(own),
        bias: meanOf(difference),
        mae: meanOf(difference.map(Math.abs)),
        pearson: figure(pearson(own, others), 'The rater or the others gave one number everywhere.'),
      }),
    ];
  });
  return sectionOf<readonly RaterNumbers[]>(rows);
}
