import { holm } from '../analysis/comparisons.ts';
import { studentCumulative } from '../analysis/gamma.ts';
import { meanIntervals, meanOf, NO_INTERVAL, pick, varianceOf } from '../analysis/intervals.ts';
import { raterSpreads, type RaterSpread } from '../analysis/rater-spread.ts';
import type { Interval } from '../analysis/report.ts';
import { gapSpreads, gapWithout, withoutSquared } from '../analysis/sections/gap.ts';
import { stream, type ModelStudy, type QuestionStudy } from '../analysis/study.ts';

/** With fewer judged texts neither an interval nor a test says anything. */
export const FEWEST_JUDGED = 10;

/** How far a model is from people in one region of a map. */
export interface RegionGap {
  /** Texts of the region that D is over. */
  readonly judged: number;
  /** Mean D, the unbiased squared gap, with its 95% interval as the report has it of the region as a slice. */
  readonly squared: Interval;
  /** Mean D of the region minus that of all other texts; `null` where there is none. */
  readonly difference: number | null;
  /** Two-sided, of that difference. */
  readonly p: number | null;
  /** After Holm over the regions that have one. */
  readonly pAdjusted: number | null;
  /** Why there are no figures. */
  readonly reason: string | null;
}

/**
 * Where a model is wrong: its mean D in each region beside all other texts. The regions must have been found without the model's answers,
 * or the p-values mean nothing.
 * @param region each item's region; a number of `regions` or more is none, and its items are among the others of every region
 */
export function regionGaps(
  study: QuestionStudy,
  model: ModelStudy,
  region: Uint16Array,
  regions: number,
): RegionGap[] {
  const none = study.noGap ?? withoutSquared(model);
  const { squaredItems: items } = model;
  const found = Array.from({ length: regions }, (_, own): Omit<RegionGap, 'pAdjusted'> => {
    const inside = items.filter((item) => region[item] === own);
    const judged = inside.length;
    const without = (reason: string) => ({ judged, squared: NO_INTERVAL, difference: null, p: null, reason });
    if (none !== null) return without(none);
    if (items.length === 0)
      return without('No judged text was answered that the model has not seen in training.');
    if (judged < FEWEST_JUDGED)
      return without(`Too few judged texts: ${judged}, and ${FEWEST_JUDGED} are needed.`);
    const columns = { squared: pick(model.figures.squared, inside) };
    const { squared } = meanIntervals(
      columns,
      study.settings.resamples,
      stream(study, 'bootstrap'),
      gapSpreads(study, model, ['squared'], inside),
    );
    if (items.length - judged < FEWEST_JUDGED)
      return {
        judged,
        squared,
        difference: null,
        p: null,
        reason: 'Too few other texts to compare it with.',
      };
    const isInside = (item: number) => region[item] === own;
    return { judged, squared, ...difference(study, model, items, isInside, judged), reason: null };
  });
  const tested = found.filter(({ p }) => p !== null);
  const adjusted = holm(tested.map(({ p }) => p!));
  return found.map((one) => ({ ...one, pAdjusted: one.p === null ? null : adjusted[tested.indexOf(one)] }));
}

/**
 * The mean of D inside minus outside. The difference is the mean over all items of D times a weight, so that what few raters add to its
 * variance is what they add to that mean.
 */
function difference(
  study: QuestionStudy,
  model: ModelStudy,
  items: Uint32Array,
  isInside: (item: number) => boolean,
  judged: number,
): { difference: number; p: number } {
  const { annotated } = study;
  const { figures } = model;
  const inside = pick(figures.squared, items.filter(isInside));
  const outside = pick(
    figures.squared,
    items.filter((item) => !isInside(item)),
  );
  const weights = Float64Array.from(items, (item) =>
    isInside(item) ? items.length / judged : -items.length / (items.length - judged),
  );
  const own = gapWithout(annotated.question, figures, ['squared']);
  const spreads = raterSpreads(annotated.votes, figures.labels, items, 1, (item, others, out, place) => {
    own(item, others, out, place);
    out[0] *= weights[place];
  });
  const mean = meanOf(inside) - meanOf(outside);
  return { difference: mean, p: welchP(mean, inside, outside, spreads?.[0] ?? null) };
}

/**
 * Two-sided p of a difference of two means by Student's t, with variances of their own (Welch 1947) and that of few raters as a third part,
 * whose degrees of freedom go together by Satterthwaite (1946).
 * @param spread what few raters add to the difference's variance; `null`: nothing
 */
export function welchP(
  difference: number,
  one: Float64Array,
  other: Float64Array,
  spread: RaterSpread | null = null,
): number {
  const parts = [one, other].map((values) => ({
    variance: varianceOf(values) / values.length,
    degrees: values.length - 1,
  }));
  if (spread) parts.push(spread);
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  if (variance === 0) return difference === 0 ? 1 : 0;
  const shares = parts.reduce((sum, part) => sum + part.variance ** 2 / part.degrees, 0);
  const t = Math.abs(difference) / Math.sqrt(variance);
  return 2 * studentCumulative(-t, variance ** 2 / shares);
}
