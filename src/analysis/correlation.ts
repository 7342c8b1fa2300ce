import { ascendingOrder } from './ascending-order.ts';
import type { Row } from './divergence.ts';

/** Spread below which a column counts as constant, relative to its size: what rounding alone leaves of a constant. */
const CONSTANT = 1e-13;

/** Difference that rounding alone makes between equal values near 1. */
export const TIE = 1e-13;

/** Pearson's correlation, or `null` where either column is constant or has fewer than two values. */
export function pearson(x: Row, y: Row): number | null {
  const n = x.length;
  if (n < 2) return null;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < n; i++) {
    meanX += x[i];
    meanY += y[i];
  }
  meanX /= n;
  meanY /= n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < n; i++) {
    const dx = x[i] - meanX;
    const dy = y[i] - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  if (Math.sqrt(xx / n) <= CONSTANT * Math.abs(meanX) || Math.sqrt(yy / n) <= CONSTANT * Math.abs(meanY))
    return null;
  if (xx === 0 || yy === 0) return null;
  return Math.min(Math.max(xy / Math.sqrt(xx * yy), -1), 1);
}

/**
 * Ranks from 1, equal values sharing the mean of their ranks. Neighbours within {@link TIE} are equal: entropies and vote shares
 * that are the same number on paper differ by rounding with the order of their terms.
 */
export function ranks(values: Row): Float64Array {
  const n = values.length;
  const order = ascendingOrder(Float64Array.from(values));
  const rank = new Float64Array(n);
  for (let from = 0; from < n;) {
    let to = from + 1;
    while (to < n && values[order[to]] - values[order[to - 1]] <= TIE) to++;
    for (let at = from; at < to; at++) rank[order[at]] = (from + 1 + to) / 2;
    from = to;
  }
  return rank;
}

/** Spearman's rank correlation with tied ranks averaged, or `null` where either column is constant. */
export function spearman(x: Row, y: Row): number | null {
  return pearson(ranks(x), ranks(y));
}

/**
 * Area under the ROC curve, from the {@link ranks} of the scores, for the items with `positive` = 1: the share of (positive, negative)
 * pairs put in the right order, ties counting half (Mann-Whitney). `null` where one of the two kinds is missing.
 */
export function areaUnderCurve(rank: Row, positive: Row): number | null {
  let count = 0;
  let sum = 0;
  for (let i = 0; i < rank.length; i++) {
    if (positive[i]) {
      count++;
      sum += rank[i];
    }
  }
  const others = rank.length - count;
  if (count === 0 || others === 0) return null;
  return (sum - (count * (count + 1)) / 2) / (count * others);
}
