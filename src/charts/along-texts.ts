import { scaleUtc, utcDay, utcFormat } from 'd3';
import type { Frame } from './frame.ts';
import { columnSpot, type Spot } from './spot.ts';

/** What texts stand along: their number in the file, or a date in milliseconds. */
export interface Along {
  readonly name: string;
  readonly isDate: boolean;
  /** A place in words. */
  readonly written: (at: number) => string;
}

/** A place along the texts, and the text that is nearest to it. */
export interface Placed {
  readonly at: number;
  readonly text: number;
}

/** Marks of a curve that can be pointed at; between them it only goes on. */
const MARKS = 14;
/** Pixels that the words of a date take. */
const DATE_WIDTH = 90;
const NUMBER_WIDTH = 60;
const MONTH = utcFormat('%b');
const WHOLE_MONTH = utcFormat('%B');
const DAY = utcFormat('%Y-%m-%d');
/** How many more ticks may be asked for until there are two. */
const MOST_TICKS_MORE = 6;

/** The ticks of the axis along the texts, and how they are written. */
export function placesAlong({ x, width }: Frame, { isDate }: Along) {
  if (!isDate) return { ticks: x.ticks(Math.max(2, Math.floor(width / NUMBER_WIDTH / 2))) };
  const dates = scaleUtc().domain(x.domain());
  const fitting = Math.max(2, Math.floor(width / DATE_WIDTH));
  // Asked for two, half a year may give one: a quarter's beginning.
  const counts = Array.from({ length: MOST_TICKS_MORE }, (_, more) => fitting + more);
  const ticks =
    counts.map((count) => dates.ticks(count)).find(({ length }) => length > 1) ?? dates.ticks(fitting);
  const areClose = ticks.length > 1 && x(Number(ticks[1])) - x(Number(ticks[0])) < DATE_WIDTH;
  const inFull = dates.tickFormat();
  const inWords = (date: Date) => {
    const words = inFull(date);
    return areClose && words === WHOLE_MONTH(date) ? MONTH(date) : words;
  };
  return {
    ticks: ticks.map(Number),
    written: (at: number) => withYear(new Date(at), at === Number(ticks[0]), inWords),
  };
}

/**
 * A tick's date. The first has its year, without which months and days are of none; and of a day of the week or a time the day, which
 * they do not name.
 */
function withYear(date: Date, isFirst: boolean, inWords: (date: Date) => string): string {
  const words = inWords(date);
  const year = String(date.getUTCFullYear());
  if (!isFirst || words.includes(year)) return words;
  if (words.startsWith(MONTH(date))) return `${words} ${year}`;
  return utcDay(date) < date ? `${DAY(date)} ${words}` : DAY(date);
}

/** Evenly spaced points of a curve as spots, each with the address of the text that is nearest. */
export function spotsAlong<Point extends Placed>(
  frame: Frame,
  points: readonly Point[],
  { name, isDate, written }: Along,
  hrefOf: (text: number) => string,
  inWords: (point: Point) => string,
): (Spot & { readonly point: Point })[] {
  const { x } = frame;
  const step = Math.max(1, Math.round((points.length - 1) / MARKS));
  return points
    .filter((_, place) => place % step === 0)
    .map((point) => ({
      point,
      ...columnSpot(frame, x(point.at), Math.max(1, x(points[step]?.at ?? point.at) - x(points[0].at))),
      words: `${isDate ? '' : `${name} `}${written(point.at)}: ${inWords(point)}`,
      href: hrefOf(point.text),
    }));
}
