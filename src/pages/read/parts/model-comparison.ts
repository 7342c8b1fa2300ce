import { group } from 'd3';
import { format } from '../../../numerals/number-form.ts';
import type {
  CalibrationScore,
  ComparisonReport,
  ModelReport,
  PairedDifference,
} from '../../../analysis/report.ts';
import type { IntervalRow } from '../../../charts/interval-row.ts';

const figure = format('.3f');

/** A difference is shown where its p is below. */
const SHOWN_BELOW = 0.05;

/** The scores that two models are compared by, in words. */
export const SCORE_WORDS: Readonly<Record<CalibrationScore, string>> = {
  jsd: 'Jensen-Shannon divergence',
  squared: 'squared gap D',
  crossEntropy: 'cross-entropy (bits)',
};

/** Two models by each score; differences are of the first less the second. */
export interface ModelPair {
  readonly a: string;
  readonly b: string;
  readonly items: number;
  readonly differences: readonly {
    readonly score: CalibrationScore;
    readonly difference: PairedDifference;
  }[];
}

/**
 * The comparison of two models, turned so that it begins with the first; `null` before it is computed or if they are one.
 * @param names what they are called
 */
export function modelPair(
  comparisons: readonly ComparisonReport[] | undefined,
  a: ModelReport,
  b: ModelReport,
  names: ReadonlyMap<ModelReport, string>,
): ModelPair | null {
  const isOf = ({ annotators: [first, second] }: ComparisonReport, one: ModelReport, other: ModelReport) =>
    first === one.annotator && second === other.annotator;
  const found = comparisons?.find((one) => isOf(one, a, b) || isOf(one, b, a));
  if (!found || a === b) return null;
  const turned = !isOf(found, a, b);
  return {
    a: names.get(a)!,
    b: names.get(b)!,
    items: found.items,
    differences: (['jsd', 'squared', 'crossEntropy'] as const).map((score) => ({
      score,
      difference: turned ? negated(found[score]) : found[score],
    })),
  };
}

/**
 * Whether one of them is closer to people, by the unbiased squared gap where there is one; and which other distances say something
 * else.
 */
export function comparisonFinding({ a, b, differences }: ModelPair): string {
  const known = differences.filter(({ difference }) => difference.difference !== null);
  const decisive = known.find(({ score }) => score === 'squared') ?? known[0];
  if (!decisive) return 'These two cannot be compared: they have no rated text in common.';
  const closer = ({ difference }: typeof decisive) =>
    pOf(difference) >= SHOWN_BELOW ? null : difference.difference! < 0 ? a : b;
  const found = closer(decisive);
  const { difference, lo, hi, pAdjusted } = decisive.difference;
  const value = pOf(decisive.difference);
  const chance = `p ${value < 0.001 ? `< ${figure(0.001)}` : `= ${figure(value)}`}${pAdjusted === null ? '' : ', adjusted for all pairs'}`;
  const range = lo === null || hi === null ? '' : ` (95% interval ${figure(lo)} to ${figure(hi)})`;
  const by = `${SCORE_WORDS[decisive.score]} differs by ${figure(difference!)}${range}, ${chance}`;
  const verdict =
    found === null
      ? `Neither is shown to be closer to people: ${by}.`
      : `${found} is closer to people than ${found === a ? b : a}: ${by}.`;
  const others = group(
    known.filter((one) => one !== decisive && closer(one) !== found),
    closer,
  );
  return [
    verdict,
    ...Array.from(others, ([one, those]) => {
      const words = those.map(({ score }) => SCORE_WORDS[score]).join(' and ');
      return one === null ? `By ${words}, neither is.` : `By ${words}, ${one} is closer.`;
    }),
  ].join(' ');
}

/** Adjusted for all pairs where it is. */
function pOf({ pAdjusted, p }: PairedDifference): number {
  return pAdjusted ?? p ?? 1;
}

/** A difference as a row of a chart; `null` where there is none. */
export function differenceRow(label: string, { difference, lo, hi }: PairedDifference): IntervalRow | null {
  if (difference === null) return null;
  return {
    label,
    role: 'model',
    mean: difference,
    ...(lo !== null && hi !== null ? { lo, hi } : {}),
  };
}

function negated({ difference, lo, hi, ...test }: PairedDifference): PairedDifference {
  const minus = (value: number | null) => (value === null ? null : -value);
  return { ...test, difference: minus(difference), lo: minus(hi), hi: minus(lo) };
}
