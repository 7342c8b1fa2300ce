/** Share of the texts that a local fit is over, and the fewest of them. */
const SPAN = 0.3;
const FEWEST_IN_SPAN = 10;
/** Fewer texts have no course: a local fit would be over all of them. */
export const FEWEST_TEXTS = 20;
/** Neighbouring texts are pooled into so many groups at the most, far fewer than a screen has pixels of a curve. */
const MOST_GROUPS = 1500;
/** Places at which a curve is computed. */
const PLACES = 81;
/** Two-sided 95% of the normal distribution. */
const Z = 1.959964;

/** The mean of one value at one place along the texts, with its 95% interval. */
export interface CoursePoint {
  readonly at: number;
  readonly mean: number;
  readonly lo: number;
  readonly hi: number;
  /** Index of the text that is nearest. */
  readonly text: number;
}

/** Texts side by side, pooled: where they are, how many, and their means. */
interface Group {
  readonly at: number;
  readonly texts: number;
  readonly first: number;
}

/**
 * Means along a sequence: local linear regression with tricube weights over the nearest 30% of the texts (at least 10), without
 * robustness iterations (Cleveland 1979, Journal of the American Statistical Association 74, 829-836). The interval is of the mean
 * at a place, pointwise, from the residuals in its span, and takes the texts for independent given the curve; the model's own error
 * is not in it.
 * @param at where each text is (its number, or a time); NaN leaves a text out
 * @param rows texts x columns, row by row
 * @param columns values of each text
 * @param places where the curves are computed; evenly over the texts where none are named
 * @returns a curve for each column; empty with fewer than {@link FEWEST_TEXTS} texts, or all at one place
 */
export function textCourse(
  at: ArrayLike<number>,
  rows: ArrayLike<number>,
  columns: number,
  places?: readonly number[],
): CoursePoint[][] {
  const order = Array.from({ length: at.length }, (_, text) => text)
    .filter((text) => !Number.isNaN(at[text]))
    .sort((a, b) => at[a] - at[b] || a - b);
  const [first, last] = [at[order[0]], at[order[order.length - 1]]];
  if (order.length < FEWEST_TEXTS || first === last) return [];
  const { groups, means } = pooled(order, at, rows, columns);
  const inSpan = Math.min(order.length, Math.max(FEWEST_IN_SPAN, Math.ceil(SPAN * order.length)));
  const curves: CoursePoint[][] = Array.from({ length: columns }, () => []);
  for (const x of places ?? evenly(first, last)) {
    const { from, to, reach } = spanAt(groups, x, inSpan);
    const text = nearest(groups, x, from, to);
    for (const [column, point] of fitted(groups, means, columns, x, from, to, reach).entries())
      curves[column].push({ at: x, ...point, text });
  }
  return curves;
}

function evenly(first: number, last: number): number[] {
  return Array.from({ length: PLACES }, (_, place) => first + ((last - first) * place) / (PLACES - 1));
}

/** Texts that follow one another, as many in each group as it takes. */
function pooled(order: readonly number[], at: ArrayLike<number>, rows: ArrayLike<number>, columns: number) {
  const size = Math.ceil(order.length / MOST_GROUPS);
  const groups: Group[] = [];
  const means = new Float64Array(Math.ceil(order.length / size) * columns);
  for (let start = 0; start < order.length; start += size) {
    const texts = order.slice(start, start + size);
    const offset = groups.length * columns;
    let place = 0;
    for (const text of texts) {
      place += at[text] / texts.length;
      for (let column = 0; column < columns; column++)
        means[offset + column] += rows[text * columns + column] / texts.length;
    }
    groups.push({ at: place, texts: texts.length, first: texts[Math.floor(texts.length / 2)] });
  }
  return { groups, means };
}

/** The groups that hold the nearest texts: from the first to before the second; `reach` is how far the farthest of them is. */
function spanAt(groups: readonly Group[], x: number, inSpan: number) {
  let from = lowerBound(groups, x);
  let to = from;
  let texts = 0;
  while (texts < inSpan && (from > 0 || to < groups.length)) {
    const before = from > 0 ? x - groups[from - 1].at : Infinity;
    const after = to < groups.length ? groups[to].at - x : Infinity;
    if (before <= after) texts += groups[--from].texts;
    else texts += groups[to++].texts;
  }
  const reach = Math.max(x - groups[from].at, groups[to - 1].at - x);
  return { from, to, reach };
}

function lowerBound(groups: readonly Group[], x: number): number {
  let [low, high] = [0, groups.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (groups[middle].at < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nearest(groups: readonly Group[], x: number, from: number, to: number): number {
  let best = from;
  for (let group = from; group < to; group++)
    if (Math.abs(groups[group].at - x) < Math.abs(groups[best].at - x)) best = group;
  return groups[best].first;
}

/** The local fit at a place, for each column. */
function fitted(
  groups: readonly Group[],
  means: Float64Array,
  columns: number,
  x: number,
  from: number,
  to: number,
  reach: number,
): Omit<CoursePoint, 'at' | 'text'>[] {
  const weights = new Float64Array(to - from);
  const span = groups.slice(from, to);
  // Texts that are all as far away, on one day, say, count alike.
  const isTied = span.every(({ at }) => Math.abs(at - x) === reach);
  let [s0, s1, s2, kernels, squaredKernels] = [0, 0, 0, 0, 0];
  for (let group = from; group < to; group++) {
    const { at, texts } = groups[group];
    const kernel = isTied ? 1 : (1 - (Math.abs(at - x) / reach) ** 3) ** 3;
    const weight = kernel * texts;
    weights[group - from] = weight;
    s0 += weight;
    s1 += weight * (at - x);
    s2 += weight * (at - x) ** 2;
    kernels += kernel;
    squaredKernels += kernel ** 2;
  }
  const determinant = s0 * s2 - s1 * s1;
  // All at one place: their mean, without a slope.
  const isFlat = determinant <= 1e-12 * s0 * s2;
  const leverage = weights.map((weight, index) =>
    isFlat ? weight / s0 : (weight * (s2 - s1 * (groups[from + index].at - x))) / determinant,
  );
  let spread = 0;
  for (let index = 0; index < leverage.length; index++)
    spread += leverage[index] ** 2 / groups[from + index].texts;
  // Two parameters are fitted to as many residuals as the kernel amounts to.
  const amount = kernels ** 2 / squaredKernels;
  const correction = amount > 2 ? amount / (amount - 2) : Infinity;
  return Array.from({ length: columns }, (_, column) => {
    let [mean, slope] = [0, 0];
    for (let index = 0; index < leverage.length; index++) {
      const value = means[(from + index) * columns + column];
      mean += leverage[index] * value;
      if (!isFlat)
        slope += (weights[index] * (s0 * (groups[from + index].at - x) - s1) * value) / determinant;
    }
    let residuals = 0;
    for (let index = 0; index < leverage.length; index++) {
      const away = groups[from + index].at - x;
      // The mean of several texts strays less by their number, which is in the weight.
      residuals += weights[index] * (means[(from + index) * columns + column] - mean - slope * away) ** 2;
    }
    const deviation = Z * Math.sqrt((residuals / kernels) * correction * spread);
    return { mean, lo: mean - deviation, hi: mean + deviation };
  });
}
