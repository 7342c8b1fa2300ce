import {
  extent,
  greatest,
  group,
  mean,
  utcDay,
  utcMonday,
  utcMonth,
  utcYear,
  type CountableTimeInterval,
} from 'd3';
import type { Sequence } from '../parts/sequences.ts';

/** Texts of one day, week, month or year. */
export interface Period {
  /** As a person says it: `2026-03-02`, `week of 2026-03-02`, `2026-03`, `2026`. */
  readonly name: string;
  readonly texts: readonly number[];
}

/** Periods of one length, in their order; those without a text are not among them. */
export interface Periods {
  readonly unit: 'day' | 'week' | 'month' | 'year';
  readonly periods: readonly Period[];
}

interface Unit {
  readonly unit: Periods['unit'];
  readonly every: CountableTimeInterval;
  /** Most of them that a list of the highest is taken from. */
  readonly most: number;
  /** Letters of a date in ISO 8601 that name one. */
  readonly letters: number;
}

const UNITS: readonly Unit[] = [
  { unit: 'day', every: utcDay, most: 21, letters: 'YYYY-MM-DD'.length },
  { unit: 'week', every: utcMonday, most: 60, letters: 'YYYY-MM-DD'.length },
  { unit: 'month', every: utcMonth, most: 120, letters: 'YYYY-MM'.length },
  { unit: 'year', every: utcYear, most: Infinity, letters: 'YYYY'.length },
];

/**
 * The texts by day, week (from Monday), month or year: the shortest of which there are not too many, and no shorter than the dates
 * are exact. `null` where the order is not by dates.
 * @param known 1 for each text that has an answer; the others are left out
 */
export function periodsOf({ isDate, at, written }: Sequence, known: ArrayLike<number>): Periods | null {
  const texts = [...at.keys()].filter((text) => known[text] && !Number.isNaN(at[text]));
  const [first, last] = extent(texts, (text) => at[text]);
  if (!isDate || first === undefined) return null;
  const exact = written(first).length;
  const { unit, every, letters } = UNITS.find(
    (one) => one.letters <= exact && one.every.count(new Date(first), new Date(last!)) < one.most,
  )!;
  const inOrder = texts.sort((a, b) => at[a] - at[b] || a - b);
  const starts = group(inOrder, (text) => every.floor(new Date(at[text])).getTime());
  return {
    unit,
    periods: Array.from(starts, ([start, those]) => {
      const day = new Date(start).toISOString().slice(0, letters);
      return { name: unit === 'week' ? `week of ${day}` : day, texts: those };
    }),
  };
}

/** A period with the mean of what is looked at, and the text that shows it best. */
export interface TellingPeriod extends Period {
  readonly mean: number;
  readonly text: number;
}

/**
 * The periods with the highest means, or with the lowest.
 * @param valueOf of a text; NaN where it has none, which leaves it out
 * @param side 1 for the highest, -1 for the lowest
 */
export function tellingPeriods(
  { periods }: Periods,
  valueOf: (text: number) => number,
  side: 1 | -1,
  most: number,
): TellingPeriod[] {
  return periods
    .flatMap((period) => {
      const known = period.texts.filter((text) => !Number.isNaN(valueOf(text)));
      return known.length === 0
        ? []
        : {
            name: period.name,
            texts: known,
            mean: mean(known, valueOf)!,
            text: greatest(known, (text) => side * valueOf(text))!,
          };
    })
    .sort((a, b) => side * (b.mean - a.mean))
    .slice(0, most);
}
