import type { Votes } from '../judgments/votes.ts';
import { quantile } from './bootstrap.ts';

/**
 * The median of the seconds that each rater's answers took, by the rater's place; `null` for a rater of whose answers none has a
 * time. `null` for all without rater ids or times.
 */
export function medianTimes({ raters, raterIds, times }: Votes): (number | null)[] | null {
  if (!raters || !raterIds || !times) return null;
  const ofRater = raterIds.map((): number[] => []);
  for (const [vote, seconds] of times.seconds.entries())
    if (!Number.isNaN(seconds)) ofRater[raters[vote]].push(seconds);
  return ofRater.map((all) => (all.length === 0 ? null : quantile(Float64Array.from(all).sort(), 0.5)));
}
