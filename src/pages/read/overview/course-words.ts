import { format } from '../../../numerals/number-form.ts';
import type { CoursePoint } from '../../../charts/text-course.ts';
import { count } from '../../ui/amounts.ts';
import type { Sequence } from '../parts/sequences.ts';

const percent = format('.0%');

/** How a place along the texts is written. */
type Where = Pick<Sequence, 'name' | 'isDate' | 'written'>;

/** The labels that change most along the texts, where the intervals at their highest and lowest place do not overlap. */
export function changeWords(
  labels: readonly string[],
  curves: readonly (readonly CoursePoint[])[],
  along: Where,
): string {
  const clear = labels
    .map((label, place) => ({ label, curve: curves[place], ...extremes(curves[place]) }))
    .filter(({ lowest, highest }) => lowest.hi < highest.lo)
    .sort((a, b) => b.highest.mean - b.lowest.mean - (a.highest.mean - a.lowest.mean));
  if (clear.length === 0) return 'No label’s share changes along the texts by more than its intervals allow.';
  return `${clear
    .slice(0, 2)
    .map(({ label, curve, lowest, highest }) => {
      const [first, last] = [curve[0], curve[curve.length - 1]];
      const ends = `from ${percent(first.mean)} to ${percent(last.mean)}`;
      // A curve may bend a little at its ends.
      if (first.mean <= lowest.hi && last.mean >= highest.lo) return `${label} rises ${ends}`;
      if (first.mean >= highest.lo && last.mean <= lowest.hi) return `${label} falls ${ends}`;
      return `${label} is highest at ${placeWords(highest, along)} (${percent(highest.mean)}) and lowest at ${placeWords(lowest, along)} (${percent(lowest.mean)})`;
    })
    .join('; ')}.`;
}

/** Where a curve is highest and lowest. */
export function extremesWords(
  name: string,
  curve: readonly CoursePoint[],
  written: (mean: number) => string,
  along: Where,
): string {
  const { lowest, highest } = extremes(curve);
  return `${name} is lowest at ${placeWords(lowest, along)} (${written(lowest.mean)}) and highest at ${placeWords(highest, along)} (${written(highest.mean)}).`;
}

function extremes(curve: readonly CoursePoint[]): { lowest: CoursePoint; highest: CoursePoint } {
  const sorted = [...curve].sort((a, b) => a.mean - b.mean);
  return { lowest: sorted[0], highest: sorted[sorted.length - 1] };
}

function placeWords({ at }: CoursePoint, { isDate, name, written }: Where): string {
  return `${isDate ? '' : `${name} `}${written(at)}`;
}

/** What a curve is made of, and what is left out of it. */
export function courseCaption(texts: number, all: number, { missing, name, isDate }: Sequence): string {
  const without = [
    isDate && missing > 0 ? `${count(missing, 'text')} without a ${name}` : '',
    all - texts - missing > 0 ? `${count(all - texts - missing, 'text')} without an answer` : '',
  ].filter((words) => words !== '');
  return (
    `${count(texts, 'text')}. At each place a local linear fit over the nearest 30% of the texts; 95% intervals of that mean, ` +
    `which take the texts for independent and leave out the model’s own error.` +
    (without.length > 0 ? ` Left out: ${without.join(', ')}.` : '')
  );
}
