import { extent, min } from 'd3';
import type { MappedQuestion } from './mapping.ts';
import { WIDEST_FILLED } from './scale.ts';

/** A question's labels in their final order. */
export interface SettledLabels {
  readonly labels: readonly string[];
  /** The points' values if the question is ordinal, else `null`. */
  readonly points: readonly number[] | null;
  /** Where each of the given labels stands among them. */
  readonly places: Uint16Array;
}

const NUMBER = /^[+-]?\d+(\.\d+)?$/;
/** A point of a scale with its meaning: `1 - very negative`, `5: agree`, `(3) neither`. */
const POINT_AND_WORDS = /^\(?([+-]?\d+)\)?\s*[-–—:=.)]?\s+\D/;
const FULL_STARS = ['★', '⭐', '🌟'];
const STARS = /^(?:[★⭐🌟]\ufe0f?)+☆*$|^☆+$/u;
/** A point and the highest one: `4/5`. Of fractions other wholes are as likely. */
const OUT_OF = /^(\d+) ?\/ ?(5|7|10)$/;
/** From 0 to 10 and from -5 to 5 are the widest scales in use; whole numbers further apart are codes of classes. */
const WIDEST_SCALE = 10;
const FEWEST_POINTS = 3;

/**
 * Decides whether labels are the points of a scale, and in what order they stand.
 *
 * By their labels alone, whole numbers with at least three different values and no more than 10 from the lowest to the
 * highest make an ordinal question; 0 and 1 stay categories, and so do codes such as 0 to 27. Its points are every whole
 * number from the lowest to the highest, given or not. A question that is declared ordinal may have any numbers. A number may
 * have its meaning after it (`1 - very negative`): such a name is the label of its point, also for answers of the number alone.
 *
 * @param names different labels
 * @param declared whether the order of `names` is the file's own (columns); otherwise categories are sorted
 * @param filled whether every whole number between points is a point
 * @returns `null` if the question is declared ordinal and a label is no number
 */
export function settleLabels(
  names: readonly string[],
  kind: MappedQuestion['kind'],
  declared: boolean,
  filled = true,
): SettledLabels | null {
  const values = names.map(pointValue);
  // Points out of 5 and out of 10 are on no one scale.
  if (
    new Set(names.map((name) => OUT_OF.exec(name)?.[2])).size > 1 &&
    names.some((name) => OUT_OF.test(name))
  )
    values.fill(NaN);
  const numeric = names.length > 0 && !values.includes(NaN);
  if (kind === 'ordinal' && !numeric) return null;
  if (kind === 'ordinal' || (kind === 'by labels' && numeric && isScale(values))) {
    const points = pointsOf(values, filled);
    const places = Uint16Array.from(values, (value) => points.indexOf(value + 0));
    return { labels: points.map((point) => nameOf(point, names, values)), points, places };
  }
  const order = names.map((_, index) => index);
  if (!declared)
    order.sort((a, b) => (numeric ? values[a] - values[b] : 0) || (names[a] < names[b] ? -1 : 1));
  const places = new Uint16Array(names.length);
  for (const [place, index] of order.entries()) places[index] = place;
  return { labels: order.map((index) => names[index]), points: null, places };
}

/**
 * The points of a scale in words, numbered from 1.
 * @returns `null` if a label is none of them
 */
export function settledWords(names: readonly string[], points: readonly string[]): SettledLabels | null {
  const folded = points.map((point) => point.toLowerCase());
  const places = names.map((name) => folded.indexOf(name.toLowerCase()));
  if (places.includes(-1)) return null;
  return { labels: points, points: points.map((_, place) => place + 1), places: Uint16Array.from(places) };
}

/** The number that a label is or begins with, or the stars that it draws; `NaN` if it is another. */
export function pointValue(name: string): number {
  if (NUMBER.test(name)) return Number(name);
  if (STARS.test(name)) return [...name].filter((one) => FULL_STARS.includes(one)).length;
  const outOf = OUT_OF.exec(name);
  if (outOf !== null) return Number(outOf[1]) <= Number(outOf[2]) ? Number(outOf[1]) : NaN;
  const point = POINT_AND_WORDS.exec(name)?.[1];
  return point === undefined ? NaN : Number(point);
}

/** A point's number, or the longest name that was given with it. */
function nameOf(point: number, names: readonly string[], values: readonly number[]): string {
  const own = names.filter((name, at) => values[at] === point && !isPlain(name));
  return own.sort((a, b) => b.length - a.length)[0] ?? String(point);
}

/** Whether a name says its number and nothing else. */
function isPlain(name: string): boolean {
  return NUMBER.test(name) || STARS.test(name) || OUT_OF.test(name);
}

function isScale(values: readonly number[]): boolean {
  return (
    new Set(values).size >= FEWEST_POINTS && values.every(Number.isInteger) && range(values) <= WIDEST_SCALE
  );
}

function pointsOf(values: readonly number[], filled: boolean): number[] {
  const lowest = min(values)!;
  // `+ 0` makes -0 a plain zero, which it is as a label.
  if (filled && values.every(Number.isInteger) && range(values) <= WIDEST_FILLED)
    return Array.from({ length: range(values) + 1 }, (_, step) => lowest + step + 0);
  return [...new Set(values.map((value) => value + 0))].sort((a, b) => a - b);
}

function range(values: readonly number[]): number {
  const [lowest = 0, highest = 0] = extent(values);
  return highest - lowest;
}
