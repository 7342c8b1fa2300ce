import type { Row } from '../divergence.ts';

/**
 * Average precision of scores for the items with `positive` = 1: the mean over positives of the precision at their score, equal scores
 * taken together (as scikit-learn's average_precision_score). `null` without a positive.
 */
export function averagePrecision(scores: Row, positive: Row): number | null {
  const order = Array.from({ length: scores.length }, (_, place) => place).sort(
    (a, b) => scores[b] - scores[a],
  );
  let found = 0;
  let before = 0;
  let sum = 0;
  for (const [place, item] of order.entries()) {
    found += positive[item];
    const last = place + 1 === order.length || scores[order[place + 1]] !== scores[item];
    if (!last) continue;
    sum += (found - before) * (found / (place + 1));
    before = found;
  }
  return found === 0 ? null : sum / found;
}
