import { fewShares, meansOnScale } from './answers-along.ts';
import { textCourse, type CoursePoint } from './text-course.ts';

/** A model's answers, texts x labels, and which texts have one. */
interface Answers {
  readonly model: Float64Array;
  readonly answered: Uint8Array;
}

/** A mean along the texts. */
export interface MeanCourse {
  readonly points: readonly CoursePoint[];
  /** How many it is over. */
  readonly texts: number;
}

/** Shares of labels along the texts. */
export interface SharesCourse {
  /** The labels with the highest mean in any tenth of the texts, then the rest as one. */
  readonly labels: readonly string[];
  /** What the rest is called; `null` if all labels are named. */
  readonly rest: string | null;
  /** A curve for each of them. */
  readonly curves: readonly (readonly CoursePoint[])[];
  /** The same as shares that sum to one at every place. */
  readonly stacked: readonly {
    readonly at: number;
    readonly text: number;
    readonly shares: readonly number[];
  }[];
  readonly texts: number;
}

/** The label that says that there is no emotion; it can be taken out. */
export const NEUTRAL = 'neutral';
/** Labels that a stack has colours for, beside the rest. */
const NAMED = 6;

/**
 * @param at where each text is; NaN leaves it out
 * @param leftOut a label that is taken out, the others being divided by what remains
 * @returns `null` with too few texts
 */
export function sharesCourse(
  answers: Answers,
  labels: readonly string[],
  at: Float64Array,
  leftOut: string | null = null,
): SharesCourse | null {
  const { labels: few, rows, known } = fewShares(answers, labels, NAMED, leftOut, inOrder(at));
  const placed = placedWhere(at, known);
  const curves = textCourse(placed, rows, few.length).map((curve) => within(curve, 0, 1));
  if (curves.length === 0) return null;
  const stacked = curves[0].map((point, place) => {
    const means = curves.map((curve) => curve[place].mean);
    const sum = means.reduce((total, mean) => total + mean, 0);
    return { at: point.at, text: point.text, shares: means.map((mean) => mean / sum) };
  });
  const rest = few.find((label) => !labels.includes(label)) ?? null;
  return { labels: few, rest, curves, stacked, texts: placedTexts(placed) };
}

/** The mean probability of a label. @returns `null` with too few texts */
export function labelCourse(
  { model, answered }: Answers,
  labels: readonly string[],
  label: string,
  at: Float64Array,
): MeanCourse | null {
  const place = labels.indexOf(label);
  const values = Float64Array.from(answered, (_, text) => model[text * labels.length + place]);
  return meanCourse(values, placedWhere(at, answered), 0, 1);
}

/** The mean rating. @param points of the scale, in its order @returns `null` with too few texts, or where points are no numbers */
export function ratingCourse(
  answers: Answers,
  points: readonly number[],
  at: Float64Array,
): MeanCourse | null {
  if (!points.every((point) => Number.isFinite(point))) return null;
  const placed = placedWhere(at, answers.answered);
  return meanCourse(meansOnScale(answers, points), placed, points[0], points[points.length - 1]);
}

function meanCourse(
  values: Float64Array,
  placed: Float64Array,
  least: number,
  most: number,
): MeanCourse | null {
  const [curve] = textCourse(placed, values, 1) as (CoursePoint[] | undefined)[];
  return curve ? { points: within(curve, least, most), texts: placedTexts(placed) } : null;
}

/** The texts that have a place, one after another. */
function inOrder(at: Float64Array): number[] {
  return [...at.keys()].filter((text) => !Number.isNaN(at[text])).sort((a, b) => at[a] - at[b] || a - b);
}

function placedWhere(at: Float64Array, known: Uint8Array): Float64Array {
  return at.map((place, text) => (known[text] ? place : NaN));
}

function placedTexts(placed: Float64Array): number {
  return placed.filter((place) => !Number.isNaN(place)).length;
}

/** A straight line through means near their least or most goes past it. */
function within(curve: readonly CoursePoint[], least: number, most: number): CoursePoint[] {
  const cut = (value: number) => Math.min(most, Math.max(least, value));
  return curve.map((point) => ({ ...point, mean: cut(point.mean), lo: cut(point.lo), hi: cut(point.hi) }));
}
