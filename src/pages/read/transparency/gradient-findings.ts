import { maxIndex, mean, sum } from 'd3';
import { fixed, format } from '../../../numerals/number-form.ts';
import { reasonFor } from '../../names/analysis-words.ts';
import type {
  CategoryReport,
  GradientReport,
  ModelReport,
  QuestionReport,
} from '../../../analysis/report.ts';
import type { MeanInterval } from '../../../charts/mean-interval.ts';
import type { GradientMark } from '../../../charts/gradient-mark.ts';
import { tellingMarkers } from './telling-markers.ts';

const figure = format('.2f');
const MOST_MARKERS = 6;

/** The gradients of an annotator over the open question or its group, then those of the same model and method over others. */
export function gradientsOf(
  gradients: readonly GradientReport[],
  { model, method, annotator }: ModelReport,
  question: QuestionReport,
): GradientReport[] {
  const scope = question.group ?? question.question;
  const own = gradients.filter((one) => one.scope === scope && one.annotators.includes(annotator!));
  const others = gradients.filter(
    (one) => one.scope !== scope && one.model === model && one.method === method,
  );
  return [...own, ...others];
}

/** What the gradient says, in a sentence with its figures; without them, why. */
export function gradientFinding({ pearson, raw, partial, p, points, reasons }: GradientReport): string {
  const chance =
    p === null ? null : `permutation p ${p < 0.001 ? `< ${fixed(0.001, 3)}` : `= ${fixed(p, 3)}`}`;
  if (pearson === null) {
    const why = reasonFor(reasons, 'pearson') ?? '';
    return chance === null
      ? `No trend estimated: ${why}`
      : `Too few categories for a correlation, so only the points are shown (${chance}). ${why}`;
  }
  const rises =
    p !== null && p >= 0.05
      ? 'Agreement is not shown to follow how transparent the words are'
      : `Agreement ${pearson > 0 ? 'rises' : 'falls'} with how transparent the words are`;
  const beside = [
    `r = ${figure(pearson)}`,
    chance,
    raw === null ? null : `${figure(raw)} with raw agreement`,
    partial === null ? null : `${figure(partial)} given reliability and support`,
  ].filter((part) => part !== null);
  return `${rises} over ${points.length} categories: ${beside.join('; ')}.`;
}

/** Of the squared deviations of transparency: a category with more of them decides alone how steep the line is. */
const MOST_LEVERAGE = 0.9;

/** The slope of a gradient's line with its interval; otherwise why no line is drawn, a sentence, or nothing. */
export function gradientLine({ slope, slopeLo, slopeHi, points }: GradientReport): MeanInterval | string {
  if (slope === null || slopeLo === null || slopeHi === null) return '';
  const middle = mean(points, ({ transparency }) => transparency)!;
  const deviations = points.map(({ transparency }) => (transparency - middle) ** 2);
  const furthest = maxIndex(deviations);
  return deviations[furthest] > MOST_LEVERAGE * sum(deviations)
    ? `“${points[furthest].label}” alone is apart in transparency, so no line is drawn.`
    : { mean: slope, lo: slopeLo, hi: slopeHi };
}

/**
 * The points of a gradient, each with what its category's report has.
 * @param categoryOf the category behind a point's label, with its question
 */
export function gradientMarks(
  { points }: GradientReport,
  corrected: boolean,
  categoryOf: (label: string) => { category: CategoryReport; href: string } | null,
): GradientMark[] {
  return points.map(({ label, transparency, agreement, raw, support }) => {
    const found = categoryOf(label);
    const { lo = null, hi = null } = (corrected && found?.category.agreementInterval) || {};
    return {
      label,
      x: transparency,
      // Noise can carry it past 1, where it is drawn.
      y: corrected ? Math.min(agreement, 1) : raw,
      ...(lo !== null && hi !== null ? { lo, hi: Math.min(hi, 1) } : {}),
      support,
      markers: tellingMarkers(found?.category.markers)
        .slice(0, MOST_MARKERS)
        .map(({ token }) => token),
      href: found?.href ?? '',
    };
  });
}
